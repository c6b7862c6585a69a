use crate::{Span, TokenSpan};

/// A text cut into tokens, sentences, paragraphs, quotations and noun phrases.
///
/// All lists are in text order. Token numbers index `tokens`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Segments {
    /// Words, numbers and marks; white space is in none.
    pub tokens: Vec<Token>,
    /// Every sentence; together they hold every token once.
    pub sentences: Vec<TokenSpan>,
    /// Every paragraph (text between blank or single line breaks); each is a run of whole sentences.
    pub paragraphs: Vec<TokenSpan>,
    /// Quotations, outer before inner.
    pub quotes: Vec<Quote>,
    /// Base noun phrases: none overlaps another.
    pub phrases: Vec<NounPhrase>,
    /// All tokens' folded forms, one after the other; see [`Segments::fold`].
    pub folded: String,
}

impl Segments {
    /// The token's text in lower case, with curly apostrophes made straight.
    pub fn fold(&self, token: usize) -> &str {
        &self.folded[self.tokens[token].fold]
    }

    /// The bytes from the first to the last token of a non-empty token span; empty at 0 for an empty one.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.tokens[tokens.start()].span.cover(self.tokens[tokens.end() - 1].span)
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> TokenSpan {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        TokenSpan::new(start, end.max(start))
    }

    /// Number of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end() <= token)
    }

    /// Number of the paragraph that holds a token.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.end() <= token)
    }

    /// The noun phrase that holds a token.
    pub fn phrase_at(&self, token: usize) -> Option<&NounPhrase> {
        let at = self.phrases.partition_point(|phrase| phrase.tokens.end() <= token);
        self.phrases.get(at).filter(|phrase| phrase.tokens.holds(token))
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// Its bytes in [`Segments::folded`].
    pub fold: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
}

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Starts with a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// A mark of punctuation.
    Punctuation,
    /// Anything else.
    Symbol,
}

/// Part of speech, as coarse as the rules need it; the Penn Treebank's tag in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tag {
    /// (NN)
    Noun,
    /// (NNS)
    Nouns,
    /// (NNP, NNPS)
    Name,
    /// Base form (VB)
    Verb,
    /// (VBD)
    VerbPast,
    /// (VBZ, VBP)
    VerbPresent,
    /// (VBG)
    Gerund,
    /// Past participle (VBN)
    Participle,
    /// (MD)
    Modal,
    /// (JJ, JJR, JJS)
    Adjective,
    /// (RB, RBR, RBS)
    Adverb,
    /// (DT, PDT)
    Determiner,
    /// Possessive pronoun (PRP$)
    Possessive,
    /// Possessive ending (POS)
    Genitive,
    /// Personal pronoun (PRP)
    Pronoun,
    /// (IN)
    Preposition,
    /// (TO)
    To,
    /// (CC)
    Conjunction,
    /// (WDT, WP, WP$, WRB)
    Wh,
    /// (RP)
    Particle,
    /// (CD)
    Numeral,
    /// Existential "there" (EX)
    Existential,
    /// (UH)
    Interjection,
    /// Marks
    Mark,
    /// Foreign words, symbols, list markers, and every word of a language without a tagger
    Other,
}

/// A quotation by its marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quote {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// 0 for an outermost quotation, 1 for one inside it, …
    pub level: u8,
    /// Whether its closing mark was found.
    pub closed: bool,
}

/// A base noun phrase: determiner, modifiers and head, without what follows a preposition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NounPhrase {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The token that says what it is.
    pub head: u32,
}
