//! Quality against gold corpora: one file a task, one list of figures as the answer.
//!
//! Shares are from 0 to 1. Offsets in gold files are Unicode code points of `text`.

mod claims;
mod events;
mod figures;
mod marks;
mod names;
mod origins;
mod pages;
mod pairs;
mod places;
mod roles;
mod rows;
mod shingles;
mod statements;
mod times;
mod written;

use anyhow::{Result, bail};
use clap::ValueEnum;
use dateline_read::Reader;
pub use figures::{Figure, Figures};
use std::path::Path;

/// What is measured.
#[derive(Clone, Copy, ValueEnum)]
pub enum Task {
    /// Toponyms: spans, and distance of the place meant to gold's
    Places,
    /// Reports of one origin: copies made of known texts, found again; the gold is a recipe
    Origins,
    /// Articles from pages: body F1 by shingles; title, authors and day where given
    Pages,
    /// Attributions: source, cue and content; whole ones by one-to-one matching
    Statements,
    /// Stance, naming, mode, nesting and speaker of statements marked in a text
    Marks,
    /// Claims of violence: what, where, when, on whose word, by and against whom, how many
    Claims,
    /// Which reports tell the same happening: B-cubed
    Events,
    /// Role fillers of MUC-4 (CEAF-REE)
    Roles,
    /// TIMEX3 expressions: strict, relaxed, type and value (TempEval-3)
    Times,
}

/// Whose spans are given values.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Spans {
    /// Those found by reading
    Read,
    /// Gold's own (places only)
    Given,
}

/// A measurement to make.
pub struct Request<'a> {
    /// The gold corpus.
    pub gold: &'a Path,
    /// Predictions to score instead of readings.
    pub predictions: Option<&'a Path>,
    /// Whose spans are given values.
    pub spans: Spans,
    /// Reads the corpus when there are no predictions.
    pub reader: &'a Reader,
}

impl Task {
    /// What is wrong, a line each.
    pub fn wrong(self, request: &Request<'_>) -> Result<Vec<String>> {
        match self {
            Self::Claims => claims::wrong(request),
            _ => bail!("--wrong is for claims alone; leave it out"),
        }
    }

    /// Makes the measurement.
    pub fn measure(self, request: &Request<'_>) -> Result<Figures> {
        match self {
            Self::Places => places::measure(request),
            Self::Origins => origins::measure(request),
            Self::Pages => pages::measure(request),
            Self::Statements => statements::measure(request),
            Self::Marks => marks::measure(request),
            Self::Claims => claims::measure(request),
            Self::Events => events::measure(request),
            Self::Roles => roles::measure(request),
            Self::Times => times::measure(request),
        }
    }
}
