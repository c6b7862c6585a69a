//! Which aggregates an event is part of, and which events an aggregate contains.

use crate::event::{Event, claim_id, claim_of};
use anyhow::{Context, Result};
use dateline_link::ClaimKey;
use rusqlite::Connection;

/// The aggregates that an event is part of, by their days.
const WITHIN: &str = "SELECT p.whole FROM part p JOIN event e ON e.key = p.whole WHERE p.part = ? \
                      ORDER BY e.first_day, e.key";

/// The events that an aggregate contains. A thousand are named; the rest are found by asking for its place and time.
const CONTAINS: &str = "SELECT p.part FROM part p JOIN event e ON e.key = p.part WHERE p.whole = ? \
                        ORDER BY e.first_day, e.key LIMIT 1000";

/// A stored event with the ids of what it contains and of what it is part of.
pub fn placed(store: &Connection, mut event: Event) -> Result<Event> {
    let Some(key) = claim_of(&event.id) else { return Ok(event) };
    if event.aggregate {
        event.contains = ids(store, CONTAINS, key)?;
    } else {
        event.within = ids(store, WITHIN, key)?;
    }
    Ok(event)
}

/// The same of an event's JSON.
pub fn written(store: &Connection, key: ClaimKey, json: String) -> Result<String> {
    let (within, contains) = (ids(store, WITHIN, key)?, ids(store, CONTAINS, key)?);
    if within.is_empty() && contains.is_empty() {
        return Ok(json);
    }
    // Nothing before it holds lists of these names, and within a text its quotes would be escaped.
    let (before, after) = json.split_once(NOTHING).context("a stored event without its parts")?;
    let list = |ids: Vec<String>| serde_json::to_string(&ids);
    let (within, contains) = (list(within)?, list(contains)?);
    Ok(format!("{before}\"within\":{within},\"contains\":{contains}{after}"))
}

/// What a stored event says of its parts, which `part` alone knows.
const NOTHING: &str = "\"within\":[],\"contains\":[]";

fn ids(store: &Connection, sql: &str, of: ClaimKey) -> Result<Vec<String>> {
    let mut found = store.prepare_cached(sql)?;
    let found = found.query_map([of.0 as i64], |row| row.get::<_, i64>(0))?;
    found.map(|key| Ok(claim_id(ClaimKey(key? as u64)))).collect()
}
