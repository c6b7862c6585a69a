//! Which aggregates an event is part of, and which events an aggregate contains.

use crate::event::{Event, claim_id, claim_of};
use anyhow::Result;
use dateline_link::ClaimKey;
use rusqlite::Connection;

/// An event with the ids of what it contains and of what it is part of, by their days. Of an aggregate a thousand
/// are named; the rest are found by asking for its place and time.
pub fn placed(store: &Connection, mut event: Event) -> Result<Event> {
    let Some(key) = claim_of(&event.id) else { return Ok(event) };
    if event.aggregate {
        let sql = "SELECT p.part FROM part p JOIN event e ON e.key = p.part WHERE p.whole = ? \
                   ORDER BY e.first_day, e.key LIMIT 1000";
        event.contains = ids(store, sql, key)?;
    } else {
        let sql = "SELECT p.whole FROM part p JOIN event e ON e.key = p.whole WHERE p.part = ? \
                   ORDER BY e.first_day, e.key";
        event.within = ids(store, sql, key)?;
    }
    Ok(event)
}

fn ids(store: &Connection, sql: &str, of: ClaimKey) -> Result<Vec<String>> {
    let mut found = store.prepare_cached(sql)?;
    let found = found.query_map([of.0 as i64], |row| row.get::<_, i64>(0))?;
    found.map(|key| Ok(claim_id(ClaimKey(key? as u64)))).collect()
}
