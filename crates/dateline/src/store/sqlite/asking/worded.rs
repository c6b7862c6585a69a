//! Which events have the words asked for.

use super::conditions;
use crate::store::Query;
use anyhow::Result;
use rusqlite::{Connection, params};
use std::cell::OnceCell;

/// From so many events on words are frequent: to find all of them would take longer than to look at some events.
const FREQUENT: i64 = 4000;

/// So many events at most are asked one by one whether they have the words; of more all are found that do.
const ASKED: usize = 256;

const MATCH: &str = "SELECT rowid FROM event_text WHERE event_text MATCH ?1";

/// The keys of the events that have the words asked for, sorted; none when no words are.
pub fn worded(store: &Connection, query: &Query) -> Result<Option<Vec<i64>>> {
    conditions::words(query).map(|words| found(store, &words)).transpose()
}

fn found(store: &Connection, words: &str) -> Result<Vec<i64>> {
    let mut statement = store.prepare_cached(MATCH)?;
    let keys = statement.query_map([words], |row| row.get(0))?;
    let mut keys = keys.collect::<rusqlite::Result<Vec<i64>>>()?;
    keys.sort_unstable();
    Ok(keys)
}

/// Words that many events have.
pub struct Frequent<'s> {
    store: &'s Connection,
    words: String,
    /// The events that have them, sorted, once all were found.
    keys: OnceCell<Vec<i64>>,
}

impl<'s> Frequent<'s> {
    /// The words asked for, if they are frequent, and what else is asked for.
    pub fn of(store: &'s Connection, query: &Query) -> Result<Option<(Self, Query)>> {
        let Some(words) = conditions::words(query) else { return Ok(None) };
        let sql = format!("SELECT count(*) FROM ({MATCH} LIMIT {FREQUENT})");
        let count: i64 = store.prepare_cached(&sql)?.query_row([&words], |row| row.get(0))?;
        let rest = Query { actor: None, source: None, place: None, text: None, ..query.clone() };
        Ok((count == FREQUENT).then(|| (Self { store, words, keys: OnceCell::new() }, rest)))
    }

    /// The first `limit` of these events that have the words.
    pub fn first<T>(
        &self,
        events: Vec<T>,
        key: impl Fn(&T) -> i64,
        limit: usize,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        for (at, event) in events.into_iter().enumerate() {
            if found.len() == limit {
                break;
            }
            let key = key(&event);
            let has = if at < ASKED { self.has(key)? } else { contains(self.keys()?, key) };
            found.extend(has.then_some(event));
        }
        Ok(found)
    }

    /// All of these events that have the words.
    pub fn all<T>(&self, events: Vec<T>, key: impl Fn(&T) -> i64) -> Result<Vec<T>> {
        if events.len() > ASKED {
            self.keys()?;
        }
        self.first(events, key, usize::MAX)
    }

    fn has(&self, key: i64) -> Result<bool> {
        if let Some(keys) = self.keys.get() {
            return Ok(contains(keys, key));
        }
        let sql = format!("SELECT EXISTS ({MATCH} AND rowid = ?2)");
        let mut statement = self.store.prepare_cached(&sql)?;
        Ok(statement.query_row(params![self.words, key], |row| row.get(0))?)
    }

    fn keys(&self) -> Result<&[i64]> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let found = found(self.store, &self.words)?;
        Ok(self.keys.get_or_init(|| found))
    }
}

fn contains(sorted: &[i64], key: i64) -> bool {
    sorted.binary_search(&key).is_ok()
}
