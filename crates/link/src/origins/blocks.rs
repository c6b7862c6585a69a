use crate::ReportKey;
use rustc_hash::FxHashMap;

/// Reports of each handle that all others of the handle are compared with: those of the least keys.
pub const HUBS: usize = 8;

/// Which reports are to be compared, kept up as reports come in.
///
/// Two reports meet when they share a handle and one of them is among its eight least keys. So what
/// thousands share costs each of them eight comparisons, and a story that thousands carry is still
/// found whole, since all its copies meet the same eight. Keys are hashes: whatever order reports
/// come in, a new one is seldom among the least. Which pairs meet depends on the set alone.
#[derive(Default)]
pub struct Blocks {
    postings: FxHashMap<u64, Posting>,
}

/// The reports of a handle, by key.
enum Posting {
    One(ReportKey),
    Many(Vec<ReportKey>),
}

/// What a new report changes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shift {
    /// The reports that it meets, by key.
    pub met: Vec<ReportKey>,
    /// Pairs that met by a handle of which it took the place of the first among the least keys. They
    /// may meet by another one: see [`Blocks::meet`].
    pub parted: Vec<(ReportKey, ReportKey)>,
}

impl Blocks {
    /// Takes in a report by its handles.
    pub fn insert(&mut self, key: ReportKey, handles: &[u64]) -> Shift {
        let mut shift = Shift::default();
        for handle in handles {
            match self.postings.get_mut(handle) {
                None => {
                    self.postings.insert(*handle, Posting::One(key));
                }
                Some(posting) => posting.insert(key, &mut shift),
            }
        }
        shift.parted.sort_unstable();
        shift.parted.dedup();
        shift.met.sort_unstable();
        shift.met.dedup();
        shift
    }

    /// Whether two reports that were taken in meet; handles are sorted.
    pub fn meet(&self, a: (ReportKey, &[u64]), b: (ReportKey, &[u64])) -> bool {
        let (least, _) = if a.0 < b.0 { (a, b) } else { (b, a) };
        let common = a.1.iter().filter(|handle| b.1.binary_search(handle).is_ok());
        common
            .into_iter()
            .any(|handle| self.postings.get(handle).is_some_and(|posting| posting.is_hub(least.0)))
    }
}

impl Posting {
    fn keys(&self) -> &[ReportKey] {
        match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Many(keys) => keys,
        }
    }

    fn is_hub(&self, key: ReportKey) -> bool {
        self.keys().iter().take(HUBS).any(|hub| *hub == key)
    }

    fn insert(&mut self, key: ReportKey, shift: &mut Shift) {
        let Err(rank) = self.keys().binary_search(&key) else { return };
        if rank < HUBS {
            shift.met.extend(self.keys());
            if let Some((last, after)) = self.keys().get(HUBS - 1..).and_then(<[_]>::split_first) {
                shift.parted.extend(after.iter().map(|other| (*last, *other)));
            }
        } else {
            shift.met.extend(&self.keys()[..HUBS]);
        }
        match self {
            Self::One(one) => {
                *self = Self::Many(if rank == 0 { vec![key, *one] } else { vec![*one, key] });
            }
            Self::Many(keys) => keys.insert(rank, key),
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
