//! Which content belongs to which cue, and which source, if any, a cue has.

mod facts;
mod scorer;

pub use facts::{Facts, facts};
pub use scorer::Scorer;

use crate::{Error, dense::Perceptron, weights::Weights};
use std::ops::Range;

/// Words between a cue and the farthest it can be linked to.
pub const REACH: usize = 330;

/// Scores a cue with each candidate content and source, and with having no source.
pub struct Linker {
    pub content: Scorer,
    pub source: Scorer,
    none: Perceptron,
}

impl Linker {
    pub fn load(weights: &Weights<'_>, width: usize) -> Result<Self, Error> {
        Ok(Self {
            content: Scorer::load(weights, "linker.content", 3 * width)?,
            source: Scorer::load(weights, "linker.source", 3 * width)?,
            none: Perceptron::load(weights, "linker.none", 3 * width)?,
        })
    }

    /// How well it fits a cue to have no source.
    pub fn none(&self, cue: &[f32]) -> f32 {
        self.none.apply(cue)[0]
    }
}

/// A span's mean, first and last vector, one after the other; `hidden` holds `width` values a word.
pub fn pool(hidden: &[f32], width: usize, span: &Range<usize>) -> Vec<f32> {
    let vector = |word: usize| &hidden[word * width..(word + 1) * width];
    let mut pooled = vec![0.0; width];
    for word in span.clone() {
        pooled.iter_mut().zip(vector(word)).for_each(|(sum, value)| *sum += value);
    }
    let count = span.len() as f32;
    pooled.iter_mut().for_each(|sum| *sum /= count);
    pooled.extend_from_slice(vector(span.start));
    pooled.extend_from_slice(vector(span.end - 1));
    pooled
}
