//! Answers to what is asked of events.

mod columns;
mod conditions;
mod functions;
mod sources;
mod within;

use crate::{
    event::Event,
    store::{Cursor, Page, Query, Sort, Taken, capture::unpacked},
};
use anyhow::{Context, Result};
pub use columns::columns;
use conditions::Conditions;
use dateline_link::ClaimKey;
pub use functions::add as add_functions;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
pub use sources::{reports, tellers};

/// The event that holds a claim.
pub fn event(store: &Connection, claim: ClaimKey) -> Result<Option<Event>> {
    let sql = "SELECT r.zlib FROM claim c JOIN event_record r ON r.event = c.event WHERE c.key = ?";
    let zlib = store
        .prepare_cached(sql)?
        .query_row([claim.0 as i64], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;

    zlib.map(|zlib| parsed(store, &zlib)).transpose()
}

/// The events of these claims, in their order; those that are gone are left out.
pub fn events(store: &Connection, keys: &[ClaimKey]) -> Result<Vec<Event>> {
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        found.extend(event(store, *key)?);
    }
    Ok(found)
}

/// The keys of the events that have the words asked for, sorted; none when no words are.
pub fn worded(store: &Connection, query: &Query) -> Result<Option<Vec<i64>>> {
    let Some(words) = conditions::words(query) else { return Ok(None) };
    let sql = "SELECT rowid FROM event_text WHERE event_text MATCH ?";
    let mut statement = store.prepare_cached(sql)?;
    let keys = statement.query_map([words], |row| row.get(0))?;
    let mut keys = keys.collect::<rusqlite::Result<Vec<i64>>>()?;
    keys.sort_unstable();
    Ok(Some(keys))
}

/// A number that is another once something was committed through another connection.
pub fn data_version(store: &Connection) -> Result<i64> {
    Ok(store.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}

fn parsed(store: &Connection, zlib: &[u8]) -> Result<Event> {
    let event = serde_json::from_slice(&unpacked(zlib)?).context("a stored event")?;
    within::placed(store, event)
}

/// The first `limit` events asked for after the cursor.
pub fn page(
    store: &Connection,
    query: &Query,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page> {
    let mut conditions = Conditions::of(query);
    conditions.after(query, after)?;
    let (order, way) = (value(query.sort), if query.ascending { "ASC" } else { "DESC" });
    // Records are fetched only of the events on the page.
    let sql = format!(
        "SELECT k.key, k.value, r.zlib FROM \
         (SELECT e.key AS key, {order} AS value FROM event e WHERE {conditions} \
         ORDER BY {order} {way}, e.key {way} LIMIT {}) k \
         JOIN event_record r ON r.event = k.key ORDER BY k.value {way}, k.key {way}",
        // One more tells whether the list goes on.
        i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
    );
    let mut statement = store.prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(&conditions.values))?;
    let (mut events, mut last, mut next) = (Vec::new(), None, None);
    while let Some(row) = rows.next()? {
        if events.len() == limit {
            next = last;
            break;
        }
        last = Some(cursor(row)?);
        events.push(parsed(store, row.get_ref(2)?.as_blob()?)?);
    }
    Ok(Page { events, next })
}

fn cursor(row: &Row<'_>) -> Result<Cursor> {
    let value = match row.get_ref(1)? {
        rusqlite::types::ValueRef::Integer(value) => value.to_string(),
        other => other.as_str()?.to_owned(),
    };
    Ok(Cursor { value, key: key(row, 0)? })
}

fn key(row: &Row<'_>, column: usize) -> rusqlite::Result<ClaimKey> {
    Ok(ClaimKey(row.get::<_, i64>(column)? as u64))
}

/// What events are put in order by: as the indexes of `schema/2.sql` have it.
fn value(sort: Sort) -> &'static str {
    match sort {
        Sort::Occurred => "ifnull(e.first_day, -9999999)",
        Sort::Published => "ifnull(e.published_last, -9999999)",
        Sort::Added => "e.added",
        Sort::Origins => "e.origins",
        Sort::Reports => "e.reports",
    }
}

/// How many texts there are, copies of one counted once.
pub fn texts(store: &Connection) -> Result<u64> {
    let sql = "SELECT count(DISTINCT family) FROM source";
    Ok(store.query_row(sql, [], |row| row.get::<_, u32>(0))?.into())
}

/// How many events are asked for.
pub fn count(store: &Connection, query: &Query) -> Result<u64> {
    let conditions = Conditions::of(query);
    let sql = format!("SELECT count(*) FROM event e WHERE {conditions}");
    let count: i64 =
        store.query_row(&sql, params_from_iter(&conditions.values), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// What a report has from others, and they from it.
pub fn edges(store: &Connection, report: i64) -> Result<Vec<Taken>> {
    let sql = "SELECT t.report, g.report, e.kind, e.folds, e.score, e.reason FROM edge e \
               JOIN source t ON t.key = e.taker JOIN source g ON g.key = e.giver \
               WHERE ?1 IN (t.report, g.report) ORDER BY e.folds DESC, e.score DESC, t.report, g.report";
    let mut statement = store.prepare_cached(sql)?;
    let edges = statement.query_map(params![report], |row| {
        let name = |column| Ok::<_, rusqlite::Error>(format!("r{}", row.get::<_, i64>(column)?));
        Ok(Taken {
            taker: name(0)?,
            giver: name(1)?,
            kind: row.get(2)?,
            folds: row.get(3)?,
            score: row.get(4)?,
            reason: row.get(5)?,
        })
    })?;
    Ok(edges.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests;
