use super::{Decision, DecisionKind, is_aggregate};
use crate::{ClaimKey, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// What keeps claims in different events, whatever joins them.
pub(super) struct Rules<'a> {
    claims: &'a [Facts],
    /// The claims that people split from each claim.
    split: BTreeMap<usize, BTreeSet<usize>>,
    /// The claims that people merged, the lower first.
    pub merged: BTreeSet<(usize, usize)>,
}

impl<'a> Rules<'a> {
    /// The rules for these claims, sorted by key.
    pub fn new(claims: &'a [Facts], decisions: &[Decision]) -> Self {
        let at = |key: ClaimKey| claims.binary_search_by_key(&key, |facts| facts.key).ok();
        let mut rules = Self { claims, split: BTreeMap::new(), merged: BTreeSet::new() };
        for decision in decisions {
            let (Some(a), Some(b)) = (at(decision.a), at(decision.b)) else { continue };
            match decision.kind {
                DecisionKind::Merge if a != b => {
                    rules.merged.insert((a.min(b), a.max(b)));
                }
                DecisionKind::Merge => {}
                DecisionKind::Split => {
                    rules.split.entry(a).or_default().insert(b);
                    rules.split.entry(b).or_default().insert(a);
                }
            }
        }
        rules
    }

    /// Whether people split a claim of one side from one of the other.
    pub fn are_split(&self, a: &[usize], b: &[usize]) -> bool {
        let from = |claim: &usize| self.split.get(claim);
        a.iter().filter_map(from).any(|split| b.iter().any(|claim| split.contains(claim)))
    }

    /// Whether the claims of both sides may be one event.
    pub fn may_join(&self, a: &[usize], b: &[usize]) -> bool {
        !self.are_split(a, b) && Sort::of(self.claims, a).fits(&Sort::of(self.claims, b))
    }
}

/// What all claims of an event have in common.
struct Sort<'a> {
    countries: BTreeSet<&'a str>,
    families: BTreeSet<&'a str>,
    aggregate: bool,
}

impl<'a> Sort<'a> {
    fn of(all: &'a [Facts], claims: &[usize]) -> Self {
        let mut sort =
            Self { countries: BTreeSet::new(), families: BTreeSet::new(), aggregate: true };
        for (number, facts) in claims.iter().map(|claim| &all[*claim]).enumerate() {
            let country = facts.place.as_ref().and_then(|place| place.country.as_deref());
            sort.countries.extend(country);
            let families: BTreeSet<&str> = facts.families.iter().map(|family| &**family).collect();
            match number {
                0 => sort.families = families,
                _ => sort.families.retain(|family| families.contains(family)),
            }
            sort.aggregate &= is_aggregate(facts);
        }
        sort
    }

    /// What people merged may have two countries and no family: that alone keeps nothing out.
    fn fits(&self, other: &Self) -> bool {
        let (a, b) = (&self.countries, &other.countries);
        let places = a.is_subset(b) || b.is_subset(a);
        let (a, b) = (&self.families, &other.families);
        let families = a.is_empty() || b.is_empty() || !a.is_disjoint(b);
        places && families && self.aggregate == other.aggregate
    }
}
