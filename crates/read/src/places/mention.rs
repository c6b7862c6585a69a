use super::lexicon::Kind;
use crate::gazetteer::Sense;
use dateline_doc::Span;
use std::ops::Range;

/// Words that may name a place, before it is decided whether they do and which.
#[derive(Clone, Debug)]
pub struct Mention {
    pub span: Span,
    /// Its words, kind word included.
    pub words: Range<usize>,
    /// Folded name without the kind word: mentions of one name are decided together.
    pub key: String,
    pub sort: Sort,
    /// What the name may mean; empty when the gazetteer does not know it.
    pub senses: Vec<Sense>,
    /// What a kind word beside it says it is.
    pub kind: Option<Kind>,
    /// The mention that says where it lies: "Illinois" in "Springfield, Illinois".
    pub holder: Option<usize>,
    /// The mention before it in a list: "Diyala, Kirkuk and Anbar".
    pub listed: Option<usize>,
    /// Whether the words place something near it, not in it.
    pub near: bool,
    /// Whether an article stands before it: "the Red Sea".
    pub article: bool,
    /// How sure it is that it names a place, from 0 to 1.
    pub score: f32,
}

/// How a mention names its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// By a name of the gazetteer.
    Name,
    /// By an abbreviation, such as of a state.
    Abbreviation,
    /// By a word for its people or things: "Syrian territory".
    Demonym,
    /// By a name the gazetteer does not have, with a kind word that makes it a place: "Darby Street".
    Kinded,
}
