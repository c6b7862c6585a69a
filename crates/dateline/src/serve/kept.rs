//! The events in memory, as they are now.

use super::memo::Memo;
use crate::store::{Columns, Events as _, Query, Set, Sqlite};
use anyhow::{Result, anyhow};
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

/// Words whose events are remembered, each by a bit an event.
const WORDS: usize = 64;

/// The events, read anew once something was committed.
pub struct Kept {
    /// A connection that nothing is written through: it is told of whatever others commit.
    kept: Mutex<(Sqlite, Option<Moment>)>,
    /// The events that have the words asked for: those who look for words look by other filters too.
    worded: Memo<Set>,
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
        let kept = Mutex::new((Sqlite::open_existing(path)?, None));
        Ok(Self { kept, worded: Memo::of(WORDS) })
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

    /// The events that are asked for, of those of a moment.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn matched(&self, store: &Sqlite, columns: &Columns, query: &Query) -> Result<Set> {
        let words = [&query.actor, &query.source, &query.place, &query.text];
        if words.iter().all(|words| words.is_none()) {
            return Ok(columns.matched(query, None));
        }
        let worded = || {
            let keys = store.worded(query)?;
            anyhow::Ok(keys.map_or_else(|| columns.all(), |keys| columns.of_keys(&keys)))
        };
        let worded = self.worded.get(columns.upto(), &format!("{words:?}"), worded)?;
        Ok(columns.matched(query, Some(&worded)))
    }
}
