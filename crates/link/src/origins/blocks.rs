use super::meeting::Meeting;
use crate::ReportKey;
use rustc_hash::FxHashMap;

/// Reports of each handle that all others of the handle meet by it: those of the least keys.
pub const HUBS: usize = 8;

/// Which reports are to be compared, kept up as reports come in.
///
/// Two reports meet by a handle that they share when one of them is among its eight least keys. So what
/// thousands share costs each of them eight meetings, and a story that thousands carry is still found
/// whole, since all its copies meet the same eight. They are compared when they meet by enough handles
/// ([`Meeting`]): else ever more would be for the sake of a turn of phrase. Keys are hashes: whatever
/// order reports come in, a new one is seldom among the least. Which pairs are compared depends on the
/// set alone.
#[derive(Default)]
pub struct Blocks {
    postings: FxHashMap<u64, Posting>,
    /// How many handles of runs of words each report has.
    runs: FxHashMap<ReportKey, usize>,
}

/// The reports of a handle: its hubs by key, then the others in any order.
enum Posting {
    One(ReportKey),
    Many(Vec<ReportKey>),
}

/// What a new report changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shift {
    /// The reports that it is to be compared with, by key.
    pub met: Vec<ReportKey>,
    /// Pairs that met by a handle of which it took the place of the first among the least keys. They
    /// may be compared for others: see [`Blocks::meet`].
    pub parted: Vec<(ReportKey, ReportKey)>,
}

impl Blocks {
    /// Takes in a report by its handles.
    pub fn insert(&mut self, key: ReportKey, handles: &[u64]) -> Shift {
        let runs = Meeting::by(handles.iter().copied()).runs;
        if self.runs.insert(key, runs).is_some() {
            return Shift::default();
        }
        let (mut met, mut parted) = (Vec::new(), Vec::new());
        for &handle in handles {
            match self.postings.get_mut(&handle) {
                None => {
                    self.postings.insert(handle, Posting::One(key));
                }
                Some(posting) => posting.insert(key, handle, &mut met, &mut parted),
            }
        }
        parted.sort_unstable();
        parted.dedup();
        met.sort_unstable();
        let met = met.chunk_by(|one, other| one.0 == other.0);
        let met = met.filter_map(|all| {
            let meeting = Meeting::by(all.iter().map(|(_, handle)| *handle));
            let (other, _) = all[0];
            meeting.is_enough(runs.min(self.runs_of(other))).then_some(other)
        });
        Shift { met: met.collect(), parted }
    }

    /// Whether two reports that were taken in are to be compared; handles are sorted.
    pub fn meet(&self, a: (ReportKey, &[u64]), b: (ReportKey, &[u64])) -> bool {
        let (least, _) = if a.0 < b.0 { (a, b) } else { (b, a) };
        let common = a.1.iter().filter(|handle| b.1.binary_search(handle).is_ok());
        let by = common.filter(|handle| {
            self.postings.get(handle).is_some_and(|posting| posting.hubs().contains(&least.0))
        });
        Meeting::by(by.copied()).is_enough(self.runs_of(a.0).min(self.runs_of(b.0)))
    }

    fn runs_of(&self, key: ReportKey) -> usize {
        self.runs.get(&key).copied().unwrap_or_default()
    }
}

impl Posting {
    fn keys(&self) -> &[ReportKey] {
        match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Many(keys) => keys,
        }
    }

    fn hubs(&self) -> &[ReportKey] {
        let keys = self.keys();
        &keys[..keys.len().min(HUBS)]
    }

    fn insert(
        &mut self,
        key: ReportKey,
        handle: u64,
        met: &mut Vec<(ReportKey, u64)>,
        parted: &mut Vec<(ReportKey, ReportKey)>,
    ) {
        let rank = self.hubs().partition_point(|hub| *hub < key);
        let is_hub = rank < HUBS;
        let meets = if is_hub { self.keys() } else { self.hubs() };
        met.extend(meets.iter().map(|other| (*other, handle)));
        if let Some((last, others)) = self.keys().get(HUBS - 1..).and_then(<[_]>::split_first) {
            parted.extend(others.iter().filter(|_| is_hub).map(|other| (*last, *other)));
        }
        match self {
            Self::One(one) => {
                *self = Self::Many(if rank == 0 { vec![key, *one] } else { vec![*one, key] });
            }
            Self::Many(keys) => {
                keys.push(key);
                // Into its place among the hubs; the one that it pushes out goes to the others.
                let last = keys.len() - 1;
                if is_hub && last >= HUBS {
                    keys.swap(HUBS - 1, last);
                }
                if is_hub {
                    keys[rank..=last.min(HUBS - 1)].rotate_right(1);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::hash;
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The pairs that meet after reports came in, in the order given.
    fn met(
        order: &[ReportKey],
        handles: &BTreeMap<ReportKey, Vec<u64>>,
    ) -> BTreeSet<[ReportKey; 2]> {
        let mut blocks = Blocks::default();
        let mut pairs = BTreeSet::new();
        for &key in order {
            let shift = blocks.insert(key, &handles[&key]);
            pairs.extend(shift.met.iter().map(|other| [key.min(*other), key.max(*other)]));
            for (a, b) in shift.parted {
                if !blocks.meet((a, &handles[&a]), (b, &handles[&b])) {
                    pairs.remove(&[a.min(b), a.max(b)]);
                }
            }
        }
        pairs
    }

    fn some_reports() -> BTreeMap<ReportKey, Vec<u64>> {
        let report = |number: u64| {
            let mut handles = vec![1, 2 + number % 3, 100 + number % 20, 1000 + number];
            handles.sort_unstable();
            (ReportKey(hash(&number.to_le_bytes())), handles)
        };
        (0..200).map(report).collect()
    }

    #[test]
    fn who_meets_does_not_depend_on_the_order() {
        let handles = some_reports();
        let mut order: Vec<ReportKey> = handles.keys().copied().collect();
        let upwards = met(&order, &handles);
        order.reverse();
        let downwards = met(&order, &handles);
        order.sort_by_key(|key| key.0.rotate_left(20));
        assert_eq!(upwards, downwards);
        assert_eq!(upwards, met(&order, &handles));
    }

    #[test]
    fn long_texts_are_compared_for_more_than_a_turn_of_phrase() {
        let text = |number: u64| {
            let shared = (0..number % 7).map(|at| 2 * (1 + at));
            let own = (0..60).map(|at| 1000 * (number + 1) + 2 * at);
            (ReportKey(hash(&number.to_le_bytes())), shared.chain(own).collect())
        };
        let texts: BTreeMap<ReportKey, Vec<u64>> = (0..100).map(text).collect();
        let upwards = met(&texts.keys().copied().collect::<Vec<_>>(), &texts);
        assert_eq!(upwards, met(&texts.keys().rev().copied().collect::<Vec<_>>(), &texts));
        let shared = |[a, b]: &[ReportKey; 2]| {
            texts[a].iter().filter(|handle| texts[b].contains(handle)).count()
        };
        assert!(upwards.iter().all(|pair| shared(pair) >= 4), "61 handles and more: a sixteenth");
        assert!(upwards.iter().any(|pair| shared(pair) == 4));
    }

    #[test]
    fn what_all_share_costs_each_a_few_comparisons() {
        let pairs = met(&some_reports().into_keys().collect::<Vec<_>>(), &some_reports());
        assert!(pairs.len() < 200 * HUBS * 4, "{}", pairs.len());
    }

    #[test]
    fn all_copies_of_a_story_are_linked() {
        let same: BTreeMap<ReportKey, Vec<u64>> =
            (0..50).map(|number| (ReportKey(number), vec![7, 9])).collect();
        let pairs = met(&same.keys().copied().collect::<Vec<_>>(), &same);
        assert!((1..50).all(|number| pairs.contains(&[ReportKey(0), ReportKey(number)])));
    }

    #[test]
    fn the_same_report_twice_meets_nothing_new() {
        let mut blocks = Blocks::default();
        blocks.insert(ReportKey(1), &[5]);
        assert_eq!(blocks.insert(ReportKey(1), &[5]), Shift::default());
    }
}
