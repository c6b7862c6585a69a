use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

/// What two clusters must be worth to each other, on average over the pairs of those that speak for them, to
/// become one: thousandths.
const ENOUGH: i64 = 500;

/// How many items of a cluster speak for it: those that come first.
const SPEAKING: usize = 8;

/// What clusters are, as far as it keeps them apart.
pub(super) trait Sort {
    /// Whether nothing may make the two one.
    fn is_split_from(&self, other: &Self) -> bool;
    /// Whether what they are worth to each other may make the two one. Where it may not, it may not either
    /// for what contains them.
    fn may_join(&self, other: &Self) -> bool;
    /// Makes the other a part of this one.
    fn take(&mut self, other: Self);
}

/// Average-link clustering over whole-numbered weights: of all clusters that may become one, those two do that
/// are worth most to each other, and so on.
///
/// Only items that are tied, or are in clusters of which some are, may come together, so what is worked out
/// grows with the ties and not with all pairs. Whole numbers make sums the same in any order. Of equals, the
/// ones with the lowest items come first.
pub(super) struct Agglomeration<S, W> {
    /// Items of each cluster, which is known by its lowest; empty once it has become part of another.
    members: Vec<Vec<usize>>,
    /// The lowest of them, sorted.
    speaking: Vec<Vec<usize>>,
    /// What each cluster is; `None` once it has become part of another.
    sorts: Vec<Option<S>>,
    /// What each cluster has become part of; itself as long as it is one.
    homes: Vec<usize>,
    /// Clusters that are tied to each, and what the two are worth to each other.
    ties: Vec<BTreeMap<usize, i64>>,
    /// What two items are worth to each other; below 0 they speak against each other.
    worth: W,
}

/// Two clusters and what they are worth to each other, the best last.
type Candidate = (i64, Reverse<(usize, usize)>);

impl<S: Sort, W: Fn(usize, usize) -> i64> Agglomeration<S, W> {
    /// Every item, of these sorts, by itself.
    pub fn new(sorts: Vec<S>, worth: W) -> Self {
        let items = sorts.len();
        Self {
            members: (0..items).map(|item| vec![item]).collect(),
            speaking: (0..items).map(|item| vec![item]).collect(),
            sorts: sorts.into_iter().map(Some).collect(),
            homes: (0..items).collect(),
            ties: vec![BTreeMap::new(); items],
            worth,
        }
    }

    /// Lets two items come together.
    pub fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.cluster_of(a), self.cluster_of(b));
        if a != b && !self.ties[a].contains_key(&b) {
            self.weigh(a, b);
        }
    }

    /// Makes one cluster of the clusters that two items are in, unless they are split.
    pub fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.cluster_of(a), self.cluster_of(b));
        let split = |(a, b): (&S, &S)| a.is_split_from(b);
        if a != b && !self.sorts[a].as_ref().zip(self.sorts[b].as_ref()).is_some_and(split) {
            self.merge(a.min(b), a.max(b));
        }
    }

    /// Clusters as long as some are worth enough to each other and may join; then all clusters, each sorted.
    pub fn settle(mut self) -> Vec<Vec<usize>> {
        let mut refused = BTreeSet::new();
        let mut queue: BinaryHeap<Candidate> = BinaryHeap::new();
        for a in 0..self.members.len() {
            queue.extend(self.ties[a].iter().filter(|(b, _)| a < **b).filter_map(candidate(a)));
        }
        while let Some((worth, Reverse((a, b)))) = queue.pop() {
            if self.ties[a].get(&b) != Some(&worth) || refused.contains(&(a, b)) {
                continue;
            }
            if self.may_join(a, b) {
                let weighed = self.merge(a, b);
                queue.extend(weighed.iter().map(|(b, worth)| (b, worth)).filter_map(candidate(a)));
            } else {
                refused.insert((a, b));
            }
        }
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
    }

    fn cluster_of(&self, item: usize) -> usize {
        let mut at = item;
        while self.homes[at] != at {
            at = self.homes[at];
        }
        at
    }

    fn may_join(&self, a: usize, b: usize) -> bool {
        let may = |(a, b): (&S, &S)| a.may_join(b);
        self.sorts[a].as_ref().zip(self.sorts[b].as_ref()).is_some_and(may)
    }

    /// Works out what two clusters are worth to each other.
    fn weigh(&mut self, a: usize, b: usize) -> i64 {
        let pairs = self.speaking[a].iter().flat_map(|one| {
            self.speaking[b].iter().map(|other| (*one.min(other), *one.max(other)))
        });
        let sum: i64 = pairs.map(|(one, other)| (self.worth)(one, other)).sum();
        let worth = sum / (self.speaking[a].len() * self.speaking[b].len()) as i64;
        self.ties[a].insert(b, worth);
        self.ties[b].insert(a, worth);
        worth
    }

    /// Makes `b` part of `a`; what `a` is worth to others since, where that may have changed.
    fn merge(&mut self, a: usize, b: usize) -> Vec<(usize, i64)> {
        self.homes[b] = a;
        let joining = std::mem::take(&mut self.members[b]);
        self.members[a].extend(joining);
        let theirs = self.sorts[b].take();
        if let (Some(sort), Some(theirs)) = (&mut self.sorts[a], theirs) {
            sort.take(theirs);
        }
        let others_speak = self.speak(a, b);
        let tied = std::mem::take(&mut self.ties[b]);
        let mut changed: BTreeSet<usize> = BTreeSet::new();
        for other in tied.into_keys() {
            self.ties[other].remove(&b);
            if other != a && !self.ties[a].contains_key(&other) {
                changed.insert(other);
            }
        }
        if others_speak {
            changed.extend(self.ties[a].keys());
        }
        changed.into_iter().map(|other| (other, self.weigh(a, other))).collect()
    }

    /// Lets the first of both speak for `a`; whether others do than did.
    fn speak(&mut self, a: usize, b: usize) -> bool {
        let joining = std::mem::take(&mut self.speaking[b]);
        let before = self.speaking[a].clone();
        self.speaking[a].extend(joining);
        self.speaking[a].sort_unstable();
        self.speaking[a].truncate(SPEAKING);
        self.speaking[a] != before
    }
}

/// What makes `a` and another a candidate, when they are worth enough to each other.
fn candidate(a: usize) -> impl Fn((&usize, &i64)) -> Option<Candidate> {
    move |(b, worth)| (*worth >= ENOUGH).then_some((*worth, Reverse((a.min(*b), a.max(*b)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of a cluster, two of which may not come together.
    #[derive(Default)]
    struct Items(Vec<usize>, Option<(usize, usize)>);

    impl Sort for Items {
        fn is_split_from(&self, _: &Self) -> bool {
            false
        }

        fn may_join(&self, other: &Self) -> bool {
            let apart = |a: usize, b: usize| self.0.contains(&a) && other.0.contains(&b);
            !self.1.is_some_and(|(a, b)| apart(a, b) || apart(b, a))
        }

        fn take(&mut self, other: Self) {
            self.0.extend(other.0);
        }
    }

    fn agglomeration(
        items: usize,
        weights: &[(usize, usize, i64)],
        apart: Option<(usize, usize)>,
    ) -> Agglomeration<Items, impl Fn(usize, usize) -> i64> {
        let known = weights.to_vec();
        let worth = move |a: usize, b: usize| {
            known.iter().find(|known| (known.0, known.1) == (a, b)).map_or(0, |known| known.2)
        };
        let sorts = (0..items).map(|item| Items(vec![item], apart)).collect();
        let mut clusters = Agglomeration::new(sorts, worth);
        for (a, b, _) in weights.iter().filter(|(_, _, weight)| *weight > 0) {
            clusters.tie(*a, *b);
        }
        clusters
    }

    fn clusters(items: usize, weights: &[(usize, usize, i64)]) -> Vec<Vec<usize>> {
        agglomeration(items, weights, None).settle()
    }

    #[test]
    fn clusters_become_one_by_the_average_of_all_their_pairs() {
        assert_eq!(clusters(3, &[(0, 1, 900), (1, 2, 900), (0, 2, 900)]), [vec![0, 1, 2]]);
        assert_eq!(clusters(3, &[(0, 1, 900), (1, 2, 800)]), [vec![0, 1], vec![2]]);
        assert_eq!(clusters(2, &[(0, 1, 400)]), [vec![0], vec![1]]);
    }

    #[test]
    fn the_best_come_first_and_what_speaks_against_counts() {
        let weights = [(0, 1, 600), (1, 2, 900), (0, 2, -500)];
        assert_eq!(clusters(3, &weights), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn what_is_refused_stays_apart_and_what_is_united_stays_together() {
        let weights = [(0, 1, 900), (1, 2, 800), (0, 2, 800)];
        let refused = agglomeration(3, &weights, Some((0, 1)));
        assert_eq!(refused.settle(), [vec![0, 2], vec![1]]);
        let mut united = agglomeration(3, &[], None);
        united.unite(2, 0);
        assert_eq!(united.settle(), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn the_first_items_speak_for_a_large_cluster() {
        let all = SPEAKING + 3;
        let pairs = (0..all).flat_map(|a| (a + 1..all).map(move |b| (a, b)));
        let one: Vec<(usize, usize, i64)> = pairs.map(|(a, b)| (a, b, 900)).collect();
        let with = |last: &[usize]| {
            let tied = last.iter().map(|item| (*item, all, 800));
            clusters(all + 1, &[one.clone(), tied.collect()].concat()).len()
        };
        let speaking: Vec<usize> = (0..SPEAKING).collect();
        assert_eq!(with(&speaking), 1);
        assert_eq!(with(&[SPEAKING, SPEAKING + 1, SPEAKING + 2]), 2);
    }
}
