use super::{Outcome, inputs::Jobs, store_file::StoreFile};
use crate::{
    reader::ReaderOptions,
    record,
    store::{self, Capture, Events, Place, ReaderVersion, Sqlite, Store, StoredReading, VersionId},
};
use anyhow::Result;
use clap::Args;
use dateline_read::Reader;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    collections::VecDeque,
    io::{self, IsTerminal},
};

/// Read again what another version of the program or of the packs read into a store
///
/// Nothing is fetched: every version of a report is kept as it was received. A run that was broken
/// off is taken up again by the same command.
#[derive(Args)]
pub struct Reread {
    #[command(flatten)]
    store: StoreFile,

    #[command(flatten)]
    jobs: Jobs,

    /// Show neither progress nor summary
    #[arg(long, short)]
    quiet: bool,
}

impl Reread {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let mut store = self.store.open_existing()?;
        let source = self.store.open_existing()?;
        let (reader, version) = reader.open_known()?;
        let progress = self.progress(store.count_read_by_others(&version)?);
        let (mut read, mut failed) = (0usize, 0usize);
        store::map_batched(
            Captures::new(source, version.clone()),
            self.jobs.number(),
            |capture| again(capture?, &reader),
            |again| again.as_ref().map_or(0, Again::size),
            |batch| {
                let batch = batch.into_iter().collect::<Result<Vec<Again>>>()?;
                let (taken, mut readings) = (batch.len(), Vec::new());
                for again in batch {
                    match again {
                        Again::Read(version, reading) => readings.push((version, reading)),
                        Again::Failed(why) => progress.suspend(|| eprintln!("dateline: {why}")),
                    }
                }
                store.replace_readings(&readings, &version)?;
                read += readings.len();
                failed += taken - readings.len();
                progress.inc(taken as u64);
                Ok(())
            },
        )?;
        progress.finish_and_clear();
        let linking = self.progress(store.waiting()?);
        store::link_all(&mut store, reader.packs(), |linked| linking.inc(linked))?;
        linking.finish_and_clear();
        if !self.quiet {
            let store = self.store.path().display();
            eprintln!("{store}: {read} read again by {version}, {failed} kept as they were");
        }
        Ok(if failed > 0 { Outcome::Partly } else { Outcome::Done })
    }

    fn progress(&self, total: u64) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let template = "{bar:30} {pos} of {len}  {per_sec}  {elapsed} gone, {eta} left";
        let style = ProgressStyle::with_template(template);
        ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}

/// What became of a version that was read again.
enum Again {
    Read(VersionId, StoredReading),
    /// Nothing is found in it any more: why.
    Failed(String),
}

impl Again {
    fn size(&self) -> usize {
        match self {
            Self::Read(_, reading) => reading.text.len() + reading.record.len(),
            Self::Failed(_) => 0,
        }
    }
}

fn again((place, capture): (Place, Capture), reader: &Reader) -> Result<Again> {
    let given = &capture.given;
    let name = given.file.clone().or_else(|| given.url.clone()).unwrap_or_default();
    let article = capture.report()?.article(reader.packs());
    if let Some(problem) = article.problems.iter().find(|problem| problem.fatal) {
        return Ok(Again::Failed(format!("{name}: {}; kept as it was read", problem.message)));
    }
    let reading = reader.read(article);
    let line = record::line(&reading, reader.packs());
    Ok(Again::Read(place.version, StoredReading::new(&reading.article.text, &line)))
}

/// What was received of every version that another reader read, taken from the store as it is asked for.
struct Captures {
    store: Sqlite,
    reader: ReaderVersion,
    last: VersionId,
    taken: VecDeque<(Place, Capture)>,
}

/// Captures taken from the store at a time.
const TAKEN: usize = 16;

impl Captures {
    fn new(store: Sqlite, reader: ReaderVersion) -> Self {
        Self { store, reader, last: VersionId(0), taken: VecDeque::new() }
    }

    fn take(&mut self) -> Result<Option<(Place, Capture)>> {
        if self.taken.is_empty() {
            self.taken = self.store.read_by_others(&self.reader, self.last, TAKEN)?.into();
        }
        let next = self.taken.pop_front();
        self.last = next.as_ref().map_or(self.last, |(place, _)| place.version);
        Ok(next)
    }
}

impl Iterator for Captures {
    type Item = Result<(Place, Capture)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.take().transpose()
    }
}
