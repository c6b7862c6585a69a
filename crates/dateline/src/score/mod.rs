//! Quality against gold corpora: one file a task, one list of figures as the answer.
//!
//! Shares are from 0 to 1. Offsets in gold files are Unicode code points of `text`.

mod figures;
mod rows;
mod times;

use anyhow::Result;
use clap::ValueEnum;
use dateline_read::Reader;
pub use figures::{Figure, Figures};
use std::path::Path;

/// What is measured.
#[derive(Clone, Copy, ValueEnum)]
pub enum Task {
    /// TIMEX3 expressions: strict, relaxed, type and value (TempEval-3)
    Times,
}

/// A measurement to make.
pub struct Request<'a> {
    /// The gold corpus.
    pub gold: &'a Path,
    /// Predictions to score instead of readings.
    pub predictions: Option<&'a Path>,
    /// Reads the corpus when there are no predictions.
    pub reader: &'a Reader,
}

impl Task {
    /// Makes the measurement.
    pub fn measure(self, request: &Request<'_>) -> Result<Figures> {
        match self {
            Self::Times => times::measure(request),
        }
    }
}
