use super::{Reason, compare::Weight};
use crate::{Facts, Where};
use dateline_doc::Precision;
use std::collections::BTreeSet;

/// One says no place.
const UNPLACED: f32 = -0.6;
const SAME_TOWN: f32 = 1.0;
/// A town and its quarter, or somewhere near.
const NEAR: f32 = 0.35;
const IN_ADMIN2: f32 = 0.6;
const IN_ADMIN1: f32 = 0.45;
const IN_COUNTRY: f32 = 0.1;
const SAME_NAME: f32 = 0.8;
/// Two towns of a country that share their name, of which the reader may have taken the wrong one.
const NAMESAKES: f32 = 0.3;
/// Not known to be apart, nor together.
const UNKNOWN: f32 = -0.3;

/// Two towns so many kilometres apart may be one town and its quarter.
const QUARTER_KM: f64 = 10.0;
/// So many kilometres are "near".
const NEAR_KM: f64 = 25.0;
/// Half the width of a region, desert or sea, for want of its borders.
const REGION_KM: f64 = 300.0;

/// How the places of two claims fit; `None` when they contradict each other.
pub(super) fn compare(a: &Facts, b: &Facts) -> Option<Weight> {
    let (Some(a), Some(b)) = (&a.place, &b.place) else { return Some(Weight::of(UNPLACED)) };
    fit(a, b)
}

/// How narrow a place is: the narrowest first.
pub(super) fn size(precision: Precision) -> u8 {
    match precision {
        Precision::Site | Precision::Town | Precision::Near => 0,
        Precision::Admin2 => 1,
        Precision::Admin1 => 2,
        Precision::Region | Precision::Sea => 3,
        Precision::Country => 4,
    }
}

/// Whether one place lies within another, as far as is known.
pub(super) fn holds(whole: &Where, part: &Where) -> bool {
    let fits = fit(whole, part).is_some_and(|weight| weight.value > 0.0);
    let country = whole.precision == Precision::Country;
    let inside = !country || agree(whole.country.as_deref(), part.country.as_deref());
    size(part.precision) <= size(whole.precision) && fits && inside
}

fn fit(a: &Where, b: &Where) -> Option<Weight> {
    if differ(a.country.as_deref(), b.country.as_deref()) {
        return None;
    }
    match (is_spot(a), is_spot(b)) {
        (true, true) => spots(a, b),
        // One that the gazetteer lacks is known by its name alone.
        _ if is_town(a) && is_town(b) && !alike(&a.name, &b.name) => None,
        (true, false) => spot_in(a, b),
        (false, true) => spot_in(b, a),
        (false, false) => areas(a, b),
    }
}

/// Whether it is a point on the map rather than an area.
pub(super) fn is_spot(place: &Where) -> bool {
    (is_town(place) || place.precision == Precision::Site) && place.point.is_some()
}

fn is_town(place: &Where) -> bool {
    matches!(place.precision, Precision::Town | Precision::Near)
}

/// Whether two names may be one place's: the same but for marks and spaces, or one within the other.
fn alike(a: &str, b: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    a.contains(&b) || b.contains(&a)
}

/// Both known, and not the same.
fn differ(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Both known, and the same.
fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a == b)
}

fn same(a: &Where, b: &Where) -> bool {
    match (a.geonameid, b.geonameid) {
        (Some(a), Some(b)) => a == b,
        _ => a.name == b.name && a.precision == b.precision,
    }
}

fn kilometres(a: &Where, b: &Where) -> Option<f64> {
    Some(a.point?.distance_km(b.point?))
}

fn spots(a: &Where, b: &Where) -> Option<Weight> {
    if same(a, b) {
        return Some(Weight::because(SAME_TOWN, Reason::SameTown(a.name.clone())));
    }
    let near = [a, b].iter().any(|place| place.precision == Precision::Near);
    let reach = if near { NEAR_KM } else { QUARTER_KM };
    let (first, second) = if a.name <= b.name { (a, b) } else { (b, a) };
    let names = || (first.name.clone(), second.name.clone());
    match kilometres(a, b) {
        Some(km) if km <= reach => {
            let (first, second) = names();
            Some(Weight::because(NEAR, Reason::Near(first, second, km.round() as u32)))
        }
        _ if namesakes(a, b) => {
            let (first, second) = names();
            Some(Weight::because(NAMESAKES, Reason::Namesakes(first, second)))
        }
        _ => None,
    }
}

/// Whether the words of one town's name are all in that of another of the same country: "Isabela" and "City of
/// Isabela".
fn namesakes(a: &Where, b: &Where) -> bool {
    let (ours, theirs) = (name_words(a), name_words(b));
    let named = !ours.is_empty() && !theirs.is_empty();
    let within = ours.is_subset(&theirs) || theirs.is_subset(&ours);
    named && within && agree(a.country.as_deref(), b.country.as_deref())
}

/// The long words of a place's name, by which namesakes are known.
pub(super) fn name_words(place: &Where) -> BTreeSet<String> {
    let words = place.name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
}

fn spot_in(spot: &Where, area: &Where) -> Option<Weight> {
    let inside =
        |weight| Weight::because(weight, Reason::Inside(spot.name.clone(), area.name.clone()));
    let (admin1, admin2) = (area.admin1.as_deref(), area.admin2.as_deref());
    if area.precision != Precision::Country && differ(spot.admin1.as_deref(), admin1) {
        return None;
    }
    Some(match area.precision {
        Precision::Admin2 if agree(spot.admin2.as_deref(), admin2) => inside(IN_ADMIN2),
        Precision::Admin2 if differ(spot.admin2.as_deref(), admin2) => return None,
        Precision::Admin1 if agree(spot.admin1.as_deref(), admin1) => inside(IN_ADMIN1),
        Precision::Country if agree(spot.country.as_deref(), area.country.as_deref()) => {
            inside(IN_COUNTRY)
        }
        Precision::Region | Precision::Sea => region(kilometres(spot, area))?,
        _ if spot.name == area.name => {
            Weight::because(SAME_NAME, Reason::SameTown(spot.name.clone()))
        }
        _ => Weight::of(UNKNOWN),
    })
}

fn region(km: Option<f64>) -> Option<Weight> {
    match km {
        Some(km) if km > REGION_KM => None,
        Some(_) => Some(Weight::NONE),
        None => Some(Weight::of(UNKNOWN)),
    }
}

fn areas(a: &Where, b: &Where) -> Option<Weight> {
    if same(a, b) {
        let weight = match a.precision {
            Precision::Admin2 => IN_ADMIN2,
            Precision::Admin1 | Precision::Region | Precision::Sea => IN_ADMIN1,
            Precision::Country => IN_COUNTRY,
            Precision::Site | Precision::Town | Precision::Near => SAME_NAME,
        };
        return Some(Weight::because(weight, Reason::SameArea(a.name.clone())));
    }
    let known = |place: &Where| matches!(place.precision, Precision::Admin1 | Precision::Admin2);
    if [a, b].iter().any(|place| place.precision == Precision::Country) {
        return Some(Weight::of(IN_COUNTRY));
    }
    if !(known(a) && known(b)) {
        return Some(Weight::of(UNKNOWN));
    }
    let one_admin1 = agree(a.admin1.as_deref(), b.admin1.as_deref());
    let nested = one_admin1 && a.precision != b.precision;
    nested.then(|| Weight::of(IN_ADMIN1))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, ansongo, area, gao, town};
    use super::*;

    fn value(a: Where, b: Where) -> Option<f32> {
        let (a, b) = (Claim::new(1).at(a).facts(), Claim::new(2).at(b).facts());
        assert_eq!(compare(&a, &b), compare(&b, &a));
        compare(&a, &b).map(|weight| weight.value)
    }

    #[test]
    fn two_towns_are_one_only_when_close() {
        assert_eq!(value(gao(), gao()), Some(SAME_TOWN));
        assert_eq!(value(gao(), ansongo()), None);
        let quarter = town("Château", 16.25, -0.05, "Gao", "MLI");
        assert_eq!(value(gao(), quarter), Some(NEAR));
        let village = |precision| Where { precision, ..town("V", 16.45, -0.04, "Gao", "MLI") };
        assert_eq!(value(gao(), village(Precision::Town)), None, "twenty kilometres off");
        assert_eq!(value(gao(), village(Precision::Near)), Some(NEAR));
    }

    #[test]
    fn a_town_fits_the_areas_it_lies_in() {
        assert_eq!(value(gao(), area("Gao", Precision::Admin1, "MLI")), Some(IN_ADMIN1));
        assert_eq!(value(gao(), area("Ségou", Precision::Admin1, "MLI")), None);
        assert_eq!(value(gao(), area("Mali", Precision::Country, "MLI")), Some(IN_COUNTRY));
    }

    #[test]
    fn an_area_holds_what_is_narrower_and_nothing_wider() {
        let mali = area("Mali", Precision::Country, "MLI");
        let region = area("Gao", Precision::Admin1, "MLI");
        assert!(holds(&mali, &gao()) && holds(&mali, &region) && holds(&region, &gao()));
        assert!(holds(&region, &region) && holds(&gao(), &gao()));
        assert!(!holds(&region, &mali) && !holds(&gao(), &region) && !holds(&gao(), &ansongo()));
        let sahel = Where { country: None, ..area("Sahel", Precision::Region, "") };
        assert!(!holds(&mali, &sahel) && !holds(&sahel, &mali));
    }

    #[test]
    fn one_of_two_namesakes_may_be_the_other() {
        let here = town("Isabela", 10.2, 122.98, "Negros", "PHL");
        let city = town("City of Isabela", 6.7, 121.97, "Basilan", "PHL");
        assert_eq!(value(here.clone(), city.clone()), Some(NAMESAKES));
        let abroad = Where { country: Some("PRI".into()), ..here.clone() };
        assert_eq!(value(abroad, city.clone()), None);
        assert_eq!(value(town("Basilan", 10.2, 122.98, "Negros", "PHL"), city), None);
        assert_eq!(value(here, town("Isabelita", 9.0, 122.0, "Negros", "PHL")), None);
    }

    #[test]
    fn two_countries_never_fit() {
        let libya = town("Tripoli", 32.887, 13.191, "Tripoli", "LBY");
        let lebanon = town("Tripoli", 34.433, 35.844, "North", "LBN");
        assert_eq!(value(libya.clone(), lebanon), None);
        assert_eq!(value(libya, area("Lebanon", Precision::Country, "LBN")), None);
    }

    #[test]
    fn names_outside_the_gazetteer_are_compared_as_names() {
        let unknown = |name| Where { country: None, ..area(name, Precision::Town, "MLI") };
        assert_eq!(value(unknown("Tin Hama"), unknown("Tin Hama")), Some(SAME_NAME));
        assert_eq!(value(unknown("Tin-Hama"), unknown("Tin Hama")), Some(UNKNOWN));
        assert_eq!(value(unknown("Tin Hama"), unknown("Talataye")), None);
        assert_eq!(value(unknown("Tin Hama"), gao()), None);
    }
}
