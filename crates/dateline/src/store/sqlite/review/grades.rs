//! How people grade sources. The last grade of a source stands; all are kept.

use crate::store::{Deed, Grade, SourceKind, now, sqlite::acts};
use anyhow::{Result, ensure};
use clap::ValueEnum;
use rusqlite::{Connection, Row, params};
use serde_json::json;

const COLUMNS: &str = "SELECT kind, name, reliability, credibility, author, reason, at FROM grade";

/// Keeps a grade.
pub fn add(store: &Connection, grade: &Grade) -> Result<()> {
    ensure!(('A'..='F').contains(&grade.reliability), "a reliability is one of A to F");
    ensure!((1..=6).contains(&grade.credibility), "a credibility is one of 1 to 6");
    let (kind, reliability) = (word(grade.kind), grade.reliability.to_string());
    store.execute(
        "INSERT INTO grade (kind, name, reliability, credibility, author, reason, at) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        params![
            kind,
            grade.name,
            reliability,
            grade.credibility,
            grade.author,
            grade.reason,
            now()
        ],
    )?;
    let detail = json!({
        "source": kind,
        "reliability": reliability,
        "credibility": grade.credibility,
        "reason": grade.reason,
    });
    let deed = Deed { author: &grade.author, kind: "grade", subject: &grade.name, detail };
    acts::append(store, &deed)
}

/// The grades of a source, the newest first.
pub fn of(store: &Connection, kind: SourceKind, name: &str) -> Result<Vec<Grade>> {
    let sql = format!("{COLUMNS} WHERE kind = ? AND name = ? ORDER BY id DESC");
    let mut statement = store.prepare_cached(&sql)?;
    let found = statement.query_map([&word(kind), name], grade)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The last grade of each source.
pub fn standing(store: &Connection) -> Result<Vec<Grade>> {
    let sql = format!("{COLUMNS} WHERE id IN (SELECT max(id) FROM grade GROUP BY kind, name)");
    let mut statement = store.prepare_cached(&sql)?;
    let found = statement.query_map([], grade)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn word(kind: SourceKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn grade(row: &Row<'_>) -> rusqlite::Result<Grade> {
    let (kind, reliability): (String, String) = (row.get(0)?, row.get(2)?);
    Ok(Grade {
        kind: if kind == "outlet" { SourceKind::Outlet } else { SourceKind::Speaker },
        name: row.get(1)?,
        reliability: reliability.chars().next().unwrap_or('F'),
        credibility: row.get(3)?,
        author: row.get(4)?,
        reason: row.get(5)?,
        at: row.get(6)?,
    })
}
