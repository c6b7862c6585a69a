//! The events in memory, as they are now.

use super::memo::Memo;
use crate::store::{Columns, Events as _, Marks as _, Query, Sensitivity, Set, Shown as _, Sqlite};
use anyhow::{Result, anyhow};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

/// Words whose events are remembered, each by a bit an event.
const WORDS: usize = 64;

/// The events, read anew once something was committed.
pub struct Kept {
    /// A connection that nothing is written through: it is told of whatever others commit. And the events as they were
    /// when it last looked, by how sensitive they may be.
    kept: Mutex<(Sqlite, Moments)>,
    /// The events that have the words asked for: those who look for words look by other filters too.
    worded: Memo<Set>,
}

type Moments = BTreeMap<Sensitivity, Moment>;

/// The events at one moment.
#[derive(Clone)]
pub struct Moment {
    pub columns: Arc<Columns>,
    /// Another once anything was committed, whether to events or not.
    pub version: i64,
    /// The name of what is left out: see [`crate::store::Beyond`].
    pub hidden: String,
}

impl Kept {
    /// # Errors
    /// When there is no store.
    pub fn open(path: &Path) -> Result<Self> {
        let kept = Mutex::new((Sqlite::open_existing(path)?, Moments::new()));
        Ok(Self { kept, worded: Memo::of(WORDS) })
    }

    /// The events as they are now, but for those that are more sensitive than this.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn now(&self, most: Sensitivity) -> Result<Moment> {
        let mut kept = self.kept.lock().map_err(|_| anyhow!("a thread that read events died"))?;
        let (store, moments) = &mut *kept;
        let version = store.data_version()?;
        if let Some(moment) = moments.get(&most).filter(|moment| moment.version == version) {
            return Ok(moment.clone());
        }
        // Events and what is said of them are looked at together.
        store.hold()?;
        let moment = read(store, moments, most);
        store.let_go()?;
        moment
    }

    /// The events that are asked for, of those of a moment.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn matched(&self, store: &Sqlite, moment: &Moment, query: &Query) -> Result<Set> {
        let Moment { columns, hidden, .. } = moment;
        let words = [&query.actor, &query.source, &query.place, &query.text];
        if words.iter().all(|words| words.is_none()) {
            return Ok(columns.matched(query, None));
        }
        let worded = || {
            let keys = store.worded(query)?;
            anyhow::Ok(keys.map_or_else(|| columns.all(), |keys| columns.of_keys(&keys)))
        };
        let worded = self.worded.get(columns.upto(), hidden, &format!("{words:?}"), worded)?;
        Ok(columns.matched(query, Some(&worded)))
    }
}

/// The events at the moment that is held.
fn read(store: &Sqlite, moments: &mut Moments, most: Sensitivity) -> Result<Moment> {
    let version = store.data_version()?;
    let before = moments.get(&Sensitivity::Severe);
    let columns = match before.filter(|all| all.version == version) {
        Some(all) => all.columns.clone(),
        None => store.columns(before.map(|all| &all.columns))?,
    };
    let all = Moment { columns, version, hidden: String::new() };
    moments.insert(Sensitivity::Severe, all.clone());
    if most == Sensitivity::Severe {
        return Ok(all);
    }
    let beyond = store.beyond(most)?;
    let hidden = beyond.name();
    let upto = all.columns.upto();
    let before = moments.get(&most);
    let columns = match before.filter(|it| it.hidden == hidden && it.columns.upto() == upto) {
        Some(same) => same.columns.clone(),
        None if beyond.events.is_empty() => all.columns,
        None => {
            let keys: Vec<i64> = beyond.events.iter().map(|event| event.0 as i64).collect();
            let (rows, words) = all.columns.without(&keys);
            Arc::new(Columns::of(rows, words, upto))
        }
    };
    let moment = Moment { columns, version, hidden };
    moments.insert(most, moment.clone());
    Ok(moment)
}
