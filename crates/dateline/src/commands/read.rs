use super::{
    Format, Outcome,
    inputs::{Inputs, Jobs},
};
use crate::{human, ingest::Report, parallel, reader::ReaderOptions, record};
use anyhow::{Context, Result};
use clap::Args;
use dateline_doc::Reading;
use dateline_read::Reader;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};

/// Read reports and print what they report; nothing is stored
#[derive(Args)]
pub struct Read {
    #[command(flatten)]
    inputs: Inputs,

    /// A page for people, or one JSON record a report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    #[command(flatten)]
    jobs: Jobs,

    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
}

impl Read {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        self.inputs.check()?;
        let reader = reader.open()?;
        let progress = self.progress();
        let format = self.format;
        let (jobs, reports) = (self.jobs.number(), self.inputs.reports());
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
