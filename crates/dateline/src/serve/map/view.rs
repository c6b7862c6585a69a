//! From degrees to a map's units.

use super::{HEIGHT, WIDTH, rounded, world::Country};
use std::fmt::Write as _;

/// A part of the world: equirectangular, true to scale along its middle.
pub struct View {
    west: f64,
    north: f64,
    /// Units a degree of latitude.
    scale: f64,
    /// How much a degree of longitude is shorter than one of latitude.
    shrink: f64,
}

/// Least height of a view in degrees: closer, the coasts are too coarse to tell anything.
const CLOSEST: f64 = 3.0;

/// Share of the view left around what it shows.
const MARGIN: f64 = 0.15;

/// Points of an outline closer than this many units are one.
const FINEST: f64 = 1.0;

const KM_A_DEGREE: f64 = 111.2;

impl View {
    /// The view that shows circles of these kilometres around points of longitude and latitude; the
    /// inhabited world when there are none.
    pub fn around(circles: impl Iterator<Item = (f64, f64, f64)>) -> Self {
        let (mut west, mut south, mut east, mut north) =
            (181.0_f64, 91.0_f64, -181.0_f64, -91.0_f64);
        for (lon, lat, km) in circles {
            let tall = km / KM_A_DEGREE;
            let wide = tall / lat.to_radians().cos().max(0.2);
            (west, east) = (west.min(lon - wide), east.max(lon + wide));
            (south, north) = (south.min(lat - tall), north.max(lat + tall));
        }
        if west > east {
            (west, south, east, north) = (-170.0, -50.0, 180.0, 72.0);
        }
        // Whole degrees, so that lists that are nearly alike are seen alike.
        (west, south, east, north) = (west.floor(), south.floor(), east.ceil(), north.ceil());
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        let shrink = middle.1.to_radians().cos().max(0.3);
        let (wide, tall) = ((east - west) * shrink, north - south);
        let tall = tall.max(wide * HEIGHT / WIDTH).max(CLOSEST) * (1.0 + MARGIN);
        let scale = HEIGHT / tall;
        let wide = WIDTH / scale / shrink;
        Self { west: middle.0 - wide / 2.0, north: middle.1 + tall / 2.0, scale, shrink }
    }

    /// What tells it from other views.
    pub fn name(&self) -> [u64; 3] {
        [self.west, self.north, self.scale].map(f64::to_bits)
    }

    pub fn project(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale)
    }

    /// Half the width and height of so many kilometres.
    pub fn radii(&self, lat: f64, km: f64) -> (f64, f64) {
        let tall = km / KM_A_DEGREE * self.scale;
        (tall / lat.to_radians().cos().max(0.2) * self.shrink, tall)
    }

    /// A country's outline as SVG writes paths; none when it is out of view.
    pub fn path(&self, country: &Country) -> Option<String> {
        let mut path = String::new();
        for ring in &country.rings {
            self.ring(ring, &mut path);
        }
        (!path.is_empty()).then_some(path)
    }

    fn ring(&self, ring: &[(f64, f64)], path: &mut String) {
        let points: Vec<(f64, f64)> = ring.iter().map(|(x, y)| self.project(*x, *y)).collect();
        if !is_in_view(&points) {
            return;
        }
        let (mut last, mut letter) = ((f64::MAX, f64::MAX), 'M');
        for (x, y) in points {
            if (x - last.0).abs() + (y - last.1).abs() >= FINEST {
                let _ = write!(path, "{letter}{} {}", rounded(x), rounded(y));
                (last, letter) = ((x, y), 'L');
            }
        }
        path.push('Z');
    }
}

fn is_in_view(points: &[(f64, f64)]) -> bool {
    let any = |is: &dyn Fn(&(f64, f64)) -> bool| points.iter().any(is);
    any(&|it| it.0 >= 0.0)
        && any(&|it| it.0 <= WIDTH)
        && any(&|it| it.1 >= 0.0)
        && any(&|it| it.1 <= HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_lies_within_the_map() {
        let gao = (-0.05, 16.27, 5.0);
        let kidal = (1.41, 18.44, 150.0);
        let view = View::around([gao, kidal].into_iter());
        for (lon, lat, km) in [gao, kidal] {
            let ((x, y), (rx, ry)) = (view.project(lon, lat), view.radii(lat, km));
            assert!(x - rx > 0.0 && x + rx < WIDTH && y - ry > 0.0 && y + ry < HEIGHT);
        }
        assert!(view.project(1.41, 18.44).1 < view.project(-0.05, 16.27).1, "north is up");
    }

    #[test]
    fn outlines_out_of_view_are_left_out() {
        let square = |lon: f64| Country {
            name: "Square".into(),
            rings: vec![vec![(lon, 15.0), (lon + 1.0, 15.0), (lon + 1.0, 16.0), (lon, 15.0)]],
        };
        let view = View::around([(0.0, 16.0, 5.0)].into_iter());
        assert!(view.path(&square(0.0)).unwrap().starts_with('M'));
        assert_eq!(view.path(&square(100.0)), None);
    }
}
