use super::{frame::Frame, map::World, pool::Pool, refusal::Refusal, session::Session};
use crate::store::Sqlite;
use anyhow::{Result, anyhow};
use dateline_doc::EventType;
use dateline_read::{PackFiles, Packs, claims::Ontology};
use std::{path::Path, sync::Arc};

/// All that pages are made from.
pub struct Workbench {
    pub session: Session,
    /// The packs' files, of which some leave with the events.
    pub files: PackFiles,
    pub packs: Packs,
    pub world: World,
    pub pool: Pool,
}

impl Workbench {
    /// # Errors
    /// When there is no store.
    pub fn open(store: &Path, port: u16, files: PackFiles) -> Result<Self> {
        Ok(Self {
            session: Session::new(port)?,
            packs: Packs::load(&files)?,
            files,
            world: World::load(),
            pool: Pool::open(store)?,
        })
    }

    pub fn ontology(&self) -> &Ontology {
        &self.packs.ontology
    }

    /// A type's label.
    pub fn label(&self, kind: &str) -> String {
        let info = self.ontology().get(&EventType(kind.into()));
        info.map_or_else(|| kind.to_owned(), |info| info.label.clone())
    }

    /// What surrounds a page of this name.
    pub fn frame(&self, here: &'static str) -> Frame {
        let path = self.pool.path().file_name().unwrap_or_default();
        Frame {
            here,
            store: path.to_string_lossy().into_owned(),
            form_key: self.session.form_key().to_owned(),
        }
    }

    /// Works with a connection to the store, where waiting holds nobody up.
    ///
    /// # Errors
    /// As `work`.
    pub async fn ask<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&Workbench, &Sqlite) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let asked = move || self.pool.read(|store| Ok(work(&self, store)))?;
        tokio::task::spawn_blocking(asked).await.map_err(died)?
    }

    /// Works with the connection that writes.
    ///
    /// # Errors
    /// As `work`.
    pub async fn change<T: Send + 'static>(
        self: Arc<Self>,
        work: impl FnOnce(&Workbench, &mut Sqlite) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let changed = move || self.pool.write(|store| Ok(work(&self, store)))?;
        tokio::task::spawn_blocking(changed).await.map_err(died)?
    }
}

fn died(_: tokio::task::JoinError) -> Refusal {
    anyhow!("a thread that made a page died; this is a fault of dateline").into()
}
