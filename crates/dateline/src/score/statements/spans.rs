use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// A text by code points, with its tokens: runs of letters, digits and underscores, or one other mark.
pub struct Text {
    letters: Vec<char>,
    tokens: Vec<(usize, usize)>,
}

/// One part of an attribution.
pub struct Part {
    /// Pieces without white space at their ends; pieces parted by white space alone are one.
    pub strict: Vec<(usize, usize)>,
    /// The same without marks at their ends.
    pub soft: Vec<(usize, usize)>,
    /// Numbers of the tokens they share a code point with.
    pub tokens: BTreeSet<usize>,
}

/// An attribution by its parts.
pub struct Attributed {
    pub source: Part,
    pub cue: Part,
    pub content: Part,
}

/// How much of a content is in quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Direct,
    Mixed,
    Indirect,
}

/// Spans of one part as a corpus has them.
type Raw = Option<Vec<[usize; 2]>>;

impl Attributed {
    pub fn parts(&self) -> [&Part; 3] {
        [&self.source, &self.cue, &self.content]
    }
}

impl Part {
    /// Whether at least half the tokens of both together are in both; two empty parts are the same.
    pub fn shares_half(&self, other: &Part) -> bool {
        let shared = self.tokens.intersection(&other.tokens).count();
        let union = self.tokens.len() + other.tokens.len() - shared;
        2 * shared >= union
    }
}

impl Text {
    pub fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let run = letters[at..].iter().take_while(|letter| is_word(**letter)).count();
            if run > 0 || !is_space(letters[at]) {
                tokens.push((at, at + run.max(1)));
            }
            at += run.max(1);
        }
        Self { letters, tokens }
    }

    /// # Errors
    /// When a span is empty or ends outside the text.
    pub fn attributed(&self, [source, cue, content]: [&Raw; 3]) -> Result<Attributed> {
        Ok(Attributed {
            source: self.part(source)?,
            cue: self.part(cue)?,
            content: self.part(content)?,
        })
    }

    fn part(&self, raw: &Raw) -> Result<Part> {
        let mut tokens = BTreeSet::new();
        let mut pieces = Vec::new();
        for &[start, end] in raw.as_deref().unwrap_or_default() {
            if start >= end || end > self.letters.len() {
                bail!(
                    "span {start}-{end} is empty or not within the text's {} code points",
                    self.letters.len()
                );
            }
            let first = self.tokens.partition_point(|token| token.1 <= start);
            let last = self.tokens.partition_point(|token| token.0 < end);
            tokens.extend(first..last);
            pieces.push(self.trim((start, end), is_space));
        }
        let strict = self.merged(pieces);
        let soft =
            strict.iter().map(|piece| self.trim(*piece, is_soft)).filter(|piece| piece.0 < piece.1);
        Ok(Part { soft: soft.collect(), strict, tokens })
    }

    fn merged(&self, mut pieces: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        pieces.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for (start, end) in pieces.into_iter().filter(|piece| piece.0 < piece.1) {
            match merged.last_mut() {
                Some(last)
                    if self.letters[last.1.min(start)..start]
                        .iter()
                        .all(|letter| is_space(*letter)) =>
                {
                    last.1 = last.1.max(end);
                }
                _ => merged.push((start, end)),
            }
        }
        merged
    }

    fn trim(&self, (mut start, mut end): (usize, usize), cut: fn(char) -> bool) -> (usize, usize) {
        while start < end && cut(self.letters[start]) {
            start += 1;
        }
        while end > start && cut(self.letters[end - 1]) {
            end -= 1;
        }
        (start, end)
    }

    /// By the quotation marks in and around the content's pieces.
    pub fn kind(&self, one: &Attributed) -> Kind {
        let pieces = &one.content.strict;
        let joined: Vec<Vec<char>> =
            pieces.iter().map(|piece| self.letters[piece.0..piece.1].to_vec()).collect();
        if !has_mark(&joined.join(&' ')) {
            return Kind::Indirect;
        }
        let quoted = |&(start, end): &(usize, usize)| {
            let closes = "\"”'’`".contains(self.letters[end - 1])
                || end >= 2 && matches!(self.letters[end - 2], '”' | '"');
            "\"“'‘`".contains(self.letters[start]) && closes
        };
        if pieces.iter().all(quoted) { Kind::Direct } else { Kind::Mixed }
    }
}

/// Whether a double quotation mark, two grave accents or a single mark that opens a word is among the letters.
fn has_mark(letters: &[char]) -> bool {
    let at = |number: usize| letters.get(number).copied();
    (0..letters.len()).any(|number| match letters[number] {
        '"' | '“' | '”' => true,
        '‘' | '\'' => {
            let after_word = number > 0 && is_word(letters[number - 1]);
            !after_word && at(number + 1).is_some_and(is_word)
        }
        '`' => at(number + 1) == Some('`'),
        _ => false,
    })
}

fn is_word(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

/// White space as Python has it: Unicode's and the four separators of ASCII.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
}

fn is_soft(letter: char) -> bool {
    is_space(letter) || "\"'`“”‘’«».,;:!?-–—".contains(letter)
}
