//! Points of sites, coarsened.

use crate::event::{Event, PlaceValue};

/// Kilometres within which a site lies of its point rounded to two decimals.
const RADIUS: f64 = 1.0;

/// Rounds the points of sites to two decimals of a degree, and says so in their precision and radius.
pub fn coarsen(event: &mut Event) {
    if let Some(place) = &mut event.place {
        if site(&mut place.value) {
            place.radius_km = place.radius_km.map(|radius| radius.max(RADIUS));
        }
        place.values.iter_mut().for_each(|placed| {
            site(&mut placed.value);
        });
    }
    for claim in &mut event.claims {
        claim.place.iter_mut().for_each(|place| {
            site(&mut place.value);
        });
    }
}

/// Coarsens a site and tells whether it was one. Its entry in the gazetteer would give the point away.
fn site(place: &mut PlaceValue) -> bool {
    if place.precision != "site" {
        return false;
    }
    let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
    place.lat = place.lat.map(round);
    place.lon = place.lon.map(round);
    place.geonameid = None;
    place.precision = "town".to_owned();
    true
}
