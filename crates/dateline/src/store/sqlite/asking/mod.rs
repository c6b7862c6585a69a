//! Answers to what is asked of events.

mod columns;
mod conditions;
mod functions;
mod ordered;
mod records;
mod sources;
mod within;

use crate::store::{Cursor, Page, Query, Sort, Taken};
use anyhow::Result;
pub use columns::columns;
use conditions::Conditions;
use dateline_link::ClaimKey;
pub use functions::add as add_functions;
use ordered::ordered;
use rusqlite::{Connection, Row, params, params_from_iter};
pub use records::{brief, event, events, holder, record};
pub use sources::{reports, tellers};

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
    let keys: Vec<ClaimKey> = found.iter().take(limit).map(|cursor| cursor.key).collect();
    Ok(Page { events: events(store, &keys)?, next })
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
