use super::{Reason, compare::Weight};
use crate::{Facts, Tally};
use std::collections::BTreeMap;

/// One and the same number, by how seldom chance makes numbers so large alike.
const fn same_number(number: u64) -> f32 {
    match number {
        0..=1 => 0.1,
        2..=4 => 0.4,
        5..=19 => 0.6,
        _ => 0.8,
    }
}

/// "At least nine" and eleven.
const FIT: f32 = 0.2;
/// Numbers that differ, as they do while the dead are still being counted.
const DIFFER: f32 = -0.2;
/// Two large numbers alike are as good as three.
const MOST: f32 = 1.2;
/// Numbers more than three times apart.
pub(super) const FAR_APART: f32 = -0.6;

/// How the numbers of two claims fit: of each thing counted the two numbers that fit best, all things
/// together.
pub(super) fn compare(a: &Facts, b: &Facts) -> Weight {
    let mut best: BTreeMap<&str, Weight> = BTreeMap::new();
    for one in &a.tallies {
        for other in b.tallies.iter().filter(|other| other.what == one.what) {
            let weight = pair(one, other);
            let known = best.entry(&one.what).or_insert_with(|| weight.clone());
            if weight.value > known.value {
                *known = weight;
            }
        }
    }
    let value = best.values().map(|weight| weight.value).sum::<f32>();
    // The surest number is reason enough.
    let surest = best.into_values().max_by(|a, b| a.value.total_cmp(&b.value));
    let reason = surest.and_then(|weight| weight.reason).filter(|_| value > 0.0);
    Weight { value: value.clamp(FAR_APART, MOST), reason }
}

fn pair(a: &Tally, b: &Tally) -> Weight {
    let (Some(low), Some(other)) = (a.low, b.low) else { return Weight::NONE };
    if low == other {
        return Weight::because(same_number(low), Reason::SameCount(low, a.what.clone()));
    }
    let within = |low: u64, tally: &Tally| {
        tally.low.is_some_and(|least| least <= low) && tally.high.is_none_or(|most| low <= most)
    };
    if within(low, b) || within(other, a) {
        return Weight::because(FIT, Reason::CountsFit(a.what.clone()));
    }
    let (few, many) = (low.min(other), low.max(other));
    Weight::of(if many > few.saturating_mul(3) { FAR_APART } else { DIFFER })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Claim;
    use super::*;

    fn value(a: (u64, Option<u64>), b: (u64, Option<u64>)) -> f32 {
        let one = Claim::new(1).counting("killed", a.0, a.1).facts();
        let other = Claim::new(2).counting("killed", b.0, b.1).facts();
        assert_eq!(compare(&one, &other), compare(&other, &one));
        compare(&one, &other).value
    }

    #[test]
    fn the_larger_a_shared_number_the_more_it_says() {
        assert!(value((1, Some(1)), (1, Some(1))) < value((3, Some(3)), (3, Some(3))));
        assert!(value((3, Some(3)), (3, None)) < value((87, Some(87)), (87, Some(87))));
    }

    #[test]
    fn numbers_that_differ_speak_against_it_and_open_ones_do_not() {
        assert_eq!(value((9, None), (11, Some(11))), FIT);
        assert_eq!(value((9, Some(9)), (11, Some(11))), DIFFER);
        assert_eq!(value((2, Some(2)), (11, Some(11))), FAR_APART);
    }

    #[test]
    fn all_things_counted_speak_together() {
        let claim = |key, dead, hurt| {
            let claim = Claim::new(key).counting("killed", dead, Some(dead));
            claim.counting("wounded", hurt, Some(hurt)).facts()
        };
        let value = |dead, hurt| compare(&claim(1, 11, 30), &claim(2, dead, hurt)).value;
        assert!(value(11, 30) > value(11, 32) && value(11, 32) > value(12, 32));
        assert_eq!(value(2, 3), FAR_APART);
    }

    #[test]
    fn the_dead_are_not_compared_with_the_wounded() {
        let dead = Claim::new(1).counting("killed", 3, Some(3)).facts();
        let hurt = Claim::new(2).counting("wounded", 3, Some(3)).facts();
        assert_eq!(compare(&dead, &hurt), Weight::NONE);
    }
}
