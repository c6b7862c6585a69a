use super::{kinds, places, span::Days};
use crate::Facts;
use dateline_doc::Precision;
use jiff::civil::Date;

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
    let (Some(area), Some(place)) = (&whole.place, &part.place) else { return false };
    let (Some(span), Some(days)) = (dates(whole), dates(part)) else { return false };
    let dated = span.0 <= days.0 && days.1 <= span.1;
    dated && kinds::share_family(whole, part) && places::holds(area, place)
}

/// The first and the last day of what a claim tells, as far as events are looked for that contain it or that it
/// contains: a single happening that is not dated is in none.
pub fn dates(facts: &Facts) -> Option<(Date, Date)> {
    let days = Days::of(facts).filter(|days| days.said || is_aggregate(facts))?;
    Some((days.first, days.last))
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
        assert!(!contains(&[&whole], &[&Claim::new(2).at(gao()).published("2025-03-10").facts()]));
        let niger = Claim::new(3).at(area("Niger", Precision::Country, "NER")).on("2025-03-10");
        assert!(!contains(&[&whole], &[&niger.facts()]));
    }
}
