use super::{handles, join::Verdict, join::verdict};
use crate::Facts;

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
    let held = |(at, facts)| handles(facts).into_iter().map(move |handle| (handle, at));
    let mut held: Vec<(u64, usize)> = claims.iter().enumerate().flat_map(held).collect();
    held.sort_unstable();
    let mut pairs: Vec<Pair> = Vec::new();
    for sharing in held.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, one)) in sharing.iter().enumerate() {
            pairs.extend(sharing[at + 1..].iter().map(|(_, other)| (*one, *other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
