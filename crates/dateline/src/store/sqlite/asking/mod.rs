//! Answers to what is asked of events.

mod columns;
mod conditions;
mod functions;
mod ordered;
mod records;
mod sources;
mod within;
mod worded;

use crate::store::{Cursor, Page, Query, Sort, Taken, filter::tests};
use anyhow::Result;
pub use columns::columns;
use conditions::Conditions;
use dateline_link::ClaimKey;
pub use functions::add as add_functions;
use ordered::ordered;
pub use records::{brief, event, events, holder, record};
use rusqlite::{Connection, params, params_from_iter};
pub use sources::{reports, tellers};
use worded::Frequent;
pub use worded::worded;

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
    let found = ordered(store, query, after, limit.saturating_add(1))?;
    let next = if found.len() > limit { found[..limit].last().cloned() } else { None };
    let keys: Vec<ClaimKey> = found.iter().take(limit).map(|cursor| cursor.key).collect();
    Ok(Page { events: events(store, &keys)?, next })
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
    // Words alone are counted where they are found.
    let frequent = if tests(query).is_empty() { None } else { Frequent::of(store, query)? };
    let (words, rest) = frequent.unzip();
    let conditions = Conditions::of(rest.as_ref().unwrap_or(query), is_common(store, query)?);
    let values = params_from_iter(&conditions.values);
    let Some(words) = words else {
        let sql = format!("SELECT count(*) FROM {}", conditions.counted());
        return Ok(store.query_row(&sql, values, |row| row.get::<_, i64>(0))?.unsigned_abs());
    };
    let mut statement = store.prepare(&format!("SELECT e.key FROM event e WHERE {conditions}"))?;
    let keys = statement.query_map(values, |row| row.get(0))?;
    let keys = keys.collect::<rusqlite::Result<Vec<i64>>>()?;
    Ok(words.all(keys, |key| *key)?.len() as u64)
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
