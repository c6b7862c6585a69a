//! Answers to what is asked of events.

mod conditions;
mod functions;
mod ordered;
mod sources;
mod within;

use crate::{
    event::Event,
    store::{By, Cursor, Dot, Page, Query, Sort, Taken, capture::unpacked},
};
use anyhow::{Context, Result};
use conditions::Conditions;
use dateline_link::ClaimKey;
pub use functions::add as add_functions;
use ordered::ordered;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
pub use sources::{outlets, reports, speakers};

/// The event that holds a claim.
pub fn event(store: &Connection, claim: ClaimKey) -> Result<Option<Event>> {
    let sql = "SELECT r.zlib FROM claim c JOIN event_record r ON r.event = c.event WHERE c.key = ?";
    let zlib = store
        .prepare_cached(sql)?
        .query_row([claim.0 as i64], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;

    zlib.map(|zlib| parsed(store, &zlib)).transpose()
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
    // One more tells whether the list goes on.
    let (columns, more) = (format!("e.key, {}", value(query.sort)), limit.saturating_add(1));
    let found = ordered(store, query, after, &columns, more, cursor)?;
    let next = if found.len() > limit { found[..limit].last().cloned() } else { None };
    let sql = "SELECT zlib FROM event_record WHERE event = ?";
    let mut record = store.prepare_cached(sql)?;
    let mut events = Vec::new();
    for cursor in found.iter().take(limit) {
        let zlib = record.query_row([cursor.key.0 as i64], |row| row.get::<_, Vec<u8>>(0));
        // One that has just been made anew is left out.
        if let Some(zlib) = zlib.optional()? {
            events.push(parsed(store, &zlib)?);
        }
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
    let conditions = Conditions::of(query, is_common(store, query)?);
    let sql = format!("SELECT count(*) FROM {}", conditions.counted());
    let count: i64 =
        store.query_row(&sql, params_from_iter(&conditions.values), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// From so many events on a type is a common one.
const COMMON: u32 = 20_000;

/// Whether many events may be of the types that are asked for.
fn is_common(store: &Connection, query: &Query) -> Result<bool> {
    if query.types.is_empty() {
        return Ok(false);
    }
    let marks = vec!["?"; query.types.len()].join(", ");
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM event_type WHERE type IN ({marks}) LIMIT {COMMON})"
    );
    let count: u32 = store.query_row(&sql, params_from_iter(&query.types), |row| row.get(0))?;
    Ok(count == COMMON)
}

/// Where and when they are.
pub fn points(store: &Connection, query: &Query, limit: usize) -> Result<Vec<Dot>> {
    let columns = "e.key, e.type, e.lat, e.lon, e.precision, e.country, e.first_day, e.last_day, \
                   e.origins, e.reports";
    ordered(store, query, None, columns, limit, |row| {
        Ok(Dot {
            event: key(row, 0)?,
            kind: row.get(1)?,
            lat: row.get(2)?,
            lon: row.get(3)?,
            precision: row.get(4)?,
            country: row.get(5)?,
            first_day: row.get(6)?,
            last_day: row.get(7)?,
            origins: row.get(8)?,
            reports: row.get(9)?,
        })
    })
}

/// How many there are of each value.
pub fn tally(store: &Connection, query: &Query, by: By) -> Result<Vec<(String, u64)>> {
    let conditions = Conditions::of(query, is_common(store, query)?);
    let value = match by {
        By::Month => "strftime('%Y-%m', e.first_day * 86400, 'unixepoch')",
        By::Day => "strftime('%Y-%m-%d', e.first_day * 86400, 'unixepoch')",
        By::Type => "e.type",
        By::Country => "e.country",
        By::Admin1 => "e.country || '/' || e.admin1",
    };
    let sql = format!(
        "SELECT {value} AS value, count(*) FROM event e WHERE {conditions} \
         GROUP BY value HAVING value IS NOT NULL ORDER BY value"
    );
    let mut statement = store.prepare(&sql)?;
    let tally = statement.query_map(params_from_iter(&conditions.values), |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    Ok(tally.collect::<rusqlite::Result<_>>()?)
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
