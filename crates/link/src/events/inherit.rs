use super::{counts, is_aggregate, kinds, places, places::size, span::Days};
use crate::{Facts, Tally};
use dateline_doc::TimeInterval;

/// So many days before publication a report may tell what it dates by the day it was told.
const TOLD_WITHIN: i32 = 3;

/// Completes the claims of one report from each other: a claim without place or time takes the nearest
/// claim's, one placed in an area takes a town in that area, one dated by the day of publication takes the
/// earlier day that the sentence beside it gives, and the claims of a sentence take each other's numbers.
///
/// Claims that may tell one happening lend first, and the others a place alone. All lend only what they say
/// themselves, so that what is taken does not depend on the order of taking.
pub fn inherit(claims: &mut [Facts]) {
    let said = claims.to_vec();
    for claim in claims {
        if is_aggregate(claim) {
            continue;
        }
        let beside = beside(claim, &said);
        let kin = |other: &&&Facts| kinds::share_family(other, claim);
        let lenders: Vec<&Facts> = beside.iter().filter(kin).copied().collect();
        let closer = |other: &&&Facts| closer(claim, other);
        if let Some(lender) = lenders.iter().find(closer).or_else(|| beside.iter().find(closer)) {
            claim.place.clone_from(&lender.place);
        }
        if let Some(time) = earlier(claim, &lenders) {
            claim.time = Some(time);
        }
        let tallies = others(claim, &lenders);
        claim.tallies.extend(tallies);
    }
}

/// The other single happenings of the report, the nearest first; of two as near, the earlier.
fn beside<'a>(claim: &Facts, said: &'a [Facts]) -> Vec<&'a Facts> {
    let other = |other: &&Facts| {
        other.key != claim.key && other.report == claim.report && !is_aggregate(other)
    };
    let mut beside: Vec<&Facts> = said.iter().filter(other).collect();
    beside
        .sort_by_key(|other| (other.sentence.abs_diff(claim.sentence), other.sentence, other.key));
    beside
}

/// What claims of the same sentence count and this one does not: the wounded of an attack beside its dead.
fn others(claim: &Facts, lenders: &[&Facts]) -> Vec<Tally> {
    let mut others: Vec<Tally> = Vec::new();
    let told = |lender: &&&Facts| {
        lender.sentence == claim.sentence && places::compare(claim, lender).is_some()
    };
    for tally in lenders.iter().filter(told).flat_map(|lender| &lender.tallies) {
        let mut counted = claim.tallies.iter().chain(&others);
        if !counted.any(|other| other.what == tally.what) {
            others.push(tally.clone());
        }
    }
    others
}

/// Whether the lender's place says more of the same: a town for its area or country, anything for none.
fn closer(claim: &Facts, lender: &Facts) -> bool {
    let Some(theirs) = &lender.place else { return false };
    let Some(ours) = &claim.place else { return true };
    let wider = size(theirs.precision) < size(ours.precision);
    wider && places::compare(claim, lender).is_some_and(|weight| weight.value > 0.0)
}

fn earlier(claim: &Facts, lenders: &[&Facts]) -> Option<TimeInterval> {
    if claim.time.is_none() {
        return lenders.iter().find_map(|lender| lender.time);
    }
    let days = Days::of(claim).filter(|days| days.fresh)?;
    let before = |lender: &&&Facts| {
        let beside = lender.sentence.abs_diff(claim.sentence) <= 1;
        let fits = counts::compare(claim, lender).value >= 0.0;
        let told = Days::of(lender).is_some_and(|other| {
            other.exact() && other.first < days.first && other.gap(days) <= TOLD_WITHIN
        });
        beside && fits && told
    };
    lenders.iter().find(before)?.time
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, ansongo, area, day, gao};
    use super::*;
    use dateline_doc::Precision;

    fn completed(claims: &[Claim]) -> Vec<Facts> {
        let mut facts: Vec<Facts> =
            claims.iter().map(|claim| claim.clone().published("2025-03-12").facts()).collect();
        inherit(&mut facts);
        facts
    }

    fn named(facts: &Facts) -> Option<&str> {
        facts.place.as_ref().map(|place| place.name.as_str())
    }

    #[test]
    fn the_nearest_town_of_the_area_is_taken() {
        let mali = area("Mali", Precision::Country, "MLI");
        let facts = completed(&[
            Claim::new(1).of_report(9, 0).at(mali),
            Claim::new(2).of_report(9, 1).at(gao()),
            Claim::new(3).of_report(9, 2).at(ansongo()),
            Claim::new(4).of_report(9, 3),
        ]);
        let names: Vec<_> = facts.iter().map(named).collect();
        assert_eq!(names, [Some("Gao"), Some("Gao"), Some("Ansongo"), Some("Ansongo")]);
    }

    #[test]
    fn a_town_of_another_country_is_not() {
        let niger = area("Niger", Precision::Country, "NER");
        let facts = completed(&[
            Claim::new(1).of_report(9, 0).at(niger),
            Claim::new(2).of_report(9, 0).at(gao()),
        ]);
        assert_eq!(named(&facts[0]), Some("Niger"));
    }

    #[test]
    fn the_day_of_publication_gives_way_to_the_day_before_it() {
        let claim = |key, sentence| Claim::new(key).of_report(9, sentence);
        let facts = completed(&[
            claim(1, 0).on("2025-03-12"),
            claim(2, 1).on("2025-03-11"),
            claim(3, 2),
            claim(4, 9).on("2025-03-12"),
        ]);
        let days: Vec<_> = facts.iter().map(|facts| facts.time.unwrap().start.unwrap()).collect();
        let eleventh = day("2025-03-11");
        assert_eq!(days, [eleventh, eleventh, eleventh, day("2025-03-12")]);
    }

    #[test]
    fn the_dead_and_the_wounded_of_a_sentence_count_for_both() {
        let facts = completed(&[
            Claim::new(1).of_report(9, 0).counting("killed", 3, Some(3)),
            Claim::new(2).of_report(9, 0).counting("wounded", 87, None),
            Claim::new(3).of_report(9, 1).counting("killed", 5, Some(5)),
        ]);
        assert_eq!(facts[0].tallies[1], facts[1].tallies[0]);
        assert_eq!(facts[1].tallies[1], facts[0].tallies[0]);
        assert_eq!(facts[2].tallies.len(), 1);
    }

    #[test]
    fn numbers_that_differ_keep_their_own_days() {
        let claim = |key, sentence, dead| {
            Claim::new(key).of_report(9, sentence).counting("killed", dead, Some(dead))
        };
        let facts = completed(&[claim(1, 0, 2).on("2025-03-12"), claim(2, 1, 9).on("2025-03-11")]);
        assert_eq!(facts[0].time.unwrap().start, Some(day("2025-03-12")));
    }
}
