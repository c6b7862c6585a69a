//! The one seam for lexicons and models.
//!
//! A layer's input is exactly the earlier layers. An annotator proposes values of a layer;
//! the reader's `settle` decides which stand. A proposal is a value that is not settled yet.

use crate::{Article, Claim, Entity, Place, Segments, Sketch, Statement, Time};

/// A list of values of one kind in a reading.
pub trait Layer: Sized + 'static {
    /// What an annotator of this layer may look at.
    type Input<'a>: Copy + Send + Sync;
}

/// Something that proposes values of a layer: rules over a lexicon, or a model's head.
pub trait Annotator<L: Layer>: Send + Sync {
    /// The name that its evidence carries.
    fn name(&self) -> &str;

    /// All proposals for one article, in any order.
    fn annotate(&self, input: L::Input<'_>) -> Vec<L>;

    /// Proposals for many articles at once, one list an input; models batch here.
    fn annotate_batch(&self, inputs: &[L::Input<'_>]) -> Vec<Vec<L>> {
        inputs.iter().map(|input| self.annotate(*input)).collect()
    }
}

/// An article cut up.
#[derive(Clone, Copy)]
pub struct Segmented<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens, sentences, quotations and noun phrases.
    pub segments: &'a Segments,
}

impl<'a> Segmented<'a> {
    /// The article's text.
    pub fn text(self) -> &'a str {
        &self.article.text
    }
}

/// An article with its times and places.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct Located<'a> {
    pub article: &'a Article,
    pub segments: &'a Segments,
    pub times: &'a [Time],
    pub places: &'a [Place],
}

/// An article with its entities as well.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct Named<'a> {
    pub article: &'a Article,
    pub segments: &'a Segments,
    pub times: &'a [Time],
    pub places: &'a [Place],
    pub entities: &'a [Entity],
}

/// An article with what models mark in it as well.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct Sketched<'a> {
    pub article: &'a Article,
    pub segments: &'a Segments,
    pub times: &'a [Time],
    pub places: &'a [Place],
    pub entities: &'a [Entity],
    pub sketches: &'a [Sketch],
}

/// An article with its statements as well.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct Stated<'a> {
    pub article: &'a Article,
    pub segments: &'a Segments,
    pub times: &'a [Time],
    pub places: &'a [Place],
    pub entities: &'a [Entity],
    pub sketches: &'a [Sketch],
    pub statements: &'a [Statement],
}

impl Layer for Time {
    type Input<'a> = Segmented<'a>;
}

impl Layer for Place {
    type Input<'a> = Segmented<'a>;
}

impl Layer for Entity {
    type Input<'a> = Located<'a>;
}

impl Layer for Sketch {
    type Input<'a> = Named<'a>;
}

impl Layer for Statement {
    type Input<'a> = Sketched<'a>;
}

impl Layer for Claim {
    type Input<'a> = Stated<'a>;
}
