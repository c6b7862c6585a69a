mod desk;
mod tally;

use super::{
    Format, Outcome,
    inputs::{Inputs, Jobs},
    store_file::StoreFile,
};
use crate::{
    reader::ReaderOptions,
    store::{self, Entry, Present, Put, Rehearsal, Sqlite, Store},
};
use anyhow::Result;
use clap::Args;
use dateline_read::Packs;
pub use desk::{Desk, Item};
use std::time::{Duration, Instant};
use tally::Tally;

/// So long what is read may wait to be linked: what an event's claims make together is worked out anew whenever a
/// report joins it, so many reports are linked at a time.
const FRESH: Duration = Duration::from_secs(5);

/// And so many times as long as linking took last: where it takes long, for one happening is told by many, it is
/// done less often.
const PATIENCE: u32 = 4;

/// Read reports into a store; the same report twice is one report
///
/// A run that was broken off is taken up again by the same command: what the store has is not read
/// again.
#[derive(Args)]
pub struct Add {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    store: StoreFile,

    /// Say what would be added; write nothing
    #[arg(long)]
    dry_run: bool,

    /// A summary, or also one JSON object a report, printed once the report is safe in the store
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    #[command(flatten)]
    jobs: Jobs,

    /// Show neither progress nor summary
    #[arg(long, short)]
    quiet: bool,
}

impl Add {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        self.inputs.check()?;
        // Before the packs, which take a moment: what is wrong with the store is told at once.
        let mut target = Target::open(&self.store, self.dry_run)?;
        let known = self.store.path().exists().then(|| self.store.open_existing()).transpose()?;
        let (reader, version) = reader.open_known()?;
        let desk = Desk::new(&reader, known, self.dry_run);
        let (mut unlinked, mut linked, mut took) = (0, Instant::now(), Duration::ZERO);
        let mut tally = Tally::new(&self.inputs, self.format, self.quiet);
        store::map_batched(
            self.inputs.reports(),
            self.jobs.number(),
            |report| desk.take(report),
            |item| item.as_ref().map_or(0, Item::size),
            |items| {
                let items = items.into_iter().collect::<Result<Vec<Item>>>()?;
                let (entries, told): (Vec<_>, Vec<_>) =
                    items.into_iter().map(|item| (item.entry, item.told)).unzip();
                let text = |capture| desk.text_now(capture);
                let puts = target.put(&entries, Present { version: &version, text: &text })?;
                tally.count(&told, &puts)?;
                unlinked += puts.len();
                if unlinked < store::LINKED && linked.elapsed() < FRESH.max(took * PATIENCE) {
                    return Ok(());
                }
                let started = Instant::now();
                target.link(reader.packs())?;
                (unlinked, linked, took) = (0, Instant::now(), started.elapsed());
                Ok(())
            },
        )?;
        target.link(reader.packs())?;
        tally.finish(self.store.path(), target.counts()?);
        Ok(tally.outcome())
    }
}

/// Where entries go.
enum Target {
    Store(Sqlite),
    Rehearsal(Rehearsal<Sqlite>),
}

impl Target {
    fn open(file: &StoreFile, dry_run: bool) -> Result<Self> {
        if !dry_run {
            return Ok(Self::Store(file.open()?));
        }
        let store = file.path().exists().then(|| file.open_existing()).transpose()?;
        Ok(Self::Rehearsal(Rehearsal::new(store)))
    }

    fn put(&mut self, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>> {
        match self {
            Self::Store(store) => store.put(batch, present),
            Self::Rehearsal(rehearsal) => rehearsal.put(batch, present),
        }
    }

    /// Works out of what was put in which reports share an origin, and which claims are one event.
    fn link(&mut self, packs: &Packs) -> Result<()> {
        match self {
            Self::Store(store) => store::link_all(store, packs, |_| {}),
            Self::Rehearsal(_) => Ok(()),
        }
    }

    /// What is in the store now; none when nothing was to be written.
    fn counts(&self) -> Result<Option<store::Counts>> {
        match self {
            Self::Store(store) => store.counts().map(Some),
            Self::Rehearsal(_) => Ok(None),
        }
    }
}
