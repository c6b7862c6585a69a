use super::{Reason, compare::Weight};
use crate::Facts;

const SAME: f32 = 0.4;
const BROADER: f32 = 0.3;
/// Two kinds of the same, such as two ways of bombing.
const SIBLINGS: f32 = -0.2;

/// How the types of two claims fit; `None` when they have no family in common.
pub(super) fn compare(a: &Facts, b: &Facts) -> Option<Weight> {
    if !share_family(a, b) {
        return None;
    }
    if a.kind == b.kind {
        return Some(Weight::because(SAME, Reason::SameType(a.kind.clone())));
    }
    if a.broader.contains(&b.kind) || b.broader.contains(&a.kind) {
        return Some(Weight::of(BROADER));
    }
    // What all types of a family are kinds of makes no two of them siblings.
    let narrow = |facts: &Facts| facts.broader.len().saturating_sub(1);
    let siblings = a.broader[..narrow(a)].iter().any(|kind| b.broader[..narrow(b)].contains(kind));
    Some(if siblings { Weight::of(SIBLINGS) } else { Weight::NONE })
}

/// Whether both may tell of a happening of the same family.
pub(super) fn share_family(a: &Facts, b: &Facts) -> bool {
    a.families.iter().any(|family| b.families.contains(family))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Claim;
    use super::*;

    fn value(a: &Claim, b: &Claim) -> Option<f32> {
        assert_eq!(compare(&a.facts(), &b.facts()), compare(&b.facts(), &a.facts()));
        compare(&a.facts(), &b.facts()).map(|weight| weight.value)
    }

    #[test]
    fn types_fit_by_their_chains() {
        let violence = "political-violence";
        let bombing = Claim::new(1).kind("bombing", &["explosion", violence]);
        let car = Claim::new(2).kind("car-bombing", &["bombing", "explosion", violence]);
        let suicide = Claim::new(3).kind("suicide-bombing", &["bombing", "explosion", violence]);
        let killing = Claim::new(4);
        assert_eq!(value(&car, &car), Some(SAME));
        assert_eq!(value(&car, &bombing), Some(BROADER));
        assert_eq!(value(&car, &suicide), Some(SIBLINGS));
        assert_eq!(value(&car, &killing), Some(0.0));
    }

    #[test]
    fn an_arrest_is_no_part_of_an_attack() {
        let arrest = Claim::new(1).kind("arrest", &[]).families(&["arrest"]);
        assert_eq!(value(&arrest, &Claim::new(2)), None);
        let killing = Claim::new(3).families(&["violence", "protest"]);
        let protest = Claim::new(4).kind("protest", &[]).families(&["protest"]);
        assert_eq!(value(&killing, &protest), Some(0.0));
    }
}
