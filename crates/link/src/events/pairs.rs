use super::{
    alike::{LEADERS, likeness},
    handles,
    join::{Verdict, verdict},
};
use crate::{Facts, ReportKey};
use rustc_hash::FxHashMap;
use std::{cell::RefCell, collections::BTreeMap};

/// What two claims that cannot tell one happening are worth to each other: thousandths.
pub(super) const CONTRARY: i64 = -500;

/// Two claims, by their places in a list, the lower first.
pub(super) type Pair = (usize, usize);

/// What claims are worth to each other.
pub(super) struct Compared<'a> {
    /// Sorted by key.
    pub claims: &'a [Facts],
    /// The pairs that are worth something, sorted, with how much: thousandths. Of claims that are very much
    /// alike those alone that tie them together.
    pub joined: Vec<(Pair, i64)>,
    /// The handles of each claim.
    handles: Vec<Vec<u64>>,
    /// Every pair is worked out once.
    known: RefCell<FxHashMap<Pair, i64>>,
}

impl<'a> Compared<'a> {
    /// Of claims sorted by key.
    pub fn of(claims: &'a [Facts]) -> Self {
        let handles = claims.iter().map(handles).collect();
        let mut compared = Self { claims, joined: Vec::new(), handles, known: RefCell::default() };
        let worth = |pair: Pair| Some((pair, compared.worth(pair))).filter(|(_, worth)| *worth > 0);
        compared.joined = compared.meeting().into_iter().filter_map(worth).collect();
        compared
    }

    /// What two claims are worth to each other, the lower first: thousandths. 0 when they do not meet, or
    /// too little speaks for it.
    pub fn worth(&self, pair: Pair) -> i64 {
        if let Some(worth) = self.known.borrow().get(&pair) {
            return *worth;
        }
        let worth =
            if self.meet(pair) { worth(&self.claims[pair.0], &self.claims[pair.1]) } else { 0 };
        self.known.borrow_mut().insert(pair, worth);
        worth
    }

    /// Whether two claims are worth comparing.
    fn meet(&self, (a, b): Pair) -> bool {
        self.claims[a].report == self.claims[b].report || share(&self.handles[a], &self.handles[b])
    }

    /// The pairs of claims that are compared to find what is joined, sorted, each once: those of one report;
    /// those that share a handle, of claims that follow none; and those of leaders and who follows them.
    fn meeting(&self) -> Vec<Pair> {
        let mut pairs = self.in_reports();
        let mut follows = vec![false; self.claims.len()];
        for alike in self.alike().values() {
            for (at, claim) in alike.iter().enumerate() {
                follows[*claim] = at >= LEADERS;
                pairs.extend(alike[..at.min(LEADERS)].iter().map(|leader| (*leader, *claim)));
            }
        }
        let leading = (0..self.claims.len()).filter(|claim| !follows[*claim]);
        let held = |claim: usize| self.handles[claim].iter().map(move |handle| (*handle, claim));
        let mut held: Vec<(u64, usize)> = leading.flat_map(held).collect();
        held.sort_unstable();
        for sharing in held.chunk_by(|a, b| a.0 == b.0) {
            for (at, (_, one)) in sharing.iter().enumerate() {
                pairs.extend(sharing[at + 1..].iter().map(|(_, other)| (*one, *other)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn in_reports(&self) -> Vec<Pair> {
        let mut reports: BTreeMap<ReportKey, Vec<usize>> = BTreeMap::new();
        for (at, facts) in self.claims.iter().enumerate() {
            reports.entry(facts.report).or_default().push(at);
        }
        let pairs = |told: &Vec<usize>| -> Vec<Pair> {
            let after = |at: usize| told[at + 1..].iter().map(move |other| (told[at], *other));
            (0..told.len()).flat_map(after).collect()
        };
        reports.values().flat_map(pairs).collect()
    }

    /// The claims of each likeness, sorted by key.
    fn alike(&self) -> BTreeMap<u64, Vec<usize>> {
        let mut alike: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (at, facts) in self.claims.iter().enumerate() {
            if let Some(likeness) = likeness(facts) {
                alike.entry(likeness).or_default().push(at);
            }
        }
        alike
    }
}

fn worth(a: &Facts, b: &Facts) -> i64 {
    match verdict(a, b) {
        Verdict::Joined(join) => (1000.0 * join.score).round() as i64,
        Verdict::Contrary => CONTRARY,
        Verdict::Open => 0,
    }
}

/// Whether two sorted lists share something.
fn share(a: &[u64], b: &[u64]) -> bool {
    let mut at = 0;
    a.iter().any(|handle| {
        while b.get(at).is_some_and(|other| other < handle) {
            at += 1;
        }
        b.get(at) == Some(handle)
    })
}
