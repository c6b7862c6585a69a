use rustc_hash::FxHasher;
use std::hash::Hasher;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters from which on a word is taken for a content word: short words are mostly grammar, in any
/// language written with spaces.
const LONG: usize = 4;

/// Letters of a word that are kept: inflected forms of a word mostly share their beginning.
const STEM: usize = 6;

/// Hashes of a sentence's content words, sorted, each once: long words by their beginning, numbers, and
/// short words with a capital. Case and diacritics make no difference.
pub fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    let mut hashes: Vec<u64> = words.filter(|word| tells(word)).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Whether a word is likely to say what a sentence is about.
fn tells(word: &str) -> bool {
    let long = word.chars().filter(|c| c.is_alphabetic()).nth(LONG - 1).is_some();
    let number = word.chars().any(char::is_numeric);
    let name = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    long || number || name
}

fn hash(word: &str) -> u64 {
    let folded = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut hasher = FxHasher::default();
    folded.take(STEM).for_each(|letter| hasher.write_u32(u32::from(letter)));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_endings_make_no_difference() {
        assert_eq!(words("Soldiers attacked Mocímboa"), words("the SOLDIER, attacking Mocimboa!"));
        assert_eq!(words("أُصيب المدنيون"), words("أصيب المدنيين"));
    }

    #[test]
    fn numbers_and_short_names_count_and_other_short_words_do_not() {
        assert_eq!(words("12 men of the UN").len(), 2);
        assert_eq!(words("he was in it, and so on"), []);
        assert_eq!(words("bomb, bomb; bombs").len(), 2, "a short word has no ending to lose");
    }

    #[test]
    fn hashes_are_sorted_and_distinct() {
        let hashes = words("gunmen killed gunmen near Ansongo while gunmen fled");
        assert!(hashes.is_sorted_by(|a, b| a < b), "{hashes:?}");
    }
}
