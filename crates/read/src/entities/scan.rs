use super::{
    lexicon::{EntityLexicon, Part},
    registry::Registry,
};
use crate::packs::{Language, Lexicon};
use dateline_doc::{Located, Segments, Span, Tag, Token, TokenKind, TokenSpan};

/// One article as the finders of mentions see it.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub input: Located<'a>,
    pub segments: &'a Segments,
    pub language: &'a Language,
    pub lexicon: &'a EntityLexicon,
    pub registry: &'a Registry,
    pub names: &'a Lexicon<super::registry::Name>,
    /// Whether capitals mean anything in the text.
    pub cased: bool,
}

impl<'a> Scan<'a> {
    pub fn token(self, at: usize) -> Token {
        self.segments.tokens[at]
    }

    pub fn len(self) -> usize {
        self.segments.tokens.len()
    }

    pub fn fold(self, at: usize) -> &'a str {
        self.segments.fold(at)
    }

    pub fn tag(self, at: usize) -> Option<Tag> {
        self.segments.tokens.get(at).map(|token| token.tag)
    }

    pub fn word(self, at: usize) -> &'a str {
        &self.input.article.text[self.token(at).span]
    }

    pub fn span(self, tokens: TokenSpan) -> Span {
        self.segments.span(tokens)
    }

    /// End of the sentence that holds a token.
    pub fn sentence_end(self, at: usize) -> usize {
        let sentence = self.segments.sentence_of(at);
        self.segments.sentences.get(sentence).map_or(self.len(), |sentence| sentence.end())
    }

    pub fn is_capital(self, at: usize) -> bool {
        self.token(at).kind == TokenKind::Word && self.word(at).starts_with(char::is_uppercase)
    }

    /// "al-Alusi": a small first part and a capital after the hyphen.
    fn has_inner_capital(self, at: usize) -> bool {
        let parts = self.word(at).split_once('-');
        parts.is_some_and(|(small, name)| {
            name.starts_with(char::is_uppercase)
                && self.lexicon.part(&small.to_lowercase()) == Some(Part::Particle)
        })
    }

    /// Whether a word is one of the language's own, not a name: by the tagger's lexicon.
    pub fn is_plain_word(self, at: usize) -> bool {
        self.language.tagger.as_ref().is_some_and(|tagger| tagger.knows(self.fold(at)))
    }

    /// Whether the token may be a word of a name: by its capital, or in text without casing by being no plain word.
    pub fn may_be_name(self, at: usize) -> bool {
        if self.token(at).kind != TokenKind::Word {
            return false;
        }
        if self.cased {
            return self.is_capital(at) || self.has_inner_capital(at);
        }
        self.lexicon.is_given_name(self.fold(at)) || !self.is_plain_word(at)
    }

    /// Whether a place that begins before the token goes on over it.
    pub fn is_inside_place(self, at: usize) -> bool {
        let span = self.token(at).span;
        let holds = |place: Span| place.contains(span) && place.start() < span.start();
        self.input.places.iter().any(|place| holds(place.span))
    }

    /// Whether the tokens are only the beginning of a place's name.
    pub fn is_in_longer_place(self, start: usize, end: usize) -> bool {
        let span = self.span(TokenSpan::new(start, end));
        let longer = |place: Span| place.start() == span.start() && place.end() > span.end();
        self.input.places.iter().any(|place| longer(place.span))
    }

    /// Whether a place or a time stands over the token.
    pub fn is_located(self, at: usize) -> bool {
        let span = self.token(at).span;
        let place = self.input.places.iter().any(|place| place.span.overlaps(span));
        place || self.input.times.iter().any(|time| time.span.overlaps(span))
    }
}
