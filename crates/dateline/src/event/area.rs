//! How far around its point a place reaches.

use super::PlaceValue;
use dateline_doc::Point;

/// Kilometres around the point within which something lies that is placed so. Of areas, whose shapes
/// the gazetteer lacks, about half of what the world's areas of their level measure across; none for
/// a country, whose point says nothing.
pub fn radius_km(place: &PlaceValue) -> Option<f64> {
    place.lat?;
    reach(&place.precision)
}

/// The same of a precision alone.
pub fn reach(precision: &str) -> Option<f64> {
    match precision {
        "site" => Some(0.1),
        "town" => Some(5.0),
        "near" => Some(25.0),
        "admin2" => Some(40.0),
        "admin1" => Some(150.0),
        "region" | "sea" => Some(250.0),
        _ => None,
    }
}

/// From the closest placing to the widest.
pub fn rank(place: &PlaceValue) -> usize {
    let order = ["site", "town", "near", "admin2", "admin1", "region", "sea", "country"];
    order.iter().position(|precision| *precision == place.precision).unwrap_or(order.len())
}

/// Whether one may lie within the other, or both be the same.
pub fn fit(a: &PlaceValue, b: &PlaceValue) -> bool {
    if a == b || a.geonameid.is_some() && a.geonameid == b.geonameid {
        return true;
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    if "country" == a.precision || "country" == b.precision {
        return true;
    }
    if "admin1" == a.precision || "admin1" == b.precision {
        return a.admin1.is_none() || b.admin1.is_none() || a.admin1 == b.admin1;
    }
    match (point(a), point(b), radius_km(a), radius_km(b)) {
        (Some(from), Some(to), Some(x), Some(y)) => from.distance_km(to) <= x + y,
        _ => true,
    }
}

fn point(place: &PlaceValue) -> Option<Point> {
    Some(Point { lat: place.lat?, lon: place.lon? })
}
