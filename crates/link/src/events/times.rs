use super::{Reason, compare::Weight, span::Days};
use crate::Facts;

/// One says no time, and its report no date.
const UNDATED: f32 = -0.3;
const SAME_DAY: f32 = 0.8;
/// Both are within a few days, and one does not say the day.
const SAME_DAYS: f32 = 0.45;
const SAME_MONTH: f32 = 0.2;
/// A day apart, and the later one may be the day on which it was told.
const DAY_APART: f32 = -0.5;

/// How the times of two claims fit; `None` when they contradict each other.
pub(super) fn compare(a: &Facts, b: &Facts) -> Option<Weight> {
    let (Some(a), Some(b)) = (Days::of(a), Days::of(b)) else {
        return Some(Weight::of(UNDATED));
    };
    let later = if a.last > b.last { a } else { b };
    Some(match a.gap(b) {
        0 if a.exact() && b.exact() => Weight::because(SAME_DAY, Reason::SameDay(a.first)),
        0 => match a.count().max(b.count()) {
            i32::MIN..=4 => Weight::because(SAME_DAYS, Reason::SameTime),
            5..=31 => Weight::because(SAME_MONTH, Reason::SameTime),
            _ => Weight::NONE,
        },
        1 if later.fresh => Weight::of(DAY_APART),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, day};
    use super::*;

    fn value(a: &Claim, b: &Claim) -> Option<f32> {
        let (a, b) = (a.facts(), b.facts());
        assert_eq!(compare(&a, &b), compare(&b, &a));
        compare(&a, &b).map(|weight| weight.value)
    }

    #[test]
    fn one_day_is_one_day_and_another_is_another() {
        let monday = Claim::new(1).on("2025-03-10").published("2025-03-12");
        let tuesday = Claim::new(2).on("2025-03-11").published("2025-03-12");
        assert_eq!(value(&monday, &monday), Some(SAME_DAY));
        assert_eq!(value(&monday, &tuesday), None);
        let weight = compare(&monday.facts(), &monday.facts()).unwrap();
        assert_eq!(weight.reason, Some(Reason::SameDay(day("2025-03-10"))));
    }

    #[test]
    fn the_day_of_publication_may_be_the_day_it_was_told() {
        let monday = Claim::new(1).on("2025-03-10").published("2025-03-12");
        let told = Claim::new(2).on("2025-03-11").published("2025-03-11");
        assert_eq!(value(&monday, &told), Some(DAY_APART));
        let before = Claim::new(3).on("2025-03-09").published("2025-03-09");
        assert_eq!(value(&monday, &before), None, "nothing is told before it happens");
    }

    #[test]
    fn without_a_time_it_happened_in_the_days_before_publication() {
        let monday = Claim::new(1).on("2025-03-10");
        assert_eq!(value(&monday, &Claim::new(2).published("2025-03-12")), Some(SAME_DAYS));
        assert_eq!(value(&monday, &Claim::new(2).published("2025-03-20")), None);
        assert_eq!(value(&monday, &Claim::new(2)), Some(UNDATED));
    }

    #[test]
    fn what_has_happened_is_not_dated_after_its_report() {
        let weekend = Claim::new(1).on("2025-03-08").published("2025-03-03");
        let saturday = Claim::new(2).on("2025-03-01").published("2025-03-03");
        assert_eq!(value(&weekend, &saturday), Some(SAME_DAYS));
    }

    #[test]
    fn a_month_holds_its_days() {
        assert_eq!(
            value(&Claim::new(1).on("2025-03-10"), &Claim::new(2).on("2025-03")),
            Some(SAME_MONTH)
        );
    }
}
