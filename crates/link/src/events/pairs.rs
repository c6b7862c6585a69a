use super::{handles, join::Verdict, join::verdict};
use crate::Facts;
use std::collections::BTreeMap;

/// What two claims that cannot tell one happening are worth to each other: thousandths.
pub(super) const CONTRARY: i64 = -500;

/// Two claims, by their places in a list, the lower first.
pub(super) type Pair = (usize, usize);

/// What claims are worth to each other, in thousandths, as far as comparing them says something.
pub(super) fn compared(claims: &[Facts]) -> Vec<(Pair, i64)> {
    let worth = |pair: Pair| {
        let worth = match verdict(&claims[pair.0], &claims[pair.1]) {
            Verdict::Joined(join) => (1000.0 * join.score).round() as i64,
            Verdict::Contrary => CONTRARY,
            Verdict::Open => return None,
        };
        Some((pair, worth))
    };
    meeting(claims).into_iter().filter_map(worth).collect()
}

/// The pairs of claims that share a handle, sorted, each once.
fn meeting(claims: &[Facts]) -> Vec<Pair> {
    let mut by_handle: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, facts) in claims.iter().enumerate() {
        for handle in handles(facts) {
            by_handle.entry(handle).or_default().push(at);
        }
    }
    let pairs_of = |at: &Vec<usize>| {
        let at = at.clone();
        (0..at.len()).flat_map(move |one| {
            let others = at[one + 1..].to_vec();
            let first = at[one];
            others.into_iter().map(move |other| (first, other))
        })
    };
    let mut pairs: Vec<Pair> = by_handle.values().flat_map(pairs_of).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
