use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// What two clusters must be worth to each other, on average over all pairs of their items, to become one:
/// thousandths.
const ENOUGH: i64 = 500;

/// Average-link clustering over sparse, whole-numbered weights: of all clusters that may become one, those
/// two do that are worth most to each other, and so on.
///
/// Whole numbers make sums the same in any order. Of equals, the ones with the lowest items come first.
pub(super) struct Agglomeration {
    /// Items of each cluster; empty once it has become part of another.
    members: Vec<Vec<usize>>,
    /// Sums of weights between clusters.
    weights: Vec<BTreeMap<usize, i64>>,
}

/// Two clusters and what they are worth to each other, the best last.
type Candidate = (i64, std::cmp::Reverse<(usize, usize)>);

impl Agglomeration {
    /// Every item by itself.
    pub fn new(items: usize) -> Self {
        Self {
            members: (0..items).map(|item| vec![item]).collect(),
            weights: vec![BTreeMap::new(); items],
        }
    }

    /// Sets what two items are worth to each other; below 0 they speak against each other.
    pub fn weigh(&mut self, a: usize, b: usize, weight: i64) {
        self.weights[a].insert(b, weight);
        self.weights[b].insert(a, weight);
    }

    /// Makes one cluster of the clusters that two items are in.
    pub fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.cluster_of(a), self.cluster_of(b));
        if a != b {
            self.merge(a.min(b), a.max(b));
        }
    }

    /// The items of the cluster that an item is in.
    pub fn around(&self, item: usize) -> &[usize] {
        &self.members[self.cluster_of(item)]
    }

    /// Clusters as long as some are worth enough to each other and `may` lets them; then all clusters,
    /// each sorted. What `may` refuses once it must refuse for all that contains it.
    pub fn settle(mut self, may: impl Fn(&[usize], &[usize]) -> bool) -> Vec<Vec<usize>> {
        let mut refused = BTreeSet::new();
        let mut queue: BinaryHeap<Candidate> = BinaryHeap::new();
        for a in 0..self.members.len() {
            queue.extend(self.candidates(a).filter(|(_, pair)| pair.0.0 == a));
        }
        while let Some((worth, std::cmp::Reverse((a, b)))) = queue.pop() {
            if self.worth(a, b) != Some(worth) || refused.contains(&(a, b)) {
                continue;
            }
            if !may(&self.members[a], &self.members[b]) {
                refused.insert((a, b));
                continue;
            }
            self.merge(a, b);
            queue.extend(self.candidates(a));
        }
        for members in &mut self.members {
            members.sort_unstable();
        }
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
    }

    fn cluster_of(&self, item: usize) -> usize {
        let holds = |members: &Vec<usize>| members.contains(&item);
        if self.members[item].is_empty() {
            self.members.iter().position(holds).unwrap_or(item)
        } else {
            item
        }
    }

    /// What two clusters are worth to each other; `None` when one is no more or nothing is known.
    fn worth(&self, a: usize, b: usize) -> Option<i64> {
        let pairs = (self.members[a].len() * self.members[b].len()) as i64;
        let sum = self.weights[a].get(&b)?;
        (pairs > 0).then(|| sum / pairs)
    }

    fn candidates(&self, a: usize) -> impl Iterator<Item = Candidate> {
        self.weights[a].keys().filter_map(move |b| {
            let pair = (a.min(*b), a.max(*b));
            let worth = self.worth(pair.0, pair.1).filter(|worth| *worth >= ENOUGH)?;
            Some((worth, std::cmp::Reverse(pair)))
        })
    }

    /// Makes `b` part of `a`.
    fn merge(&mut self, a: usize, b: usize) {
        let joining = std::mem::take(&mut self.members[b]);
        self.members[a].extend(joining);
        for (other, weight) in std::mem::take(&mut self.weights[b]) {
            self.weights[other].remove(&b);
            if other != a {
                *self.weights[a].entry(other).or_insert(0) += weight;
                *self.weights[other].entry(a).or_insert(0) += weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(items: usize, weights: &[(usize, usize, i64)]) -> Vec<Vec<usize>> {
        let mut clusters = Agglomeration::new(items);
        weights.iter().for_each(|(a, b, weight)| clusters.weigh(*a, *b, *weight));
        clusters.settle(|_, _| true)
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
        let mut refused = Agglomeration::new(3);
        refused.weigh(0, 1, 900);
        refused.weigh(1, 2, 800);
        refused.weigh(0, 2, 800);
        let apart = |a: &[usize], b: &[usize]| !(a.contains(&0) && b.contains(&1));
        assert_eq!(refused.settle(apart), [vec![0, 2], vec![1]]);
        let mut united = Agglomeration::new(3);
        united.unite(2, 0);
        assert_eq!(united.around(0), [0, 2]);
        assert_eq!(united.settle(|_, _| true), [vec![0, 2], vec![1]]);
    }
}
