//! Events as they are stored: whole, or as far as lists show them.

use super::within;
use crate::{
    event::{Brief, Event},
    store::capture::unpacked,
};
use anyhow::{Context, Result};
use dateline_link::ClaimKey;
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;

/// The event that holds a claim.
pub fn event(store: &Connection, claim: ClaimKey) -> Result<Option<Event>> {
    let event = parsed(store, claim)?;
    event.map(|event| within::placed(store, event)).transpose()
}

/// The same as far as lists show it.
pub fn brief(store: &Connection, claim: ClaimKey) -> Result<Option<Brief>> {
    parsed(store, claim)
}

/// The same as JSON.
pub fn record(store: &Connection, claim: ClaimKey) -> Result<Option<String>> {
    let Some((event, json)) = json(store, claim)? else { return Ok(None) };
    let json = String::from_utf8(json).context("a stored event")?;
    within::written(store, event, json).map(Some)
}

/// The key of the event that holds a claim.
pub fn holder(store: &Connection, claim: ClaimKey) -> Result<Option<ClaimKey>> {
    let sql = "SELECT event FROM claim WHERE key = ? AND event IS NOT NULL";
    let mut statement = store.prepare_cached(sql)?;
    let event = statement.query_row([claim.0 as i64], |row| row.get::<_, i64>(0)).optional()?;
    Ok(event.map(|event| ClaimKey(event as u64)))
}

/// The events of these claims, in their order; those that are gone are left out.
pub fn events(store: &Connection, keys: &[ClaimKey]) -> Result<Vec<Event>> {
    keys.iter().filter_map(|key| event(store, *key).transpose()).collect()
}

fn parsed<T: DeserializeOwned>(store: &Connection, claim: ClaimKey) -> Result<Option<T>> {
    let found = json(store, claim)?;
    found.map(|(_, json)| serde_json::from_slice(&json).context("a stored event")).transpose()
}

/// The key of the event that holds a claim, and its record.
fn json(store: &Connection, claim: ClaimKey) -> Result<Option<(ClaimKey, Vec<u8>)>> {
    let found = |sql: &str| -> Result<Option<(i64, Vec<u8>)>> {
        let mut statement = store.prepare_cached(sql)?;
        Ok(statement
            .query_row([claim.0 as i64], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    };
    // Most are asked for by the claim that they are named after.
    let by_event = found("SELECT event, zlib FROM event_record WHERE event = ?")?;
    let by_claim = || {
        found(
            "SELECT r.event, r.zlib FROM claim c JOIN event_record r ON r.event = c.event WHERE c.key = ?",
        )
    };
    let found = by_event.map_or_else(by_claim, |found| Ok(Some(found)))?;
    found.map(|(event, zlib)| Ok((ClaimKey(event as u64), unpacked(&zlib)?))).transpose()
}
