use super::{
    places::{is_spot, name_words},
    span::Days,
};
use crate::{Facts, Where};
use dateline_doc::Point;
use jiff::{ToSpan, civil::Date};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Degrees of a cell of the map: more than the 25 km within which places are near each other.
const CELL: [f64; 2] = [0.25, 0.5];

/// Half of those 25 km: the point between two places that are near is within it of both.
const HALFWAY_KM: f64 = 12.5;

/// Times longer than so many days meet by their ends alone.
const LONG: i32 = 31;

/// Blocking keys: two claims of different reports are worth comparing when they share one. Those of one report
/// always are.
///
/// Claims meet when they share a day and, with it, a cell of the map, a word of a town's name, a first-level area, a number of something,
/// or a pair of words out of the few that stand for their sentence. So what is compared with a claim is what is
/// told of one place on one day, or tells the same number or the same words on one day: that does not grow with
/// the archive. A country alone is no handle, for a country's claims of a day are many. For what many reports
/// tell alike see [`super::likeness`].
pub fn handles(facts: &Facts) -> Vec<u64> {
    let mut keys = Vec::new();
    let told: Vec<u64> =
        grounds(facts).into_iter().chain(numbers(facts)).chain(words(facts)).collect();
    for day in days(facts) {
        keys.extend(told.iter().map(|what| key(&(2u8, day, what))));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The days on which a claim may meet others, as one key each.
fn days(facts: &Facts) -> Vec<u64> {
    let Some(days) = Days::of(facts) else { return vec![key(&"undated")] };
    if days.count() > LONG {
        return vec![key(&(days.first, days.last))];
    }
    // A day on which it was told meets the day before, on which it may have happened.
    let eve = days.fresh.then(|| days.first.yesterday().ok()).flatten();
    let within = |day: &Date| *day <= days.last;
    let later = |day: &Date| day.checked_add(1.day()).ok();
    let all = std::iter::successors(Some(days.first), later).take_while(within);
    eve.into_iter().chain(all).map(|day| key(&day)).collect()
}

fn grounds(facts: &Facts) -> Vec<u64> {
    let Some(place) = &facts.place else { return Vec::new() };
    let mut keys: Vec<u64> = match place.point {
        Some(point) if is_spot(place) => {
            let cells = cells(point).into_iter().map(|cell| key(&(3u8, cell)));
            let named = name_words(place).into_iter().map(|word| key(&(8u8, &place.country, word)));
            cells.chain(named).collect()
        }
        _ => vec![key(&(4u8, &place.name))],
    };
    keys.extend(area(place));
    keys
}

fn area(place: &Where) -> Option<u64> {
    Some(key(&(5u8, place.country.as_deref()?, place.admin1.as_deref()?)))
}

/// The cells of the map within reach of a point.
fn cells(point: Point) -> [(i32, i32); 5] {
    let lat = HALFWAY_KM / 111.2;
    let lon = lat / point.lat.to_radians().cos().max(0.1);
    [(0.0, 0.0), (-lat, -lon), (-lat, lon), (lat, -lon), (lat, lon)].map(|(south, west)| {
        let cell = |degrees: f64, size: f64| (degrees / size).floor() as i32;
        (cell(point.lat + south, CELL[0]), cell(point.lon + west, CELL[1]))
    })
}

fn numbers(facts: &Facts) -> impl Iterator<Item = u64> {
    let number = |tally: &crate::Tally| {
        tally.low.filter(|low| *low > 1).map(|low| key(&(6u8, &*tally.what, low)))
    };
    facts.tallies.iter().filter_map(number)
}

/// Pairs of the sentence's smallest hashes: sentences of nearly the same words mostly share one.
fn words(facts: &Facts) -> Vec<u64> {
    let few = &facts.words[..facts.words.len().min(3)];
    let pair = |at: usize| few[at + 1..].iter().map(move |other| key(&(7u8, few[at], *other)));
    (0..few.len()).flat_map(pair).collect()
}

fn key<T: Hash + ?Sized>(of: &T) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, ansongo, area, gao, town};
    use super::*;
    use dateline_doc::Precision;

    fn meet(a: &Claim, b: &Claim) -> bool {
        let theirs = handles(&b.facts());
        handles(&a.facts()).iter().any(|key| theirs.contains(key))
    }

    #[test]
    fn claims_meet_by_place_and_day() {
        let monday = |place| Claim::new(1).at(place).on("2025-03-10");
        let other = |place, day| Claim::new(2).at(place).on(day);
        assert!(meet(&monday(gao()), &other(gao(), "2025-03-10")));
        assert!(!meet(&monday(gao()), &other(gao(), "2025-03-14")));
        let niger = town("Tillia", 16.0, 4.5, "Tahoua", "NER");
        assert!(!meet(&monday(gao()), &other(niger, "2025-03-10")));
        let region = area("Gao", Precision::Admin1, "MLI");
        assert!(meet(&monday(ansongo()), &other(region, "2025-03-10")));
    }

    #[test]
    fn places_within_reach_meet_across_the_edges_of_cells() {
        for (lat, lon) in [(0.01, 0.01), (49.99, 36.24), (-33.26, 151.3), (64.9, 10.4)] {
            let near = |north: f64| town("X", lat + north, lon, "A", "AAA");
            let far = town("Y", lat + 0.2, lon, "B", "AAA");
            assert!(meet(
                &Claim::new(1).at(near(0.0)).on("2025-03-10"),
                &Claim::new(2).at(far).on("2025-03-10")
            ));
        }
    }

    #[test]
    fn namesakes_meet_wherever_they_are() {
        let isabela = town("Isabela", 10.2, 122.98, "Negros", "PHL");
        let city = town("City of Isabela", 6.7, 121.97, "Basilan", "PHL");
        let at = |key, place| Claim::new(key).at(place).on("2025-08-23");
        assert!(meet(&at(1, isabela), &at(2, city)));
    }

    #[test]
    fn a_day_it_was_told_meets_the_day_before() {
        let told = Claim::new(1).at(gao()).on("2025-03-11").published("2025-03-11");
        assert!(meet(&told, &Claim::new(2).at(gao()).on("2025-03-10")));
    }

    #[test]
    fn a_country_and_a_day_are_no_handle_but_a_number_is() {
        let mali = || area("Mali", Precision::Country, "MLI");
        let wide = Claim::new(1).at(mali()).on("2025-03-10");
        let gao = Claim::new(2).at(gao()).on("2025-03-10");
        assert!(!meet(&wide, &gao));
        let count = |claim: Claim| claim.counting("killed", 23, Some(23));
        assert!(meet(&count(wide), &count(gao)));
    }
}
