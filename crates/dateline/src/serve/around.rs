//! A circle of events: the form beside the map asks for it by a point and a distance, which become the filter `near`.

use super::{asked::Asked, map::Circle, refusal::Refusal};

/// Kilometres that the form offers.
const USUAL: &str = "50";

/// What the form says apart, as the list's address says it; none where nothing is.
///
/// # Errors
/// When one of the two is missing.
pub fn asked_for(asked: &Asked) -> Result<Option<String>, Refusal> {
    let (point, km) = (asked.get("around"), asked.get("km"));
    match (point.is_empty(), km.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => {
            let near = format!("{point},{km}");
            Ok(Some(asked.events(&[("around", ""), ("km", ""), ("bbox", ""), ("near", &near)])))
        }
        _ => Err(Refusal::wrong("give around=LAT,LON and km, how far from it, together")),
    }
}

/// The circle that is asked for: its point, as the address has it, and its kilometres.
fn near(asked: &Asked) -> Option<(String, String)> {
    let near = asked.get("near");
    let (point, km) = near.rsplit_once(',')?;
    Some((point.to_owned(), km.to_owned()))
}

/// The point that the form has chosen, when there is one.
pub fn point(asked: &Asked) -> Option<String> {
    near(asked).map(|(point, _)| point)
}

/// The kilometres that the form has.
pub fn km(asked: &Asked) -> String {
    near(asked).map_or_else(|| USUAL.to_owned(), |(_, km)| km)
}

/// What the form keeps of the address.
pub fn kept(asked: &Asked) -> Vec<(String, String)> {
    let own = ["near", "bbox", "cursor", "view"];
    let pairs = asked.pairs().iter().filter(|(name, _)| !own.contains(&name.as_str()));
    pairs.cloned().collect()
}

/// The circle that is asked for, to be drawn.
pub fn circle(asked: &Asked) -> Option<Circle> {
    let (point, km) = near(asked)?;
    let (lat, lon) = point.split_once(',')?;
    let number = |text: &str| text.trim().parse().ok();
    Some(Circle { lat: number(lat)?, lon: number(lon)?, km: number(&km)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_and_a_distance_are_a_filter() {
        let asked = Asked::of(Some("country=MLI&bbox=1,2,3,4&around=16.27,-0.04&km=30&cursor=x"));
        let address = asked_for(&asked).unwrap().unwrap();
        assert_eq!(address, "/events?country=MLI&near=16.27%2C-0.04%2C30");
        let asked = Asked::of(address.split_once('?').map(|(_, query)| query));
        assert!(asked_for(&asked).unwrap().is_none());
        assert_eq!((point(&asked).as_deref(), km(&asked).as_str()), (Some("16.27,-0.04"), "30"));
        assert_eq!(kept(&asked), [("country".to_owned(), "MLI".to_owned())]);
        assert_eq!(circle(&asked).map(|it| (it.lat, it.lon, it.km)), Some((16.27, -0.04, 30.0)));
        assert!(asked_for(&Asked::of(Some("km=30"))).is_err());
        assert!(circle(&Asked::of(Some("near=x,y,z"))).is_none());
    }
}
