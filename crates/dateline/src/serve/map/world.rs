//! The world's land, from `web/world.txt`. Its borders are Natural Earth's, drawn to orient, and say
//! nothing of whose land it is.

use flate2::read::GzDecoder;
use std::io::Read;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.txt.gz"));

/// All countries' outlines.
pub struct World {
    pub countries: Vec<Country>,
}

/// A country's outline: points of longitude and latitude, in degrees.
pub struct Country {
    pub name: String,
    pub rings: Vec<Vec<(f64, f64)>>,
}

impl World {
    /// The world in the program.
    pub fn load() -> Self {
        let mut text = String::new();
        GzDecoder::new(PACKED)
            .read_to_string(&mut text)
            .expect("the program carries its map whole");
        Self { countries: text.lines().filter_map(country).collect() }
    }
}

fn country(line: &str) -> Option<Country> {
    let (name, rings) = line.split_once('\t')?;
    Some(Country { name: name.to_owned(), rings: rings.split(';').map(ring).collect() })
}

fn ring(steps: &str) -> Vec<(f64, f64)> {
    let (mut east, mut north) = (0, 0);
    let steps = steps.split(' ').filter_map(|step| {
        let (x, y) = step.split_once(',')?;
        Some((x.parse::<i32>().ok()?, y.parse::<i32>().ok()?))
    });
    steps
        .map(|(x, y)| {
            (east, north) = (east + x, north + y);
            (f64::from(east) / 100.0, f64::from(north) / 100.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_whole() {
        let world = World::load();
        assert!(world.countries.len() > 200);
        for country in &world.countries {
            for ring in &country.rings {
                assert!(ring.len() > 3, "{}", country.name);
                assert!(
                    ring.iter().all(|(x, y)| x.abs() <= 180.01 && y.abs() <= 90.01),
                    "{}",
                    country.name
                );
                assert_eq!(ring.first(), ring.last(), "{}", country.name);
            }
        }
    }
}
