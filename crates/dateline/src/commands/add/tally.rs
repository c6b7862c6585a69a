use super::{
    super::{Format, Outcome, inputs::Inputs},
    desk::Told,
};
use crate::store::{self, Counts, Put};
use anyhow::{Context, Result};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use serde::Serialize;
use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    time::Instant,
};

/// Counts what became of reports, and tells of it. Everything told of is safe in the store.
pub struct Tally {
    format: Format,
    quiet: bool,
    progress: ProgressBar,
    started: Instant,
    new: u64,
    same: u64,
    changed: u64,
    failed: u64,
}

/// What `--format jsonl` prints of a report.
#[derive(Serialize)]
struct Line<'a> {
    /// Its number in the store; none when it could not be read or nothing is written.
    report: Option<String>,
    /// Which of its versions it is.
    version: Option<u32>,
    outcome: &'static str,
    file: Option<&'a str>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    problems: &'a [String],
}

impl Tally {
    pub fn new(inputs: &Inputs, format: Format, quiet: bool) -> Self {
        let is_shown = !quiet && io::stderr().is_terminal();
        Self {
            format,
            quiet,
            progress: if is_shown { progress(inputs.size()) } else { ProgressBar::hidden() },
            started: Instant::now(),
            new: 0,
            same: 0,
            changed: 0,
            failed: 0,
        }
    }

    /// # Errors
    /// When standard output cannot be written.
    pub fn count(&mut self, told: &[Told], puts: &[Put]) -> Result<()> {
        self.progress.suspend(|| {
            for told in told {
                let name = told.file.as_deref().or(told.url.as_deref()).unwrap_or("-");
                told.problems.iter().for_each(|problem| eprintln!("dateline: {name}: {problem}"));
            }
        });
        for put in puts {
            match put.outcome {
                store::Outcome::New => self.new += 1,
                store::Outcome::Same => self.same += 1,
                store::Outcome::Changed => self.changed += 1,
                store::Outcome::Failed => self.failed += 1,
            }
        }
        if self.format == Format::Jsonl {
            let lines: String = told.iter().zip(puts).map(|(told, put)| line(told, *put)).collect();
            let mut out = io::stdout().lock();
            out.write_all(lines.as_bytes()).and_then(|()| out.flush()).context("cannot write")?;
        }
        if let Some(last) = told.last() {
            self.progress.set_position(last.taken);
            self.progress.set_message(format!(
                "{} reports, {:.0}/s",
                HumanCount(self.read()),
                self.rate()
            ));
        }
        Ok(())
    }

    /// Tells in one line what became of all, and what the store holds unless nothing was written.
    pub fn finish(&self, store: &Path, counts: Option<Counts>) {
        self.progress.finish_and_clear();
        if self.quiet {
            return;
        }
        let Self { new, same, changed, failed, .. } = self;
        let read = self.read();
        let store = store.display();
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = self.rate();
        eprintln!(
            "{read} reports: {new} new, {same} same, {changed} changed, {failed} failed; {seconds:.1} s, {rate:.1}/s"
        );
        match counts {
            Some(Counts { reports, versions }) => {
                eprintln!("{store}: {reports} reports in {versions} versions");
            }
            None => eprintln!("{store}: nothing was written"),
        }
    }

    pub fn outcome(&self) -> Outcome {
        if self.failed > 0 || self.read() == 0 { Outcome::Partly } else { Outcome::Done }
    }

    fn read(&self) -> u64 {
        self.new + self.same + self.changed + self.failed
    }

    fn rate(&self) -> f64 {
        self.read() as f64 / self.started.elapsed().as_secs_f64().max(1e-3)
    }
}

fn line(told: &Told, put: Put) -> String {
    let outcome = match put.outcome {
        store::Outcome::New => "new",
        store::Outcome::Same => "same",
        store::Outcome::Changed => "changed",
        store::Outcome::Failed => "failed",
    };
    let report = put.place.map(|place| place.report.0).filter(|number| *number > 0);
    let version = put.place.map(|place| place.number).filter(|number| *number > 0);
    let line = Line {
        report: report.map(|number| format!("r{number}")),
        version,
        outcome,
        file: told.file.as_deref(),
        url: told.url.as_deref(),
        problems: &told.problems,
    };
    serde_json::to_string(&line).expect("lines hold only strings") + "\n"
}

/// A bar over the bytes of the inputs with the time left; a count where they have no size.
fn progress(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) if size > 0 => {
            (ProgressBar::new(size), "{bar:30} {percent:>3} %  {msg}  {elapsed} gone, {eta} left")
        }
        _ => (ProgressBar::new_spinner(), "{spinner} {msg}  {elapsed} gone"),
    };
    let style = ProgressStyle::with_template(template);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
