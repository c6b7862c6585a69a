//! The events in memory, as they are now.

use crate::store::{Columns, Events as _, Sqlite};
use anyhow::{Result, anyhow};
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

/// The events, read anew once something was committed.
pub struct Kept {
    /// A connection that nothing is written through: it is told of whatever others commit.
    kept: Mutex<(Sqlite, Option<Moment>)>,
}

/// The events at one moment.
#[derive(Clone)]
pub struct Moment {
    pub columns: Arc<Columns>,
    /// Another once anything was committed, whether to events or not.
    pub version: i64,
}

impl Kept {
    /// # Errors
    /// When there is no store.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { kept: Mutex::new((Sqlite::open_existing(path)?, None)) })
    }

    /// The events as they are now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn now(&self) -> Result<Moment> {
        let mut kept = self.kept.lock().map_err(|_| anyhow!("a thread that read events died"))?;
        let (store, moment) = &mut *kept;
        let version = store.data_version()?;
        if let Some(moment) = moment.as_ref().filter(|moment| moment.version == version) {
            return Ok(moment.clone());
        }
        let columns = store.columns(moment.as_ref().map(|moment| &moment.columns))?;
        Ok(moment.insert(Moment { columns, version }).clone())
    }
}
