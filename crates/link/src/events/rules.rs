use super::{Decision, DecisionKind, agglomerate::Sort, is_aggregate};
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

    /// What all these claims have in common; of at least one.
    pub fn common(&self, claims: &[usize]) -> Common<'a> {
        let mut all = claims.iter().map(|claim| self.alone(*claim));
        let mut common = all.next().unwrap_or_default();
        all.for_each(|other| common.take(other));
        common
    }

    fn alone(&self, claim: usize) -> Common<'a> {
        let facts = &self.claims[claim];
        let split = self.split.get(&claim);
        Common {
            countries: facts.place.iter().filter_map(|place| place.country.as_deref()).collect(),
            families: facts.families.iter().map(|family| &**family).collect(),
            aggregate: is_aggregate(facts),
            parted: split.map(|_| claim).into_iter().collect(),
            from: split.cloned().unwrap_or_default(),
        }
    }
}

/// What all claims of an event have in common.
#[derive(Default)]
pub(super) struct Common<'a> {
    countries: BTreeSet<&'a str>,
    families: BTreeSet<&'a str>,
    aggregate: bool,
    /// Its claims that people split from others.
    parted: BTreeSet<usize>,
    /// The claims that they split from these.
    from: BTreeSet<usize>,
}

impl Sort for Common<'_> {
    /// Whether people split a claim of one from one of the other.
    fn is_split_from(&self, other: &Self) -> bool {
        !self.from.is_disjoint(&other.parted)
    }

    /// What people merged may have two countries and no family: that alone keeps nothing out.
    fn may_join(&self, other: &Self) -> bool {
        let (a, b) = (&self.countries, &other.countries);
        let places = a.is_subset(b) || b.is_subset(a);
        let (a, b) = (&self.families, &other.families);
        let families = a.is_empty() || b.is_empty() || !a.is_disjoint(b);
        let one_sort = places && families && self.aggregate == other.aggregate;
        one_sort && !self.is_split_from(other)
    }

    fn take(&mut self, other: Self) {
        self.countries.extend(other.countries);
        self.families.retain(|family| other.families.contains(family));
        self.aggregate &= other.aggregate;
        self.parted.extend(other.parted);
        self.from.extend(other.from);
    }
}
