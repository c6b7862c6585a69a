use super::{kinds, places, span::Days};
use crate::Facts;
use dateline_doc::Precision;

/// What a tally of happenings, rather than of people, counts.
const HAPPENINGS: &str = "attacks";

/// So many happenings are not told as one.
const MANY: u64 = 5;

/// A single happening in an area, rather than a town, is dated more closely than by so many days.
const LONG: i32 = 10;

/// Whether a claim tells of many happenings at once: "41 air strikes in March", or the dead of a
/// country in a year. Such a claim contains single happenings and is none of them.
pub fn is_aggregate(facts: &Facts) -> bool {
    let many = |tally: &crate::Tally| {
        &*tally.what == HAPPENINGS && tally.low.is_some_and(|number| number >= MANY)
    };
    facts.tallies.iter().any(many) || is_wide(facts)
}

fn is_wide(facts: &Facts) -> bool {
    let town = |precision| matches!(precision, Precision::Site | Precision::Town | Precision::Near);
    let area = facts.place.as_ref().is_none_or(|place| !town(place.precision));
    area && Days::of(facts).is_some_and(|days| days.said && days.count() > LONG)
}

/// Whether the happenings that `aggregate` tells of include the one that `single` tells: some claims of
/// both have a family in common, and the single one's place and days lie within the other's.
pub fn contains(aggregate: &[&Facts], single: &[&Facts]) -> bool {
    aggregate.iter().filter(|facts| is_aggregate(facts)).any(|whole| {
        single.iter().filter(|facts| !is_aggregate(facts)).any(|part| holds(whole, part))
    })
}

fn holds(whole: &Facts, part: &Facts) -> bool {
    let placed = whole.place.is_some() && part.place.is_some();
    let (Some(span), Some(days)) = (Days::of(whole), Days::of(part)) else { return false };
    let dated = days.said && span.first <= days.first && days.last <= span.last;
    let fits = places::compare(whole, part).is_some_and(|weight| weight.value > 0.0);
    kinds::share_family(whole, part) && placed && dated && fits
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, area, gao};
    use super::*;

    fn roundup() -> Facts {
        let mali = area("Mali", Precision::Country, "MLI");
        Claim::new(1).at(mali).on("2025-03").counting("attacks", 41, Some(41)).facts()
    }

    #[test]
    fn many_happenings_and_long_times_in_wide_areas_are_aggregates() {
        assert!(is_aggregate(&roundup()));
        let mali = || area("Mali", Precision::Country, "MLI");
        assert!(is_aggregate(&Claim::new(1).at(mali()).on("2025-03").facts()));
        assert!(!is_aggregate(&Claim::new(1).at(gao()).on("2025-03").facts()));
        assert!(!is_aggregate(&Claim::new(1).at(mali()).on("2025-03-10").facts()));
        let twin = Claim::new(1).at(gao()).on("2025-03-10").counting("attacks", 2, Some(2));
        assert!(!is_aggregate(&twin.facts()));
    }

    #[test]
    fn an_aggregate_contains_what_lies_in_its_days_and_its_area() {
        let whole = roundup();
        let part = |day| Claim::new(2).at(gao()).on(day).facts();
        assert!(contains(&[&whole], &[&part("2025-03-10")]));
        assert!(!contains(&[&whole], &[&part("2025-04-10")]));
        assert!(!contains(&[&part("2025-03-10")], &[&part("2025-03-10")]));
        let niger = Claim::new(3).at(area("Niger", Precision::Country, "NER")).on("2025-03-10");
        assert!(!contains(&[&whole], &[&niger.facts()]));
    }
}
