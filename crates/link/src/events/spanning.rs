use super::{Join, Reason, join};
use crate::{ClaimKey, Facts};

/// The joins that explain an event: of each claim the surest that ties it to the rest, one fewer than
/// there are claims.
pub(super) fn spanning(
    claims: &[&Facts],
    joined: &[(usize, usize, i64)],
    by_hand: &[(usize, usize)],
) -> Vec<(ClaimKey, ClaimKey, Join)> {
    let mut links: Vec<(i64, usize, usize, bool)> = Vec::new();
    links.extend(by_hand.iter().map(|(a, b)| (i64::MAX, *a, *b, true)));
    links.extend(joined.iter().map(|(a, b, worth)| (*worth, *a, *b, false)));
    links.sort_by_key(|(worth, a, b, _)| (std::cmp::Reverse(*worth), *a, *b));
    let mut part: Vec<usize> = (0..claims.len()).collect();
    let mut tree = Vec::new();
    for (_, a, b, by_hand) in links {
        let (from, to) = (part[a].max(part[b]), part[a].min(part[b]));
        if from == to {
            continue;
        }
        part.iter_mut().filter(|part| **part == from).for_each(|part| *part = to);
        let found = if by_hand { Some(said()) } else { join(claims[a], claims[b]) };
        tree.extend(found.map(|join| (claims[a].key, claims[b].key, join)));
    }
    tree
}

fn said() -> Join {
    Join { score: 1.0, reasons: vec![Reason::ByHand] }
}
