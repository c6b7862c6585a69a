//! Events into memory.

use crate::store::{
    Columns,
    columns::{Flags, Row, UNKNOWN, Words},
};
use anyhow::Result;
use rusqlite::{Connection, Row as Line, types::ValueRef};
use std::{borrow::Cow, sync::Arc};

const COLUMNS: &str = "SELECT e.key, e.type, e.country, e.admin1, e.admin2, e.precision, e.added, \
     e.lat, e.lon, e.first_day, e.last_day, e.published_first, e.published_last, \
     unixepoch(e.added) / 86400, e.origins, e.reports, e.aggregate, e.denials > 0, e.supposed_only, \
     e.namings, (SELECT group_concat(type, ' ') FROM event_type t WHERE t.event = e.key), e.place_name FROM event e";

/// Most changes that are read one by one; of more all events are.
const CHANGES: usize = 20_000;

/// The events as they are now: `before` with what came and went since, or all.
pub fn columns(store: &Connection, before: Option<&Arc<Columns>>) -> Result<Arc<Columns>> {
    let upto = |way| -> Result<i64> {
        let sql = format!("SELECT ifnull({way}(id), 0) FROM event_change");
        Ok(store.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    };
    let (first, last) = (upto("min")?, upto("max")?);
    let Some(before) = before.filter(|before| before.upto() + 1 >= first) else {
        return all(store, last);
    };
    if before.upto() == last {
        return Ok(before.clone());
    }
    let sql = "SELECT DISTINCT event FROM event_change WHERE id > ? ORDER BY event LIMIT ?";
    let mut statement = store.prepare_cached(sql)?;
    let keys = statement.query_map([before.upto(), CHANGES as i64], |row| row.get(0))?;
    let keys = keys.collect::<rusqlite::Result<Vec<i64>>>()?;
    if keys.len() == CHANGES {
        return all(store, last);
    }
    let (mut rows, mut words) = before.without(&keys);
    let mut statement = store.prepare_cached(&format!("{COLUMNS} WHERE e.key = ?"))?;
    for key in keys {
        let mut found = statement.query([key])?;
        if let Some(line) = found.next()? {
            rows.push(row(line, &mut words)?);
        }
    }
    Ok(Arc::new(Columns::of(rows, words, last)))
}

fn all(store: &Connection, last: i64) -> Result<Arc<Columns>> {
    let (mut rows, mut words) = (Vec::new(), Words::default());
    let mut statement = store.prepare_cached(COLUMNS)?;
    let mut found = statement.query([])?;
    while let Some(line) = found.next()? {
        rows.push(row(line, &mut words)?);
    }
    Ok(Arc::new(Columns::of(rows, words, last)))
}

fn row(line: &Line<'_>, words: &mut Words) -> rusqlite::Result<Row> {
    let text = |column| -> rusqlite::Result<Cow<'_, str>> {
        Ok(match line.get_ref(column)? {
            ValueRef::Text(word) => String::from_utf8_lossy(word),
            _ => Cow::Borrowed(""),
        })
    };
    let added = words.times.number(&text(6)?);
    let mut name = |column| Ok::<_, rusqlite::Error>(words.names.number(&text(column)?));
    let day =
        |column| Ok::<_, rusqlite::Error>(line.get::<_, Option<i32>>(column)?.unwrap_or(UNKNOWN));
    let degrees =
        |column| Ok::<_, rusqlite::Error>(line.get::<_, Option<f64>>(column)?.unwrap_or(f64::NAN));
    Ok(Row {
        key: line.get(0)?,
        kind: name(1)?,
        country: name(2)?,
        admin1: name(3)?,
        admin2: name(4)?,
        precision: name(5)?,
        added,
        kinds: name(20)?,
        place_name: name(21)?,
        lat: degrees(7)?,
        lon: degrees(8)?,
        first_day: day(9)?,
        last_day: day(10)?,
        published_first: day(11)?,
        published_last: day(12)?,
        added_day: day(13)?,
        origins: line.get(14)?,
        reports: line.get(15)?,
        spot: 0,
        flags: Flags {
            is_aggregate: line.get(16)?,
            is_denied: line.get(17)?,
            is_supposed_only: line.get(18)?,
        },
        namings: line.get(19)?,
    })
}
