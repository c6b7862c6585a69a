//! The first events of an order for which something holds.

use super::{conditions::Conditions, is_common, value};
use crate::store::{Cursor, Query};
use anyhow::Result;
use rusqlite::{Connection, Row, params_from_iter};

/// So many events are looked at in their order. Where too few of them are asked for, those that are asked for are
/// gathered and put in order: to go on in order would take one look-up for each event of the store.
const LOOKED_AT: usize = 4000;

/// These columns of the first `limit` events `e` that are asked for, after the cursor.
///
/// # Errors
/// When the cursor is of another order, or the store cannot be read.
pub fn ordered<T>(
    store: &Connection,
    query: &Query,
    after: Option<&Cursor>,
    columns: &str,
    limit: usize,
    row: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let asked = Conditions::of(query, is_common(store, query)?);
    let mut from = Conditions::none();
    from.after(query, after)?;
    let (order, way) = (value(query.sort), if query.ascending { "ASC" } else { "DESC" });
    let by = format!("{order} {way}, e.key {way}");
    // What is no column is in no index.
    let gathered = format!("+{order} {way}, +e.key {way}");
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let take = |sql: &str, conditions: [&Conditions; 2]| -> Result<Vec<T>> {
        let values = conditions.iter().flat_map(|conditions| &conditions.values);
        let mut statement = store.prepare(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut taken = Vec::new();
        while let Some(found) = rows.next()? {
            taken.push(row(found)?);
        }
        Ok(taken)
    };
    if asked.is_none() {
        let sql = format!("SELECT {columns} FROM event e WHERE {from} ORDER BY {by} LIMIT {most}");
        return take(&sql, [&from, &asked]);
    }
    if limit < LOOKED_AT {
        let sql = format!(
            "SELECT {columns} FROM (SELECT * FROM event e WHERE {from} ORDER BY {by} LIMIT {LOOKED_AT}) e \
             WHERE {asked} ORDER BY {by} LIMIT {most}"
        );
        let found = take(&sql, [&from, &asked])?;
        if found.len() == limit {
            return Ok(found);
        }
    }
    let sql = format!(
        "SELECT {columns} FROM event e WHERE {asked} AND {from} ORDER BY {gathered} LIMIT {most}"
    );
    take(&sql, [&asked, &from])
}
