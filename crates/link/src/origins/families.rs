use super::edge::EdgeKind;
use crate::ReportKey;
use std::collections::{BTreeMap, BTreeSet};

/// The reports that others carry, by edges that fold (who took, from whom, what): each with the least key
/// of its family. A report that is in no such edge is not in the map; it is its own family.
///
/// A longer text and what it holds are one family, unless it carries texts of several families that came
/// before: a digest is of none of them. So is a translation that may be of several reports.
pub fn families(
    edges: impl IntoIterator<Item = (ReportKey, ReportKey, EdgeKind)>,
) -> BTreeMap<ReportKey, ReportKey> {
    let mut above: BTreeMap<ReportKey, ReportKey> = BTreeMap::new();
    let mut holds = Vec::new();
    for (taker, giver, kind) in edges.into_iter().filter(|(_, _, kind)| kind.folds()) {
        let hold = |holder, held, came_before| Hold { holder, held, came_before };
        match kind {
            EdgeKind::PartOf => holds.push(hold(giver, taker, false)),
            EdgeKind::Carries | EdgeKind::Translates => holds.push(hold(taker, giver, true)),
            _ => unite(&mut above, taker, giver),
        }
    }
    // Whether a text holds one family or several may turn on what another holds.
    loop {
        let held = held_alone(&holds, &mut above);
        if held.is_empty() {
            break;
        }
        held.into_iter().for_each(|(one, other)| unite(&mut above, one, other));
    }
    let keys = holds.iter().flat_map(|hold| [hold.holder, hold.held]);
    let keys: BTreeSet<ReportKey> = above.keys().copied().chain(keys).collect();
    keys.into_iter().map(|key| (key, least(&mut above, key))).collect()
}

/// A text within another, or its translation.
struct Hold {
    holder: ReportKey,
    held: ReportKey,
    came_before: bool,
}

/// The families that hold texts of at most one family that came before, each with those that it holds
/// and is not one with yet.
fn held_alone(
    holds: &[Hold],
    above: &mut BTreeMap<ReportKey, ReportKey>,
) -> Vec<(ReportKey, ReportKey)> {
    let mut held: BTreeMap<ReportKey, BTreeMap<ReportKey, bool>> = BTreeMap::new();
    for hold in holds {
        let (holder, family) = (least(above, hold.holder), least(above, hold.held));
        if holder != family {
            *held.entry(holder).or_default().entry(family).or_default() |= hold.came_before;
        }
    }
    let is_alone = |held: &BTreeMap<_, bool>| held.values().filter(|before| **before).count() < 2;
    let alone = held.iter().filter(|(_, held)| is_alone(held));
    alone.flat_map(|(holder, held)| held.keys().map(|family| (*holder, *family))).collect()
}

fn unite(above: &mut BTreeMap<ReportKey, ReportKey>, one: ReportKey, other: ReportKey) {
    let (one, other) = (least(above, one), least(above, other));
    above.insert(one.max(other), one.min(other));
}

/// The least key known of the family of `key`; what is on the way there is made to point at it.
fn least(above: &mut BTreeMap<ReportKey, ReportKey>, key: ReportKey) -> ReportKey {
    let mut top = key;
    while let Some(next) = above.get(&top).copied().filter(|next| *next != top) {
        top = next;
    }
    let mut at = key;
    while at != top {
        at = above.insert(at, top).unwrap_or(top);
    }
    above.entry(top).or_insert(top);
    top
}

#[cfg(test)]
mod tests {
    use super::*;
    use EdgeKind::{Carries, PartOf, Rewrite, SameText, SameWords, Translates};

    fn found(edges: &[(u64, u64, EdgeKind)]) -> BTreeMap<u64, u64> {
        let edges: Vec<_> = edges
            .iter()
            .map(|(taker, giver, kind)| (ReportKey(*taker), ReportKey(*giver), *kind))
            .collect();
        let found = families(edges.iter().copied());
        assert_eq!(found, families(edges.iter().rev().copied()));
        found.into_iter().map(|(key, least)| (key.0, least.0)).collect()
    }

    #[test]
    fn folding_edges_make_families_in_any_order() {
        let found = found(&[
            (9, 5, SameText),
            (5, 7, PartOf),
            (2, 9, Translates),
            (4, 3, Rewrite),
            (3, 2, SameWords),
        ]);
        let of = |key| found.get(&key).copied();
        assert_eq!([9, 5, 7, 2].map(of), [Some(2); 4]);
        assert_eq!([4, 3, 1].map(of), [Some(3), Some(3), None]);
    }

    #[test]
    fn a_digest_is_of_none_of_the_families_it_carries() {
        let of = found(&[(9, 5, Carries), (9, 7, Carries), (3, 5, SameText)]);
        assert_eq!([of[&3], of[&5], of[&7], of[&9]], [3, 3, 7, 9]);
        let copied = found(&[(9, 5, Carries), (9, 7, Carries), (4, 9, SameText), (4, 5, Carries)]);
        assert_eq!([copied[&4], copied[&5], copied[&7], copied[&9]], [4, 5, 7, 4]);
    }

    #[test]
    fn parts_of_one_text_are_of_its_family_and_so_is_who_carries_them() {
        let parts = [(5, 3, PartOf), (7, 3, PartOf)];
        let carried = [(9, 3, Carries), (9, 5, Carries), (9, 7, Carries)];
        let of = found(&[&parts[..], &carried].concat());
        assert_eq!([of[&3], of[&5], of[&7], of[&9]], [3; 4]);
    }

    #[test]
    fn a_later_copy_of_what_a_digest_carries_does_not_fold_it() {
        let of = found(&[(9, 5, Carries), (9, 7, Carries), (3, 5, SameText), (3, 9, PartOf)]);
        assert_eq!([of[&3], of[&5], of[&7], of[&9]], [3, 3, 7, 9]);
    }

    #[test]
    fn what_carries_one_family_is_of_it() {
        let of = found(&[(9, 5, Carries), (9, 3, Carries), (3, 5, SameText)]);
        assert_eq!([of[&3], of[&5], of[&9]], [3, 3, 3]);
    }
}
