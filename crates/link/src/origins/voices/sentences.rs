use crate::Facts;

/// Content words that two sentences must share before their being the same tells anything.
const LEAST_WORDS: usize = 8;

/// The share of all their words that the same sentence, lightly changed, keeps.
const SAME: f32 = 0.75;

/// Whether two reports tell a claim in the same sentence.
pub fn same(a: &Facts, b: &Facts) -> bool {
    let shared = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    let all = a.words.len() + b.words.len() - shared;
    a.report != b.report && shared >= LEAST_WORDS && shared as f32 >= SAME * all as f32
}
