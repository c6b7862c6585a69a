//! Sites, coarsened.

use super::visit;
use crate::event::{Event, PlaceValue};
use std::collections::BTreeSet;

/// Cells of the map in which sites are told, to a degree: some eleven kilometres from south to north.
const CELLS: f64 = 10.0;

/// What stands where a site was named.
const MARK: &str = "[a site]";

/// Tells of sites only the area that they lie in and their point rounded to a tenth of a degree, as
/// somewhere near it.
pub fn coarsen(event: &mut Event) {
    let mut names = BTreeSet::new();
    if let Some(place) = &mut event.place {
        if site(&mut place.value, &mut names) {
            place.radius_km = crate::event::reach(&place.value.precision);
        }
        place.values.iter_mut().for_each(|placed| {
            site(&mut placed.value, &mut names);
        });
    }
    for place in event.claims.iter_mut().filter_map(|claim| claim.place.as_mut()) {
        if site(&mut place.value, &mut names) {
            names.insert(place.span.quote.clone());
        }
    }
    names.remove("");
    // A longer name first, lest half of it stay.
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let wipe = |text: &mut String| {
        for name in &names {
            *text = text.replace(name.as_str(), MARK);
        }
    };
    visit::quotes(event, |quote, _| wipe(&mut quote.quote));
    visit::prose(event, wipe);
}

/// Coarsens a site and tells whether it was one. Its entry in the gazetteer and its name would give the
/// point away.
fn site(place: &mut PlaceValue, names: &mut BTreeSet<String>) -> bool {
    if place.precision != "site" {
        return false;
    }
    // Adding nothing makes of minus nothing nothing.
    let round = |degrees: f64| (degrees * CELLS).round() / CELLS + 0.0;
    place.lat = place.lat.map(round);
    place.lon = place.lon.map(round);
    place.geonameid = None;
    place.precision = "near".to_owned();
    let area = place.admin2.as_ref().or(place.admin1.as_ref()).or(place.country.as_ref());
    names.insert(std::mem::replace(&mut place.name, area.cloned().unwrap_or_default()));
    true
}
