//! The log of what people did, each row chained to the one before by its hash.

use crate::store::{Act, Checked, Deed, Hash, now};
use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "SELECT id, at, author, kind, subject, detail, hash FROM act";

/// Adds a row after the last.
pub fn append(store: &Connection, deed: &Deed<'_>) -> Result<()> {
    let sql = "SELECT id, hash FROM act ORDER BY id DESC LIMIT 1";
    let last: Option<(i64, Hash)> =
        store.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let id = last.map_or(1, |(id, _)| id + 1);
    let (at, detail) = (now(), deed.detail.to_string());
    let values = [at.as_str(), deed.author, deed.kind, deed.subject, &detail];
    let hash = Act::chained(last.map(|(_, hash)| hash), id, values);
    store.execute(
        "INSERT INTO act (id, at, author, kind, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        params![id, at, deed.author, deed.kind, deed.subject, detail, hash],
    )?;
    Ok(())
}

/// The first `limit` rows before this one, the newest first.
pub fn before(store: &Connection, before: Option<i64>, limit: usize) -> Result<Vec<Act>> {
    let mut statement =
        store.prepare_cached(&format!("{COLUMNS} WHERE id < ? ORDER BY id DESC LIMIT ?"))?;
    let found =
        statement.query_map(params![before.unwrap_or(i64::MAX), i64::try_from(limit)?], act)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// What was done to any of these things, the oldest first.
pub fn on(store: &Connection, subjects: &[&str]) -> Result<Vec<Act>> {
    let subjects = serde_json::to_string(subjects)?;
    let mut statement = store.prepare_cached(&format!(
        "{COLUMNS} WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY id"
    ))?;
    let found = statement.query_map([subjects], act)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Goes through the rows after one that was found right, else through all.
pub fn checked(store: &Connection, after: Option<(i64, Hash)>) -> Result<Checked> {
    let mut last = after;
    let sql = "SELECT hash FROM act WHERE id = ?";
    if let Some((id, hash)) = after {
        let found: Option<Hash> =
            store.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        if found != Some(hash) {
            return Ok(Checked { broken: Some(id), last: None });
        }
    }
    let mut statement = store.prepare_cached(&format!("{COLUMNS} WHERE id > ? ORDER BY id"))?;
    let first = after.map_or(1, |(id, _)| id + 1);
    for (number, found) in (first..).zip(statement.query_map([first - 1], act)?) {
        let act = found?;
        if act.id != number || !act.follows(last.map(|(_, hash)| hash)) {
            return Ok(Checked { broken: Some(number), last });
        }
        last = Some((number, act.hash));
    }
    Ok(Checked { broken: None, last })
}

fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act {
        id: row.get(0)?,
        at: row.get(1)?,
        author: row.get(2)?,
        kind: row.get(3)?,
        subject: row.get(4)?,
        detail: row.get(5)?,
        hash: row.get(6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_changed_or_missing_row_shows() {
        let store = super::super::open::in_memory();
        for subject in ["e1", "e2", "e3"] {
            let deed = Deed { author: "N. Okafor", kind: "merge", subject, detail: json!({}) };
            append(&store, &deed).unwrap();
        }
        let broken = |store: &Connection| checked(store, None).map(|checked| checked.broken);
        assert_eq!(broken(&store).unwrap(), None);
        assert_eq!(before(&store, Some(3), 1).unwrap()[0].subject, "e2");
        assert_eq!(on(&store, &["e3", "e9"]).unwrap().len(), 1);
        let head = checked(&store, None).unwrap().last;
        assert_eq!(head.map(|(id, _)| id), Some(3));
        assert_eq!(checked(&store, head).unwrap(), Checked { broken: None, last: head });
        store.execute("UPDATE act SET hash = zeroblob(32) WHERE id = 3", []).unwrap();
        assert_eq!(checked(&store, head).unwrap().broken, Some(3));
        let right = params![head.unwrap().1];
        store.execute("UPDATE act SET hash = ? WHERE id = 3", right).unwrap();
        store.execute("UPDATE act SET author = 'another' WHERE id = 2", []).unwrap();
        assert_eq!(broken(&store).unwrap(), Some(2));
        store.execute("UPDATE act SET author = 'N. Okafor' WHERE id = 2", []).unwrap();
        store.execute("DELETE FROM act WHERE id = 1", []).unwrap();
        assert_eq!(broken(&store).unwrap(), Some(1));
    }
}
