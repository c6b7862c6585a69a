use super::{
    Served, door::Door, download::AT_A_TIME, hosts::Hosts, map::World, pool::Pool, progress::Jobs,
    session::Session, signing::Signing,
};
use crate::{packs, reader::ReaderOptions, store::ReaderVersion};
use anyhow::{Context, Result};
use dateline_doc::EventType;
use dateline_read::{PackFiles, Packs, Reader, claims::Ontology};
use std::{
    path::Path,
    sync::{Arc, OnceLock},
};
use tokio::sync::Semaphore;

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
    pub world: World,
    pub pool: Pool,
    /// What is being read.
    pub jobs: Jobs,
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
            world: World::load(),
            pool,
            jobs: Jobs::default(),
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
