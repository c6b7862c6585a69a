use super::{
    agglomerate::Agglomeration,
    pairs::{CONTRARY, Compared, Pair},
    rules::Rules,
};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The claims of one report that tell one happening, so that in an event each report counts once, however
/// often it says a thing.
pub(super) type Bundle = Vec<usize>;

/// The bundles of all reports.
pub(super) fn bundles(compared: &Compared<'_>, rules: &Rules<'_>) -> Vec<Bundle> {
    let claims = compared.claims;
    let one_report = |pair: &&Pair| claims[pair.0].report == claims[pair.1].report;
    let sorts = (0..claims.len()).map(|claim| rules.common(&[claim])).collect();
    let mut clusters = Agglomeration::new(sorts, |a, b| compared.worth((a, b)));
    for (a, b) in compared.joined.iter().map(|(pair, _)| pair).filter(one_report) {
        clusters.tie(*a, *b);
    }
    for (a, b) in rules.merged.iter().filter(one_report) {
        clusters.unite(*a, *b);
    }
    clusters.settle()
}

/// The events that bundles make, each with its claims.
pub(super) fn events(
    bundles: &[Bundle],
    compared: &Compared<'_>,
    rules: &Rules<'_>,
) -> Vec<Vec<usize>> {
    let bundle_of = whose(bundles, compared.claims.len());
    let known = RefCell::new(FxHashMap::default());
    let worth = |a: usize, b: usize| {
        if let Some(worth) = known.borrow().get(&(a, b)) {
            return *worth;
        }
        let worth = between(&bundles[a], &bundles[b], compared);
        known.borrow_mut().insert((a, b), worth);
        worth
    };
    let sorts = bundles.iter().map(|bundle| rules.common(bundle)).collect();
    let mut clusters = Agglomeration::new(sorts, worth);
    for ((a, b), _) in &compared.joined {
        clusters.tie(bundle_of[*a], bundle_of[*b]);
    }
    for (a, b) in &rules.merged {
        clusters.unite(bundle_of[*a], bundle_of[*b]);
    }
    let all = |of: &Vec<usize>| of.iter().flat_map(|at| bundles[*at].iter().copied()).collect();
    clusters.settle().iter().map(all).collect()
}

/// The bundle of each claim.
fn whose(bundles: &[Bundle], claims: usize) -> Vec<usize> {
    let mut whose = vec![0; claims];
    for (at, bundle) in bundles.iter().enumerate() {
        bundle.iter().for_each(|claim| whose[*claim] = at);
    }
    whose
}

/// What two bundles are worth to each other: their best join, the less the more of their claims cannot tell
/// one happening.
fn between(a: &Bundle, b: &Bundle, compared: &Compared<'_>) -> i64 {
    let (mut best, mut contrary, mut count) = (CONTRARY, 0, 0);
    for one in a {
        for other in b {
            let worth = compared.worth((*one.min(other), *one.max(other)));
            best = best.max(if worth == 0 { CONTRARY } else { worth });
            contrary += i64::from(worth == CONTRARY);
            count += i64::from(worth != 0);
        }
    }
    match best {
        CONTRARY if count == 0 => 0,
        CONTRARY => CONTRARY,
        _ => best - best * contrary / (2 * count),
    }
}
