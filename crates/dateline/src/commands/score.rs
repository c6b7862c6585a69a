use super::Outcome;
use crate::{reader::ReaderOptions, score};
use anyhow::Result;
use clap::Args;
use std::{io::Write, path::PathBuf};

/// Measure quality against a gold corpus
#[derive(Args)]
pub struct Score {
    /// What to measure
    task: score::Task,

    /// The gold corpus: JSON Lines, or ground-truth.json with its html folder for pages
    gold: PathBuf,

    /// Score the predictions in this file instead of reading the corpus
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Whose spans are given values
    #[arg(long, value_name = "WHOSE", default_value = "read")]
    spans: score::Spans,

    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,

    /// Print what is wrong, a line each, instead of the figures (claims only)
    #[arg(long, conflicts_with = "json")]
    wrong: bool,
}

impl Score {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let reader = reader.open()?;
        let request = score::Request {
            gold: &self.gold,
            predictions: self.predictions.as_deref(),
            spans: self.spans,
            reader: &reader,
        };
        let mut out = std::io::stdout().lock();
        if self.wrong {
            for line in self.task.wrong(&request)? {
                writeln!(out, "{line}")?;
            }
            return Ok(Outcome::Done);
        }
        let figures = self.task.measure(&request)?;
        if self.json {
            writeln!(out, "{}", figures.json())?;
        } else {
            write!(out, "{}", figures.text())?;
        }
        Ok(Outcome::Done)
    }
}
