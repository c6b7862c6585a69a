use super::Outcome;
use crate::{
    human,
    ingest::{self, Hints, Report},
    parallel,
    reader::ReaderOptions,
    record,
};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use dateline_doc::{Basis, Reading, TimeInterval};
use dateline_read::Reader;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, IsTerminal, Write},
    num::NonZero,
    thread,
};

/// Read reports and print what they report; nothing is stored
#[derive(Args)]
pub struct Read {
    /// Files, folders, http(s) addresses, or - for standard input: HTML, text, JSON Lines, RSS or Atom, WARC; .gz of any
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<String>,

    /// A page for people, or one JSON record a report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// When the reports were published, where they do not say: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Who published them, where they do not say
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// What language they are in, as a BCP 47 tag, where they do not say
    #[arg(long, value_name = "TAG")]
    language: Option<String>,

    /// Reports read at a time [default: the number of processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Jsonl,
}

impl Read {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        if let Some(date) = &self.published
            && TimeInterval::parse(date, Basis::Stated).is_none()
        {
            bail!("--published {date}: not a date; write YYYY-MM-DD, YYYY-MM or YYYY");
        }
        let reader = reader.open()?;
        let progress = self.progress();
        let format = self.format;
        let jobs =
            self.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        let hints =
            Hints { published: self.published, outlet: self.outlet, language: self.language };
        let reports = ingest::reports(self.inputs, hints);
        let mut out = io::BufWriter::new(anstream::stdout().lock());
        let (mut read, mut failed) = (0usize, 0usize);
        parallel::map_ordered(
            reports,
            jobs,
            |report| page(report, &reader, format),
            |page| -> Result<()> {
                read += 1;
                failed += usize::from(page.failed);
                progress.suspend(|| {
                    page.problems.iter().for_each(|problem| eprintln!("dateline: {problem}"));
                });
                out.write_all(page.text.as_bytes())
                    .and_then(|()| out.flush())
                    .context("cannot write")?;
                progress.inc(1);
                Ok(())
            },
        )?;
        progress.finish_and_clear();
        Ok(if failed > 0 || read == 0 { Outcome::Partly } else { Outcome::Done })
    }

    /// Shown on a terminal when the output goes elsewhere; nothing otherwise.
    fn progress(&self) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{spinner} {pos} read  {per_sec}  {elapsed}");
        ProgressBar::new_spinner()
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
    }
}

/// What is printed of one report.
struct Page {
    text: String,
    problems: Vec<String>,
    failed: bool,
}

fn page(report: Report, reader: &Reader, format: Format) -> Page {
    let name = report.file.clone().or_else(|| report.url.clone()).unwrap_or_else(|| "-".to_owned());
    let reading: Reading = reader.read(report.article(reader.packs()));
    let problems = &reading.article.problems;
    let text = match format {
        Format::Human => human::page(&reading, human::width()),
        Format::Jsonl => record::line(&reading, reader.packs()),
    };
    Page {
        text,
        problems: problems.iter().map(|problem| format!("{name}: {}", problem.message)).collect(),
        failed: problems.iter().any(|problem| problem.fatal),
    }
}
