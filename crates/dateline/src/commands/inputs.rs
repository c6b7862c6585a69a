use crate::ingest::{self, Hints, Report};
use anyhow::{Result, bail};
use clap::Args;
use dateline_doc::{Basis, TimeInterval};
use std::{num::NonZero, thread};

/// The reports that a command is given.
#[derive(Args)]
pub struct Inputs {
    /// Files, folders, http(s) addresses, or - for standard input: HTML, text, JSON Lines, RSS or Atom, WARC; .gz of any
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,

    /// When the reports were published, where they do not say: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Who published them, where they do not say
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// What language they are in, as a BCP 47 tag, where they do not say
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

impl Inputs {
    /// # Errors
    /// When an option is not what it should be.
    pub fn check(&self) -> Result<()> {
        if let Some(date) = &self.published
            && TimeInterval::parse(date, Basis::Stated).is_none()
        {
            bail!("--published {date}: not a date; write YYYY-MM-DD, YYYY-MM or YYYY");
        }
        Ok(())
    }

    /// The size of the files they lie in; none when an input has none.
    pub fn size(&self) -> Option<u64> {
        ingest::size(&self.inputs)
    }

    /// The reports, in order.
    pub fn reports(self) -> impl Iterator<Item = Report> + Send {
        let hints =
            Hints { published: self.published, outlet: self.outlet, language: self.language };
        ingest::reports(self.inputs, hints)
    }
}

/// How many reports are read at a time.
#[derive(Args)]
pub struct Jobs {
    /// Reports read at a time [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

impl Jobs {
    pub fn number(&self) -> usize {
        self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
    }
}
