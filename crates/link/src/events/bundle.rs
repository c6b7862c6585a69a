use super::{
    agglomerate::Agglomeration,
    pairs::{CONTRARY, Pair},
    rules::Rules,
};
use crate::Facts;
use std::collections::BTreeMap;

/// The claims of one report that tell one happening, so that in an event each report counts once, however
/// often it says a thing.
pub(super) type Bundle = Vec<usize>;

/// The bundles of all reports.
pub(super) fn bundles(claims: &[Facts], worth: &[(Pair, i64)], rules: &Rules<'_>) -> Vec<Bundle> {
    let one_report = |(a, b): Pair| claims[a].report == claims[b].report;
    let mut clusters = Agglomeration::new(claims.len());
    for ((a, b), worth) in worth.iter().filter(|(pair, _)| one_report(*pair)) {
        clusters.weigh(*a, *b, *worth);
    }
    for (a, b) in rules.merged.iter().filter(|pair| one_report(**pair)) {
        if !rules.are_split(clusters.around(*a), clusters.around(*b)) {
            clusters.unite(*a, *b);
        }
    }
    clusters.settle(|a, b| rules.may_join(a, b))
}

/// The events that bundles make, each with its claims.
pub(super) fn events(
    bundles: &[Bundle],
    claims: usize,
    worth: &[(Pair, i64)],
    rules: &Rules<'_>,
) -> Vec<Vec<usize>> {
    let bundle_of = whose(bundles, claims);
    let mut clusters = Agglomeration::new(bundles.len());
    for ((a, b), worth) in between(&bundle_of, worth) {
        clusters.weigh(a, b, worth);
    }
    let all = |of: &[usize]| of.iter().flat_map(|at| bundles[*at].iter().copied()).collect();
    for (a, b) in &rules.merged {
        let (a, b) = (bundle_of[*a], bundle_of[*b]);
        let (ours, theirs): (Vec<_>, Vec<_>) = (all(clusters.around(a)), all(clusters.around(b)));
        if !rules.are_split(&ours, &theirs) {
            clusters.unite(a, b);
        }
    }
    let may = |a: &[usize], b: &[usize]| {
        let (ours, theirs): (Vec<_>, Vec<_>) = (all(a), all(b));
        rules.may_join(&ours, &theirs)
    };
    clusters.settle(may).iter().map(|cluster| all(cluster)).collect()
}

/// The bundle of each claim.
fn whose(bundles: &[Bundle], claims: usize) -> Vec<usize> {
    let mut whose = vec![0; claims];
    for (at, bundle) in bundles.iter().enumerate() {
        bundle.iter().for_each(|claim| whose[*claim] = at);
    }
    whose
}

/// What bundles are worth to each other: their best join, the less the more of their claims cannot tell
/// one happening.
fn between(bundle_of: &[usize], worth: &[(Pair, i64)]) -> BTreeMap<Pair, i64> {
    let mut all: BTreeMap<Pair, (i64, i64, i64)> = BTreeMap::new();
    for ((a, b), worth) in worth {
        let (a, b) = (bundle_of[*a], bundle_of[*b]);
        if a == b {
            continue;
        }
        let (best, contrary, count) = all.entry((a.min(b), a.max(b))).or_insert((CONTRARY, 0, 0));
        *best = (*best).max(*worth);
        *contrary += i64::from(*worth == CONTRARY);
        *count += 1;
    }
    let weigh = |(best, contrary, count): (i64, i64, i64)| match best {
        CONTRARY => CONTRARY,
        _ => best - best * contrary / (2 * count),
    };
    all.into_iter().map(|(pair, all)| (pair, weigh(all))).collect()
}
