use super::words::{Class, Classes, Words};
use crate::places::Dateline;
use dateline_doc::{NounPhrase, Quote, Segments, Tag, TokenSpan};

/// An article's tokens as the rules of reporting look at them.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) segments: &'a Segments,
    classes: Vec<Classes>,
    /// The tokens of the article's dateline.
    pub(super) dateline: TokenSpan,
    /// For each token the number of the outermost quotation it is in, marks included, plus one; else 0.
    quoted: Vec<u32>,
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, segments: &'a Segments, words: &Words) -> Self {
        let count = segments.tokens.len();
        let classes = (0..count).map(|token| words.of(segments.fold(token))).collect();
        let mut quoted = vec![0; count];
        for (number, quote) in segments.quotes.iter().enumerate() {
            if quote.level == 0 {
                for token in segments.tokens_in(quote.span).range() {
                    quoted[token] = number as u32 + 1;
                }
            }
        }
        Self { text, segments, classes, dateline: TokenSpan::new(0, 0), quoted }
    }

    /// The same article with its dateline.
    pub(super) fn with_dateline(mut self, dateline: Option<Dateline>) -> Self {
        let tokens = |line: Dateline| self.segments.tokens_in(line.span);
        self.dateline = dateline.map_or(self.dateline, tokens);
        self
    }

    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.classes.get(token).is_some_and(|classes| classes.has(class))
    }

    pub(super) fn tag(&self, token: usize) -> Tag {
        self.segments.tokens.get(token).map_or(Tag::Mark, |token| token.tag)
    }

    /// The token's text.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.segments.tokens.get(token).map_or("", |token| &self.text[token.span])
    }

    /// The outermost quotation that a token is in, marks included.
    pub(super) fn quote_at(&self, token: usize) -> Option<(u32, &Quote)> {
        let number = self.quoted.get(token)?.checked_sub(1)?;
        Some((number, &self.segments.quotes[number as usize]))
    }

    /// Whether a quotation inside another holds the token, marks included.
    pub(super) fn is_quoted_twice(&self, token: usize) -> bool {
        let inner = self.segments.quotes.iter().filter(|quote| quote.level > 0);
        inner.into_iter().any(|quote| self.quote_tokens(quote).holds(token))
    }

    /// The tokens of a quotation with its marks.
    pub(super) fn quote_tokens(&self, quote: &Quote) -> TokenSpan {
        self.segments.tokens_in(quote.span)
    }

    /// Whether the quotation that holds the token starts with it.
    pub(super) fn opens_quote(&self, token: usize) -> bool {
        self.quote_at(token).is_some_and(|(_, quote)| {
            quote.span.start() == self.segments.tokens[token].span.start()
        })
    }

    /// Whether the quotation that holds the token ends with it.
    pub(super) fn quote_closes(&self, token: usize) -> bool {
        self.quote_at(token)
            .is_some_and(|(_, quote)| quote.span.end() == self.segments.tokens[token].span.end())
    }

    pub(super) fn is_comma(&self, token: usize) -> bool {
        matches!(self.word(token), "," | "،" | "–" | "—" | "--")
    }

    pub(super) fn is_colon(&self, token: usize) -> bool {
        self.word(token) == ":"
    }

    /// Whether the token is a mark that ends a sentence.
    pub(super) fn is_stop(&self, token: usize) -> bool {
        self.word(token).starts_with(['.', '!', '?', '؟', '…'])
    }

    pub(super) fn is_finite(&self, token: usize) -> bool {
        matches!(self.tag(token), Tag::VerbPast | Tag::VerbPresent | Tag::Modal)
    }

    pub(super) fn is_verbal(&self, token: usize) -> bool {
        self.is_finite(token)
            || matches!(self.tag(token), Tag::Verb | Tag::Gerund | Tag::Participle)
    }

    /// The noun phrase that ends just before `end`, or as much of one as stands before it.
    pub(super) fn phrase_before(&self, end: usize, floor: usize) -> Option<TokenSpan> {
        let phrase = self.segments.phrase_at(end.checked_sub(1)?)?;
        let start = phrase.tokens.start().max(floor);
        (start < end).then(|| TokenSpan::new(start, end))
    }

    /// The noun phrase that starts at `start`.
    pub(super) fn phrase_from(&self, start: usize, limit: usize) -> Option<NounPhrase> {
        let phrase = *self.segments.phrase_at(start)?;
        let end = phrase.tokens.end().min(limit);
        (start < end).then(|| NounPhrase { tokens: TokenSpan::new(start, end), head: phrase.head })
    }

    /// Whether a finite verb stands in `from..to`, or a past form right after a noun that a tagger took for a
    /// participle: "fighters clashed in the town".
    pub(super) fn has_verb(&self, from: usize, to: usize) -> bool {
        let past = |at: usize| {
            self.tag(at) == Tag::Participle
                && self.segments.phrase_at(at).is_none()
                && at > from
                && matches!(self.tag(at - 1), Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adverb)
        };
        self.has_finite(from, to) || (from..to).any(past)
    }

    /// Whether a finite verb stands in `from..to`.
    pub(super) fn has_finite(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| {
            self.is_finite(token)
                || self.is(token, Class::Be) && self.tag(token) != Tag::Genitive
                || self.is(token, Class::Have)
                || self.is(token, Class::Do)
        })
    }
}
