//! Connections to the store, one a question at a time.

use crate::store::Sqlite;
use anyhow::{Result, anyhow};
use std::{
    path::{Path, PathBuf},
    sync::Mutex,
};

/// Connections that wait to be used, and one to write with.
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Sqlite>>,
    writer: Mutex<Sqlite>,
}

impl Pool {
    /// # Errors
    /// When there is no store.
    pub fn open(path: &Path) -> Result<Self> {
        let writer = Mutex::new(Sqlite::open_existing(path)?);
        Ok(Self { path: path.to_owned(), idle: Mutex::default(), writer })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Asks through a connection that nobody else uses meanwhile.
    ///
    /// # Errors
    /// When none can be opened, and when `ask` fails.
    pub fn read<T>(&self, ask: impl FnOnce(&Sqlite) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let store = idle.map_or_else(|| Sqlite::open_existing(&self.path), Ok)?;
        let answer = ask(&store)?;
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(store);
        }
        Ok(answer)
    }

    /// Writes; one at a time.
    ///
    /// # Errors
    /// When `change` fails.
    pub fn write<T>(&self, change: impl FnOnce(&mut Sqlite) -> Result<T>) -> Result<T> {
        let mut writer = self.writer.lock().map_err(|_| anyhow!("a thread that wrote died"))?;
        change(&mut writer)
    }
}
