use super::lexicon::{Auxiliary, ClaimLexicon};
use crate::{entities::EntityLexicon, places::Dateline};
use dateline_doc::{NounPhrase, Segments, Stated, Tag, TokenKind, TokenSpan};

/// One article as the finders of claims see it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub input: Stated<'a>,
    pub segments: &'a Segments,
    pub lexicon: &'a ClaimLexicon,
    pub nouns: &'a EntityLexicon,
    /// For each token the innermost and the outermost entity mention that ends with it.
    pub mentions: &'a super::filler::Mentions,
    /// Where the report was filed.
    pub dateline: Option<Dateline>,
}

impl<'a> Scene<'a> {
    pub fn tag(self, at: usize) -> Tag {
        self.segments.tokens.get(at).map_or(Tag::Mark, |token| token.tag)
    }

    pub fn fold(self, at: usize) -> &'a str {
        if at < self.segments.tokens.len() { self.segments.fold(at) } else { "" }
    }

    pub fn sentence(self, at: usize) -> TokenSpan {
        let number = self.segments.sentence_of(at);
        self.segments.sentences.get(number).copied().unwrap_or_default()
    }

    pub fn phrase(self, at: usize) -> Option<&'a NounPhrase> {
        (at < self.segments.tokens.len()).then(|| self.segments.phrase_at(at)).flatten()
    }

    /// The noun phrase that starts at `at`, past a quotation mark.
    pub fn phrase_from(self, at: usize) -> Option<&'a NounPhrase> {
        let at = if self.is_quote_mark(at) { at + 1 } else { at };
        self.phrase(at).filter(|phrase| phrase.tokens.start() == at)
    }

    /// The noun phrase that ends before `at`, past a quotation mark.
    pub fn phrase_before(self, at: usize) -> Option<&'a NounPhrase> {
        let at = if at > 0 && self.is_quote_mark(at - 1) { at - 1 } else { at };
        self.phrase(at.checked_sub(1)?).filter(|phrase| phrase.tokens.end() == at)
    }

    pub fn is_quote_mark(self, at: usize) -> bool {
        matches!(self.fold(at), "\"" | "“" | "”" | "''" | "``" | "'" | "‘" | "’" | "«" | "»")
    }

    pub fn is_mark(self, at: usize, mark: &str) -> bool {
        self.segments.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Punctuation)
            && self.fold(at) == mark
    }

    pub fn auxiliary(self, at: usize) -> Option<Auxiliary> {
        self.lexicon.auxiliaries.get(self.fold(at)).copied()
    }

    /// Whether the token is part of a verb group before its main verb.
    pub fn is_helper(self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Modal | Tag::Adverb) || self.auxiliary(at).is_some()
    }

    /// Whether the token is a verb or stands before one in its group.
    pub fn is_of_verb_group(self, at: usize) -> bool {
        self.is_helper(at) || self.is_verb(at)
    }

    /// Whether a clause's verb stands here.
    pub fn is_finite(self, at: usize) -> bool {
        matches!(self.tag(at), Tag::VerbPast | Tag::VerbPresent | Tag::Modal)
    }

    pub fn is_verb(self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Tag::VerbPast
                | Tag::VerbPresent
                | Tag::Modal
                | Tag::Verb
                | Tag::Participle
                | Tag::Gerund
        )
    }
}
