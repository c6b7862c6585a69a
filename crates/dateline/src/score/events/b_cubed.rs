use super::Figure;
use std::collections::BTreeMap;

/// B-cubed: of each item, the share of those proposed with it that gold has with it (precision) and of
/// those gold has with it that are proposed with it (recall), on average over all items.
pub fn b_cubed<G: Ord, P: Ord>(gold: &[G], proposed: &[P]) -> Figure {
    let mut both: BTreeMap<(&G, &P), usize> = BTreeMap::new();
    for pair in gold.iter().zip(proposed) {
        *both.entry(pair).or_default() += 1;
    }
    let (golds, proposals) = (sizes(gold), sizes(proposed));
    let mean = |of: &dyn Fn(&G, &P) -> usize| {
        let shares = both
            .iter()
            .map(|((gold, proposed), shared)| (shared * shared) as f64 / of(gold, proposed) as f64);
        shares.sum::<f64>() / gold.len().max(1) as f64
    };
    let precision = mean(&|_, proposed| proposals[proposed]);
    let recall = mean(&|gold, _| golds[gold]);
    let sum = precision + recall;
    let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
    Figure::Prf { precision, recall, f1 }
}

fn sizes<T: Ord>(items: &[T]) -> BTreeMap<&T, usize> {
    let mut sizes = BTreeMap::new();
    for item in items {
        *sizes.entry(item).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_costs_precision_and_one_too_few_recall() {
        let right = Figure::Prf { precision: 1.0, recall: 1.0, f1: 1.0 };
        assert_eq!(b_cubed(&["a", "a", "b"], &[1, 1, 2]), right);
        let Figure::Prf { precision, recall, .. } = b_cubed(&["a", "a", "b"], &[1, 1, 1]) else {
            panic!("not a share")
        };
        assert!((precision - 5.0 / 9.0).abs() < 1e-9 && (recall - 1.0).abs() < 1e-9);
        let Figure::Prf { precision, recall, .. } = b_cubed(&["a", "a", "b"], &[1, 2, 3]) else {
            panic!("not a share")
        };
        assert!((precision - 1.0).abs() < 1e-9 && (recall - 2.0 / 3.0).abs() < 1e-9);
    }
}
