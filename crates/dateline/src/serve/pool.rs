//! Connections to the store, one a question at a time.

use crate::store::{Sensitivity, Shown as _, Sqlite};
use anyhow::{Result, anyhow};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// Connections that wait to be used, and one to write with.
pub struct Pool {
    path: PathBuf,
    /// By how sensitive what they show may be: what a connection does not show is settled once for many questions.
    idle: Mutex<BTreeMap<Sensitivity, Vec<Sqlite>>>,
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
        let store = self.take(Sensitivity::Severe)?;
        let answer = ask(&store)?;
        self.give_back(Sensitivity::Severe, store);
        Ok(answer)
    }

    /// The same of what is no more sensitive than this; `ask` is told the name of what is left out.
    ///
    /// # Errors
    /// As [`Pool::read`].
    pub fn read_up_to<T>(
        &self,
        most: Sensitivity,
        ask: impl FnOnce(&Sqlite, String) -> Result<T>,
    ) -> Result<T> {
        // Nothing is more sensitive, so nothing is left out.
        if most == Sensitivity::Severe {
            return self.read(|store| ask(store, String::new()));
        }
        let mut store = self.take(most)?;
        let hidden = store.show_up_to(most)?;
        let answer = ask(&store, hidden)?;
        store.let_go()?;
        self.give_back(most, store);
        Ok(answer)
    }

    /// A connection that is dropped, not given back, when something failed.
    fn take(&self, most: Sensitivity) -> Result<Sqlite> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.get_mut(&most)?.pop());
        idle.map_or_else(|| Sqlite::open_existing(&self.path), Ok)
    }

    fn give_back(&self, most: Sensitivity, store: Sqlite) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.entry(most).or_default().push(store);
        }
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
