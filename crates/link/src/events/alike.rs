use super::{counts, is_aggregate, join::is_join, kinds, parties, places, span::Days, times};
use crate::Facts;
use rustc_hash::FxHasher;
use std::{
    collections::BTreeSet,
    hash::{Hash, Hasher},
};

/// So many claims of one likeness lead, those with the least keys; the others follow them.
///
/// Claims of one likeness are joined by what they have in common, whatever else they say. So one that follows
/// need be compared with its leaders alone, and with the other claims of its report: its leaders are compared
/// with the rest in its place. That keeps a burst of reports of one happening from costing the square of their
/// number.
pub const LEADERS: usize = 4;

/// What a claim has in common with those that are joined to it for certain, as one number; `None` when it says
/// too little for that.
///
/// Its type, place and days where these are enough, whatever the numbers and whoever took part; else its numbers
/// and those who acted too.
pub fn likeness(facts: &Facts) -> Option<u64> {
    let same = kinds::compare(facts, facts)?.value
        + places::compare(facts, facts)?.value
        + times::compare(facts, facts)?.value;
    let mut hasher = FxHasher::default();
    (&facts.kind.0, is_aggregate(facts)).hash(&mut hasher);
    place(facts, &mut hasher);
    let days = Days::of(facts).map(|days| (days.first, days.last, days.said, days.fresh));
    days.hash(&mut hasher);
    if !is_join(same + counts::FAR_APART + parties::OTHER_ACTOR) {
        if !is_join(same + counts::compare(facts, facts).value) {
            return None;
        }
        let tallies: BTreeSet<_> =
            facts.tallies.iter().map(|tally| (&tally.what, tally.low, tally.high)).collect();
        tallies.hash(&mut hasher);
        actors(facts).hash(&mut hasher);
    }
    Some(hasher.finish())
}

fn place(facts: &Facts, hasher: &mut FxHasher) {
    let Some(place) = &facts.place else { return };
    (place.geonameid, &place.name, place.precision as u8, place.point.is_some()).hash(hasher);
    (&place.country, &place.admin1, &place.admin2).hash(hasher);
}

fn actors(facts: &Facts) -> BTreeSet<&str> {
    parties::actors(facts).filter_map(|party| party.actor.as_ref()).map(|actor| &*actor.0).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{
        join,
        testing::{Claim, area, gao},
    };
    use super::*;
    use dateline_doc::Precision;

    #[test]
    fn claims_of_a_likeness_are_joined_whatever_else_they_say() {
        let told = |key: u64| Claim::new(key).at(gao()).on("2025-03-10").published("2025-03-12");
        let few = told(1).counting("killed", 2, Some(2)).by("jnim").facts();
        let many = told(2).counting("killed", 90, Some(90)).by("isgs").facts();
        assert!(likeness(&few).is_some());
        assert_eq!(likeness(&few), likeness(&many));
        assert!(join(&few, &many).is_some());
        let later = Claim::new(3).at(gao()).on("2025-03-11").published("2025-03-12").facts();
        assert_ne!(likeness(&few), likeness(&later));
    }

    #[test]
    fn where_a_place_says_little_the_numbers_are_part_of_it() {
        let mali = || area("Mali", Precision::Country, "MLI");
        let told = |key: u64, dead| {
            let claim = Claim::new(key).at(mali()).on("2025-03-10");
            claim.counting("killed", dead, Some(dead)).facts()
        };
        assert_eq!(likeness(&told(1, 23)), likeness(&told(2, 23)));
        assert_ne!(likeness(&told(1, 23)), likeness(&told(2, 24)));
        assert!(join(&told(1, 23), &told(2, 23)).is_some());
        assert_eq!(likeness(&Claim::new(1).facts()), None, "neither place nor time");
    }
}
