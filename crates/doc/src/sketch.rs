use crate::{RoleKind, Span};
use std::sync::Arc;

/// What a model marks in an article, before anything is settled.
#[derive(Clone, PartialEq, Debug)]
pub struct Sketch {
    /// The model's name, which the evidence of what is made of it carries.
    pub by: Arc<str>,
    /// Who says what.
    pub sayings: Vec<Saying>,
    /// Who and what took part in the incidents that the article tells of.
    pub fillers: Vec<Filler>,
}

/// A statement by its words alone.
#[derive(Clone, PartialEq, Debug)]
pub struct Saying {
    /// Who says it; `None` when the text does not tell.
    pub source: Option<Span>,
    /// The words that say that it is said; `None` for a bare quotation.
    pub cue: Option<Span>,
    /// What is said, in text order; never empty.
    pub content: Vec<Span>,
    /// How likely it is right, from 0 to 1.
    pub score: f32,
}

/// Someone or something that plays a part in the article's incidents.
#[derive(Clone, PartialEq, Debug)]
pub struct Filler {
    /// The part.
    pub kind: RoleKind,
    /// Every mention that the model marks in this part, the likeliest first; never empty.
    pub mentions: Vec<Span>,
    /// How likely it is right, from 0 to 1.
    pub score: f32,
}
