use super::{
    Served, door::Door, download::AT_A_TIME, events, hosts::Hosts, kept::Kept, log::LogHead,
    map::Atlas, memo::Memo, overview, pool::Pool, presence::Presence, progress::Jobs,
    session::Session, signing::Signing,
};
use crate::{
    event::Brief,
    packs,
    reader::ReaderOptions,
    store::{ReaderVersion, Status},
};
use anyhow::{Context, Result};
use dateline_doc::EventType;
use dateline_read::{PackFiles, Packs, Reader, claims::Ontology};
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};
use tokio::sync::Semaphore;

/// Lists that are remembered; each has what 50 events and a map say: some 0.3 MB.
const LISTS: usize = 48;

/// Events that are remembered of lists; each takes some kilobytes.
const EVENTS: usize = 2048;

/// Ways in which the same is seen, by those who may see more or less of it.
const SIGHTS: usize = 3;

/// How many questions are worked on at a time: some wait for the disk.
fn turns() -> usize {
    2 * std::thread::available_parallelism().map_or(1, usize::from) + 2
}

/// All that pages are made from.
pub struct Workbench {
    pub door: Door,
    pub hosts: Hosts,
    /// The packs' files, of which some leave with the events.
    pub files: PackFiles,
    pub packs: Arc<Packs>,
    options: ReaderOptions,
    /// Opened when it is first needed: most who look add nothing.
    reader: OnceLock<(Reader, ReaderVersion)>,
    /// Tells this run of the program from others.
    pub run: String,
    pub atlas: Atlas,
    pub pool: Pool,
    /// The events in memory.
    pub kept: Kept,
    /// What the overview tells, but for who looks at it.
    pub told: Memo<overview::Told>,
    /// Pages of lists, but for what surrounds them.
    pub lists: Memo<String>,
    /// Events as far as lists show them, and as programs get them: the newest are in one list after another.
    pub briefs: Memo<Option<Brief>>,
    pub records: Memo<Option<String>>,
    pub choices: Memo<events::Choices>,
    /// How many events there are of each status of their review.
    pub statuses: Memo<Vec<(Status, u64)>>,
    pub checked: LogHead,
    pub presence: Presence,
    /// What is being read.
    pub jobs: Jobs,
    /// Turns of those who ask: more than the processors can work on would only hold each other up, the short
    /// questions the long ones, each with a connection of its own.
    pub turns: Arc<Semaphore>,
    /// Places for those who download.
    pub downloads: Arc<Semaphore>,
}

impl Workbench {
    /// # Errors
    /// When there is no store, or nobody who may let others in.
    pub fn open(store: &Path, served: &Served, options: ReaderOptions) -> Result<Self> {
        let files = packs::files(options.packs.as_deref())?;
        let pool = Pool::open(store)?;
        let door = if served.users {
            let port = served.listen.port();
            Door::many(pool.read(|store| Signing::open(store, port, served.behind_tls))?)
        } else {
            Door::One(Session::new(served.listen)?)
        };
        Ok(Self {
            door,
            hosts: Hosts::of(served.listen, &served.names)?,
            packs: Arc::new(Packs::load(&files)?),
            files,
            options,
            reader: OnceLock::new(),
            run: super::cookie::secret()?.chars().take(8).collect(),
            atlas: Atlas::open(),
            kept: Kept::open(store)?,
            told: Memo::of(SIGHTS),
            lists: Memo::of(LISTS),
            briefs: Memo::of(EVENTS),
            records: Memo::of(EVENTS),
            choices: Memo::of(SIGHTS),
            statuses: Memo::of(SIGHTS),
            pool,
            checked: LogHead::default(),
            presence: Presence::default(),
            jobs: Jobs::default(),
            turns: Arc::new(Semaphore::new(turns())),
            downloads: Arc::new(Semaphore::new(AT_A_TIME)),
        })
    }

    pub fn ontology(&self) -> &Ontology {
        &self.packs.ontology
    }

    /// What reports are read with, and which it is.
    ///
    /// # Errors
    /// When the model cannot be opened.
    pub fn reader(&self) -> Result<(&Reader, &ReaderVersion)> {
        if self.reader.get().is_none() {
            let opened = self.options.open_over(&self.files, self.packs.clone())?;
            // Another thread may have been faster; both are the same.
            let _ = self.reader.set(opened);
        }
        let (reader, version) = self.reader.get().context("a reader that was just opened")?;
        Ok((reader, version))
    }

    /// A type's label.
    pub fn label(&self, kind: &str) -> String {
        let info = self.ontology().get(&EventType(kind.into()));
        info.map_or_else(|| kind.to_owned(), |info| info.label.clone())
    }
}
