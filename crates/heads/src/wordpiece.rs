//! Text to words and word pieces, as BERT's uncased tokenizer cuts it (Devlin and others 2019).

use crate::Error;
use dateline_doc::Span;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A word of more letters is one unknown piece.
const LONGEST_WORD: usize = 100;

/// The pieces a model knows, by their words; a piece that goes on with a word begins with `##`.
pub struct Vocabulary {
    pieces: FxHashMap<String, i32>,
    unknown: i32,
    begin: i32,
    end: i32,
}

/// A text's pieces and words. Word `w` is cut into the pieces from `first[w]`; its bytes are `spans[w]`.
#[derive(Debug, Default, PartialEq)]
pub struct Words {
    pub ids: Vec<i32>,
    pub first: Vec<usize>,
    pub spans: Vec<Span>,
}

impl Vocabulary {
    /// From a list of pieces, one a line, numbered from 0.
    pub fn parse(list: &str) -> Result<Self, Error> {
        let pieces: FxHashMap<String, i32> =
            list.lines().zip(0..).map(|(piece, id)| (piece.to_owned(), id)).collect();
        let id = |names: [&str; 2]| {
            let found = names.iter().find_map(|name| pieces.get(*name)).copied();
            found.ok_or_else(|| Error::new(format!("the vocabulary has no piece {}", names[0])))
        };
        let unknown = id(["[UNK]", "<unk>"])?;
        // MPNet keeps BERT's names beside its own, and uses its own.
        let (begin, end) = (id(["<s>", "[CLS]"])?, id(["</s>", "[SEP]"])?);
        Ok(Self { unknown, begin, end, pieces })
    }

    /// The piece before and the piece after every window.
    pub fn edges(&self) -> (i32, i32) {
        (self.begin, self.end)
    }

    /// The number of a single piece.
    pub fn piece(&self, text: &str) -> i32 {
        self.pieces.get(text).copied().unwrap_or(self.unknown)
    }

    /// Cuts up a text.
    pub fn split(&self, text: &str) -> Words {
        let mut words = Words::default();
        let mut start = None;
        for (at, letter) in text.char_indices() {
            let alone = is_punctuation(letter) || is_ideograph(letter);
            if alone || is_space(letter) {
                if let Some(start) = start.take() {
                    self.add(text, Span::new(start, at), &mut words);
                }
                if alone {
                    self.add(text, Span::new(at, at + letter.len_utf8()), &mut words);
                }
            } else if start.is_none() {
                start = Some(at);
            }
        }
        if let Some(start) = start {
            self.add(text, Span::new(start, text.len()), &mut words);
        }
        words
    }

    fn add(&self, text: &str, span: Span, words: &mut Words) {
        let word = plain(&text[span]);
        if word.is_empty() {
            return;
        }
        words.first.push(words.ids.len());
        words.spans.push(span);
        let whole = words.ids.len();
        if word.chars().count() > LONGEST_WORD || !self.cut(&word, &mut words.ids) {
            words.ids.truncate(whole);
            words.ids.push(self.unknown);
        }
    }

    /// The longest known piece from the left, again and again; false when something is left.
    fn cut(&self, word: &str, ids: &mut Vec<i32>) -> bool {
        let mut candidate = String::with_capacity(word.len() + 2);
        let mut start = 0;
        while start < word.len() {
            let ends =
                word[start..].char_indices().map(|(at, letter)| start + at + letter.len_utf8());
            let found = ends.rev().find_map(|end| {
                candidate.clear();
                candidate.push_str(if start > 0 { "##" } else { "" });
                candidate.push_str(&word[start..end]);
                Some((end, *self.pieces.get(&candidate)?))
            });
            let Some((end, id)) = found else { return false };
            ids.push(id);
            start = end;
        }
        true
    }
}

/// In lower case, without accents and control characters.
fn plain(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_graphic()) {
        return word.to_ascii_lowercase();
    }
    let kept = word.chars().filter(|letter| !is_control(*letter));
    let bare =
        kept.nfd().filter(|letter| letter.general_category() != GeneralCategory::NonspacingMark);
    bare.flat_map(char::to_lowercase).collect()
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}

fn is_control(letter: char) -> bool {
    letter == '\u{fffd}' || letter.general_category_group() == GeneralCategoryGroup::Other
}

fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || letter.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The blocks that BERT sets apart character by character.
fn is_ideograph(letter: char) -> bool {
    matches!(u32::from(letter),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F
        | 0x2B740..=0x2B81F | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::parse("[UNK]\n[CLS]\n[SEP]\nshell\n##ing\n##s\nkiev\n'\n.\n中").unwrap()
    }

    fn cut(text: &str) -> (Vec<i32>, Vec<&str>) {
        let words = vocabulary().split(text);
        (words.ids, words.spans.iter().map(|span| &text[*span]).collect())
    }

    #[test]
    fn longest_pieces_first() {
        assert_eq!(cut("Shelling shells"), (vec![3, 4, 3, 5], vec!["Shelling", "shells"]));
    }

    #[test]
    fn accents_and_case_do_not_move_offsets() {
        let (ids, words) = cut("«Kïev’s» Kiev.");
        assert_eq!(words, ["«", "Kïev", "’", "s", "»", "Kiev", "."]);
        assert_eq!(ids, [0, 6, 0, 0, 0, 6, 8]);
    }

    #[test]
    fn unknown_words_are_one_piece() {
        assert_eq!(cut("shellx 中中").0, [0, 9, 9]);
        assert_eq!(cut(&"s".repeat(101)).0, [0]);
    }

    #[test]
    fn control_characters_are_not_there() {
        assert_eq!(cut("sh\u{200b}ell \u{200b}").0, [3]);
    }

    #[test]
    fn a_vocabulary_without_its_special_pieces_is_refused() {
        assert!(Vocabulary::parse("a\nb").is_err());
    }
}
