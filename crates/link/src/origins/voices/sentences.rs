use crate::Facts;
use std::{collections::BTreeMap, iter};

/// Content words that two sentences must share before their being the same tells anything.
const LEAST_WORDS: usize = 8;

/// The share of all their words that the same sentence, lightly changed, keeps.
const SAME: f32 = 0.75;

/// Whether two reports tell a claim in the same sentence.
fn same(a: &Facts, b: &Facts) -> bool {
    #[cfg(test)]
    super::tests::count();
    let shared = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    let all = a.words.len() + b.words.len() - shared;
    a.report != b.report && shared >= LEAST_WORDS && shared as f32 >= SAME * all as f32
}

/// The sentences of claims, so that the same one is found without comparing each with each.
///
/// Two that share so many of their words share one of the rarest of each: of all but as many as they must
/// share, and one more.
pub struct Sentences<'c> {
    claims: &'c [&'c Facts],
    /// Of each claim the rarest words of its sentence; none where it has too few words to be the same.
    rarest: Vec<Vec<u64>>,
    /// The claims, in their order, that can be found by a word.
    by_word: BTreeMap<u64, Vec<usize>>,
}

impl<'c> Sentences<'c> {
    /// Those of all claims, of which the ones that are `wanted` can be found.
    pub fn of(claims: &'c [&'c Facts], wanted: impl Fn(usize) -> bool) -> Self {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for word in claims.iter().flat_map(|claim| &claim.words) {
            *counts.entry(*word).or_default() += 1;
        }
        let rarest = claims.iter().map(|claim| {
            let mut words = claim.words.clone();
            words.sort_by_key(|word| (counts[word], *word));
            let least = LEAST_WORDS.max((SAME * words.len() as f32).ceil() as usize);
            words.truncate((words.len() + 1).saturating_sub(least));
            words
        });
        let rarest: Vec<Vec<u64>> = rarest.collect();
        let mut by_word: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (number, words) in rarest.iter().enumerate().filter(|(number, _)| wanted(*number)) {
            for word in words {
                by_word.entry(*word).or_default().push(number);
            }
        }
        Self { claims, rarest, by_word }
    }

    /// The claims that other reports tell in the sentence of this one, in their order.
    pub fn same(&self, number: usize) -> impl Iterator<Item = usize> {
        let lists = self.rarest[number].iter().filter_map(|word| self.by_word.get(word));
        let mut lists: Vec<&[usize]> = lists.map(Vec::as_slice).collect();
        let near = iter::from_fn(move || {
            let next = *lists.iter().filter_map(|list| list.first()).min()?;
            for list in &mut lists {
                if list.first() == Some(&next) {
                    *list = &list[1..];
                }
            }
            Some(next)
        });
        near.filter(move |other| same(self.claims[number], self.claims[*other]))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::claim, *};

    #[test]
    fn every_same_sentence_is_found() {
        let mut seed = 5_u64;
        let mut below = |most: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % most
        };
        let mut found = 0;
        for _ in 0..60 {
            let claims: Vec<Facts> = (0..30)
                .map(|number| {
                    // A few sentences, each lightly changed.
                    let (base, length) = (below(3) * 40, 6 + below(14));
                    let mut words: Vec<u64> = (base..base + length).collect();
                    words.iter_mut().for_each(|word| *word += if below(9) == 0 { 1000 } else { 0 });
                    words.sort_unstable();
                    Facts { words, ..claim(number / 2, (number % 2) as u32, &[]) }
                })
                .collect();
            let claims: Vec<&Facts> = claims.iter().collect();
            let wanted = |number: usize| !number.is_multiple_of(3);
            let sentences = Sentences::of(&claims, wanted);
            for number in 0..claims.len() {
                let plainly = (0..claims.len()).filter(|other| wanted(*other));
                let plainly = plainly.filter(|other| same(claims[number], claims[*other]));
                let plainly: Vec<usize> = plainly.collect();
                assert_eq!(sentences.same(number).collect::<Vec<_>>(), plainly);
                found += plainly.len();
            }
        }
        assert!(found > 500, "{found}");
    }
}
