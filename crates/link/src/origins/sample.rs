/// A fair sample of a set of hashes, of bounded size, from which shares with others are estimated.
///
/// It holds the hashes below a limit that is halved until few enough are left (scaled MinHash). Two
/// samples are compared below the lower of their limits, where both hold all there is; so, unlike
/// with MinHash of a fixed size, how much of the smaller set lies in the larger one can be told too.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sample {
    /// How often the limit was halved.
    pub halvings: u8,
    /// The hashes below the limit, sorted, each once.
    pub hashes: Vec<u32>,
}

/// What two samples share, in numbers of the sets they stand for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Overlap {
    /// In both.
    pub shared: f32,
    /// In the one.
    pub left: f32,
    /// In the other.
    pub right: f32,
}

impl Sample {
    /// A sample of at most `most` of these hashes.
    pub fn of(hashes: impl IntoIterator<Item = u64>, most: usize) -> Self {
        let mut all: Vec<u32> = hashes.into_iter().map(|hash| (hash >> 32) as u32).collect();
        all.sort_unstable();
        all.dedup();
        let mut halvings = 0;
        while all.len() > most {
            halvings += 1;
            all.truncate(below(&all, halvings));
        }
        all.shrink_to_fit();
        Self { halvings, hashes: all }
    }

    /// What is shared with another sample.
    pub fn overlap(&self, other: &Self) -> Overlap {
        self.overlap_below(other, self.halvings.max(other.halvings))
    }

    /// What is shared with another sample, judged by at most `most` hashes of the smaller one.
    pub fn glance(&self, other: &Self, most: usize) -> Overlap {
        let mut halvings = self.halvings.max(other.halvings);
        let smaller = if self.hashes.len() <= other.hashes.len() { self } else { other };
        while below(&smaller.hashes, halvings) > most {
            halvings += 1;
        }
        self.overlap_below(other, halvings)
    }

    fn overlap_below(&self, other: &Self, halvings: u8) -> Overlap {
        let left = &self.hashes[..below(&self.hashes, halvings)];
        let right = &other.hashes[..below(&other.hashes, halvings)];
        let whole = |count: usize| count as f32 * 2f32.powi(halvings.into());
        Overlap {
            shared: whole(shared(left, right)),
            left: whole(left.len()),
            right: whole(right.len()),
        }
    }
}

impl Overlap {
    /// The share of the smaller set that lies in the larger one.
    pub fn of_smaller(self) -> f32 {
        share(self.shared, self.left.min(self.right))
    }

    /// The share of the larger set that lies in the smaller one.
    pub fn of_larger(self) -> f32 {
        share(self.shared, self.left.max(self.right))
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// How many sorted hashes lie below the limit halved so often.
fn below(sorted: &[u32], halvings: u8) -> usize {
    sorted.partition_point(|hash| *hash <= u32::MAX >> halvings)
}

/// How many values two sorted lists share.
fn shared(left: &[u32], right: &[u32]) -> usize {
    let (mut l, mut r, mut count) = (0, 0, 0);
    while l < left.len() && r < right.len() {
        count += usize::from(left[l] == right[r]);
        let (on_left, on_right) = (left[l] <= right[r], right[r] <= left[l]);
        l += usize::from(on_left);
        r += usize::from(on_right);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::words::hash;
    use super::*;

    fn sample(range: std::ops::Range<u32>, most: usize) -> Sample {
        Sample::of(range.map(|n| hash(&n.to_le_bytes())), most)
    }

    #[test]
    fn small_sets_are_held_whole() {
        let overlap = sample(0..100, 512).overlap(&sample(50..250, 512));
        assert_eq!((overlap.shared, overlap.left, overlap.right), (50.0, 100.0, 200.0));
        assert_eq!((overlap.of_smaller(), overlap.of_larger()), (0.5, 0.25));
    }

    #[test]
    fn a_small_part_of_a_large_set_is_found() {
        let (large, part) = (sample(0..8000, 512), sample(1000..2000, 512));
        assert!(large.hashes.len() <= 512);
        let overlap = part.overlap(&large);
        assert!(overlap.of_smaller() > 0.99);
        assert!((overlap.of_larger() - 0.125).abs() < 0.04, "{overlap:?}");
        let glance = part.glance(&large, 64);
        assert_eq!(glance.shared, large.glance(&part, 64).shared);
        assert!(glance.of_smaller() > 0.9);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert_eq!(Sample::default().overlap(&sample(0..9, 4)).of_smaller(), 0.0);
    }
}
