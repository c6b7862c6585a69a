//! The first events of an order for which something holds.

use super::{conditions::Conditions, is_common, value, worded::Frequent};
use crate::store::{Cursor, Query};
use anyhow::Result;
use dateline_link::ClaimKey;
use rusqlite::{Connection, Row, params_from_iter, types::ValueRef};

/// So many events are looked at in their order. Where too few of them are asked for, those that are asked for are
/// gathered and put in order: to go on in order would take one look-up for each event of the store.
const LOOKED_AT: usize = 4000;

/// Where an event lies in an order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    value: Value,
    key: i64,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i64),
    Text(String),
}

/// The first `limit` events `e` that are asked for, after the cursor.
///
/// # Errors
/// When the cursor is of another order, or the store cannot be read.
pub fn ordered(
    store: &Connection,
    query: &Query,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<Cursor>> {
    let (words, rest) = Frequent::of(store, query)?.unzip();
    let asked = Conditions::of(rest.as_ref().unwrap_or(query), is_common(store, query)?);
    let mut from = Conditions::none();
    from.after(query, after)?;
    let (order, way) = (value(query.sort), if query.ascending { "ASC" } else { "DESC" });
    let by = format!("{order} {way}, e.key {way}");
    let columns = format!("e.key, {order}");
    let take = |sql: &str, conditions: [&Conditions; 2], limit: usize| -> Result<Vec<Place>> {
        let values = conditions.iter().flat_map(|conditions| &conditions.values);
        let mut statement = store.prepare(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut taken = Vec::new();
        while taken.len() < limit
            && let Some(found) = rows.next()?
        {
            taken.push(place(found)?);
        }
        Ok(taken)
    };
    let cursors = |places: Vec<Place>| Ok(places.into_iter().map(cursor).collect());
    if asked.is_none() && words.is_none() {
        let sql = format!("SELECT {columns} FROM event e WHERE {from} ORDER BY {by}");
        return cursors(take(&sql, [&from, &asked], limit)?);
    }
    if limit < LOOKED_AT {
        let sql = format!(
            "SELECT {columns} FROM (SELECT * FROM event e WHERE {from} ORDER BY {by} LIMIT {LOOKED_AT}) e \
             WHERE {asked} ORDER BY {by}"
        );
        let found = match &words {
            None => take(&sql, [&from, &asked], limit)?,
            Some(words) => {
                words.first(take(&sql, [&from, &asked], LOOKED_AT)?, |it| it.key, limit)?
            }
        };
        if found.len() == limit {
            return cursors(found);
        }
    }
    let sql = format!("SELECT {columns} FROM event e WHERE {asked} AND {from}");
    let mut found = take(&sql, [&asked, &from], usize::MAX)?;
    if let Some(words) = words {
        found = words.all(found, |it| it.key)?;
    }
    let compare = |a: &Place, b: &Place| if query.ascending { a.cmp(b) } else { b.cmp(a) };
    if limit < found.len() {
        found.select_nth_unstable_by(limit, compare);
        found.truncate(limit);
    }
    found.sort_unstable_by(compare);
    cursors(found)
}

/// Columns `key, value`.
fn place(row: &Row<'_>) -> Result<Place> {
    let value = match row.get_ref(1)? {
        ValueRef::Integer(value) => Value::Number(value),
        other => Value::Text(other.as_str()?.to_owned()),
    };
    Ok(Place { value, key: row.get(0)? })
}

fn cursor(place: Place) -> Cursor {
    let value = match place.value {
        Value::Number(value) => value.to_string(),
        Value::Text(value) => value,
    };
    Cursor { value, key: ClaimKey(place.key as u64) }
}
