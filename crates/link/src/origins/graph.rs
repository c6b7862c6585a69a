use super::{blocks::Blocks, compare, edge::Edge, families::families, profile::Profile};
use crate::ReportKey;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Reports and what they have from one another, kept up as reports come in. What it holds depends on
/// the reports alone, not on their order.
#[derive(Default)]
pub struct Graph {
    blocks: Blocks,
    profiles: FxHashMap<ReportKey, Held>,
    /// By the two reports, the one of the lesser key first.
    edges: BTreeMap<(ReportKey, ReportKey), Vec<Edge>>,
    compared: usize,
}

struct Held {
    profile: Profile,
    handles: Vec<u64>,
}

impl Graph {
    /// Takes in a report that is not in the graph and compares it with those it meets.
    pub fn insert(&mut self, profile: Profile) {
        let (key, handles) = (profile.key, profile.handles());
        let shift = self.blocks.insert(key, &handles);
        for other in &shift.met {
            let Some(held) = self.profiles.get(other) else { continue };
            let edges = compare::edges(&profile, &held.profile);
            if !edges.is_empty() {
                self.edges.insert((key.min(*other), key.max(*other)), edges);
            }
        }
        self.compared += shift.met.len();
        self.profiles.insert(key, Held { profile, handles });
        for pair in shift.parted {
            if self.edges.contains_key(&pair) && !self.meet(pair) {
                self.edges.remove(&pair);
            }
        }
    }

    /// Every edge, by the reports' keys.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.values().flatten()
    }

    /// See [`families`].
    pub fn families(&self) -> BTreeMap<ReportKey, ReportKey> {
        families(self.edges().map(|edge| (edge.from, edge.to, edge.kind)))
    }

    /// How many comparisons were made.
    pub fn compared(&self) -> usize {
        self.compared
    }

    fn meet(&self, (a, b): (ReportKey, ReportKey)) -> bool {
        let handles = |key| self.profiles.get(&key).map(|held| held.handles.as_slice());
        match (handles(a), handles(b)) {
            (Some(mine), Some(others)) => self.blocks.meet((a, mine), (b, others)),
            _ => false,
        }
    }
}
