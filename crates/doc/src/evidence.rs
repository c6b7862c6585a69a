use crate::Span;
use std::sync::Arc;

/// What a value rests on. Nothing in a reading exists without it.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// The words, in text order; never empty.
    pub spans: Vec<Span>,
    /// The annotator that proposed the value, such as `lexicon` or a model's name.
    pub by: Arc<str>,
    /// How sure the annotator is, from 0 to 1.
    pub score: f32,
}

impl Evidence {
    /// Evidence of one span.
    pub fn one(span: Span, by: &Arc<str>, score: f32) -> Self {
        Self { spans: vec![span], by: by.clone(), score }
    }
}
