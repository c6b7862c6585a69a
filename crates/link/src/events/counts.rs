use super::{Reason, compare::Weight};
use crate::{Facts, Tally};

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
/// Numbers more than three times apart.
const FAR_APART: f32 = -0.6;

/// How the numbers of two claims fit, by the thing counted that speaks most.
pub(super) fn compare(a: &Facts, b: &Facts) -> Weight {
    let mut best: Option<Weight> = None;
    for one in &a.tallies {
        for other in b.tallies.iter().filter(|other| other.what == one.what) {
            let weight = pair(one, other);
            if best.as_ref().is_none_or(|best| weight.value > best.value) {
                best = Some(weight);
            }
        }
    }
    best.unwrap_or(Weight::NONE)
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
    fn the_dead_are_not_compared_with_the_wounded() {
        let dead = Claim::new(1).counting("killed", 3, Some(3)).facts();
        let hurt = Claim::new(2).counting("wounded", 3, Some(3)).facts();
        assert_eq!(compare(&dead, &hurt), Weight::NONE);
    }
}
