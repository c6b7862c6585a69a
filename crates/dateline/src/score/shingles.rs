use regex::Regex;
use std::{collections::BTreeMap, sync::LazyLock};

/// Letters, digits and underscores, as Python's `\w` has them: marks part words.
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").ok());

/// Tokens in a shingle.
const LENGTH: usize = 4;

/// Precision and recall of one prediction's shingles; see the definition in `pages`.
pub fn compare(gold: &str, predicted: &str) -> (f64, f64) {
    let (gold, predicted) = (shingles(gold), shingles(predicted));
    let (mut right, mut extra, mut missed) = (0usize, 0usize, 0usize);
    for (shingle, in_gold) in &gold {
        let in_predicted = predicted.get(shingle).copied().unwrap_or(0);
        right += in_predicted.min(*in_gold);
        missed += in_gold.saturating_sub(in_predicted);
        extra += in_predicted.saturating_sub(*in_gold);
    }
    extra += predicted
        .iter()
        .filter(|(shingle, _)| !gold.contains_key(*shingle))
        .map(|(_, n)| n)
        .sum::<usize>();
    let share = |wrong: usize| match (right, wrong) {
        _ if extra == 0 && missed == 0 => 1.0,
        (0, _) => 0.0,
        _ => right as f64 / (right + wrong) as f64,
    };
    (share(extra), share(missed))
}

/// How often each run of four tokens occurs; a text of fewer tokens is one run.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let tokens: Vec<&str> =
        TOKEN.iter().flat_map(|token| token.find_iter(text)).map(|found| found.as_str()).collect();
    let mut counts = BTreeMap::new();
    for start in 0..tokens.len().saturating_sub(LENGTH - 1).max(1) {
        let end = (start + LENGTH).min(tokens.len());
        *counts.entry(tokens[start..end].to_vec()).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_four_tokens_are_counted() {
        assert_eq!(compare("a b c d e", "a b c d e"), (1.0, 1.0));
        assert_eq!(compare("a b c d e", "a b c d"), (1.0, 0.5));
        assert_eq!(compare("a b c d", "x a b c d"), (0.5, 1.0));
        assert_eq!(compare("a b c d a b c d", "a b c d"), (1.0, 0.2));
        assert_eq!(compare("a, b", "a b"), (1.0, 1.0));
        assert_eq!(compare("a", ""), (0.0, 0.0));
        assert_eq!(compare("", ""), (1.0, 1.0));
    }
}
