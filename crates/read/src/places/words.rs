use crate::gazetteer::{Folding, is_hyphen};
use dateline_doc::{Segments, Span, Tag, TokenKind};
use std::ops::Range;

/// A word of a name: a token, or a part of one between hyphens.
#[derive(Clone, Debug)]
pub struct Word {
    pub span: Span,
    folded: Range<usize>,
    /// Starts with a capital, or with a letter of a script without capitals.
    pub capital: bool,
    /// All capitals, at least two.
    pub upper: bool,
    /// A hyphen joins it to the next word.
    pub joined: bool,
    /// Only spaces or a hyphen between it and the word before it, in the same sentence.
    pub glued: bool,
    /// First of its sentence.
    pub first: bool,
    /// A possessive ending follows.
    pub owner: bool,
    /// Only a possessive ending and space between it and the word before it: "Cox's Bazar".
    pub owned: bool,
    pub tag: Tag,
}

/// The words of a text, folded as the gazetteer's names are.
pub struct Words {
    pub list: Vec<Word>,
    folded: String,
}

impl Words {
    /// Cuts a segmented text.
    pub fn cut(text: &str, segments: &Segments, folding: &Folding) -> Self {
        let mut words =
            Self { list: Vec::with_capacity(segments.tokens.len()), folded: String::new() };
        for sentence in &segments.sentences {
            let mut first = true;
            let (mut glued, mut owned) = (false, false);
            for token in sentence.range() {
                let Some(cut) = words.token(text, segments, token, folding) else {
                    // An ending such as 's belongs to the word before it and ends the name.
                    if text[segments.tokens[token].span].starts_with(['\'', '’'])
                        && segments.tokens[token].kind == TokenKind::Word
                        && let Some(word) = words.list.last_mut()
                    {
                        word.owner = true;
                        owned = glued;
                    } else {
                        owned = false;
                    }
                    glued = false;
                    continue;
                };
                words.list[cut.start].glued = glued;
                words.list[cut.start].first = first;
                words.list[cut.start].owned = owned;
                owned = false;
                first = false;
                glued = true;
            }
        }
        words
    }

    /// Adds the words of one token; `None` when it is no word.
    fn token(
        &mut self,
        text: &str,
        segments: &Segments,
        token: usize,
        folding: &Folding,
    ) -> Option<Range<usize>> {
        let span = segments.tokens[token].span;
        let body = &text[span];
        let kind = segments.tokens[token].kind;
        if !matches!(kind, TokenKind::Word | TokenKind::Number) || body.starts_with(['\'', '’']) {
            return None;
        }
        let start = self.list.len();
        let mut at = 0;
        for part in body.split(|letter| is_hyphen(Some(letter))) {
            let end = at + part.len();
            let hyphen = body[end..].chars().next();
            if !part.is_empty() {
                let from = self.folded.len();
                folding.word(part, hyphen.is_some(), &mut self.folded);
                let mut letters = part.chars().filter(|letter| letter.is_alphabetic());
                let initial = letters.next().unwrap_or('a');
                self.list.push(Word {
                    span: Span::new(span.start() + at, span.start() + end),
                    folded: from..self.folded.len(),
                    capital: !initial.is_lowercase() && part.starts_with(initial),
                    upper: initial.is_uppercase()
                        && letters.clone().next().is_some()
                        && letters.all(char::is_uppercase),
                    joined: hyphen.is_some(),
                    glued: true,
                    first: false,
                    owner: false,
                    owned: false,
                    tag: segments.tokens[token].tag,
                });
            }
            at = end + hyphen.map_or(0, char::len_utf8);
        }
        (self.list.len() > start).then_some(start..self.list.len())
    }

    /// Folded form of a word; empty past the end.
    pub fn folded(&self, word: usize) -> &str {
        self.list.get(word).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Folded form of a run of words, one space between.
    pub fn folded_run(&self, run: Range<usize>) -> String {
        let words: Vec<&str> = run.map(|word| self.folded(word)).collect();
        words.join(" ")
    }

    /// The bytes of a run that is not empty.
    pub fn span(&self, run: Range<usize>) -> Span {
        self.list[run.start].span.cover(self.list[run.end - 1].span)
    }

    /// The word before a word, when nothing but space is between.
    pub fn before(&self, word: usize) -> Option<usize> {
        (word > 0 && self.list[word].glued).then(|| word - 1)
    }

    /// The word after a word, when nothing but space is between.
    pub fn after(&self, word: usize) -> Option<usize> {
        let next = self.list.get(word + 1)?;
        (next.glued && !self.list[word].owner).then_some(word + 1)
    }

    /// The words that lie in a span.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.list.partition_point(|word| word.span.end() <= span.start());
        let end = self.list.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }
}
