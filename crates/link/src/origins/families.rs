use super::edge::Edge;
use crate::ReportKey;
use std::collections::BTreeMap;

/// The reports that others carry, by edges that fold: each with the least key of its family. A
/// report that is in no such edge is not in the map; it is its own family.
pub fn families<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> BTreeMap<ReportKey, ReportKey> {
    let mut above: BTreeMap<ReportKey, ReportKey> = BTreeMap::new();
    for edge in edges.into_iter().filter(|edge| edge.kind.folds()) {
        let (one, other) = (least(&mut above, edge.from), least(&mut above, edge.to));
        above.insert(one.max(other), one.min(other));
    }
    let keys: Vec<ReportKey> = above.keys().copied().collect();
    keys.into_iter().map(|key| (key, least(&mut above, key))).collect()
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
    use super::super::EdgeKind;
    use super::*;

    fn edge(from: u64, to: u64, kind: EdgeKind) -> Edge {
        let (from, to) = (ReportKey(from), ReportKey(to));
        Edge { from, to, kind, score: 1.0, reason: String::new(), statements: None }
    }

    #[test]
    fn folding_edges_make_families_in_any_order() {
        let mut edges = vec![
            edge(9, 5, EdgeKind::SameText),
            edge(5, 7, EdgeKind::PartOf),
            edge(2, 9, EdgeKind::Translates),
            edge(4, 3, EdgeKind::Rewrite),
            edge(3, 2, EdgeKind::SameWords),
        ];
        let found = families(&edges);
        edges.reverse();
        assert_eq!(found, families(&edges));
        let of = |key| found.get(&ReportKey(key)).map(|least| least.0);
        assert_eq!([9, 5, 7, 2].map(of), [Some(2); 4]);
        assert_eq!([4, 3, 1].map(of), [Some(3), Some(3), None]);
    }
}
