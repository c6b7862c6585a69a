//! The readings that wait for their linking.

use super::super::find;
use crate::{
    record,
    store::{ReportId, VersionId},
};
use anyhow::{Context, Result};
use dateline_doc::Reading;
use rusqlite::{Connection, params};

/// A version whose reading waits.
pub struct Waiting {
    pub report: ReportId,
    pub version: VersionId,
    pub number: u32,
    pub added: String,
    /// Of a report only its newest version speaks.
    pub is_newest: bool,
    pub reading: Reading,
}

/// The columns of one, and what they are taken from.
const WAITING: &str = "SELECT v.report, v.id, v.number, v.added, \
                       v.number = (SELECT max(number) FROM version n WHERE n.report = v.report) AS newest \
                       FROM reading g JOIN version v ON v.id = g.version";

/// The first that wait, oldest first.
pub fn take(store: &Connection, limit: u32) -> Result<Vec<Waiting>> {
    list(store, "WHERE NOT g.linked ORDER BY v.id LIMIT ?", limit.into())
}

/// The newest version of a report, whether it waits or not.
pub fn newest(store: &Connection, report: ReportId) -> Result<Vec<Waiting>> {
    list(store, "WHERE v.report = ? AND newest", report.0)
}

fn list(store: &Connection, which: &str, value: i64) -> Result<Vec<Waiting>> {
    let mut statement = store.prepare_cached(&format!("{WAITING} {which}"))?;
    let mut rows = statement.query([value])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let version = row.get(1)?;
        let line = find::stored(store, version)?.line;
        waiting.push(Waiting {
            report: row.get(0)?,
            version,
            number: row.get(2)?,
            added: row.get(3)?,
            is_newest: row.get(4)?,
            reading: record::parse(&line).context("a stored record")?,
        });
    }
    Ok(waiting)
}

/// How many wait.
pub fn count(store: &Connection) -> Result<u64> {
    let count: i64 =
        store.query_row("SELECT count(*) FROM reading WHERE NOT linked", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Marks one as linked.
pub fn done(store: &Connection, waiting: &Waiting) -> Result<()> {
    let sql = "UPDATE reading SET linked = 1 WHERE version = ?";
    store.prepare_cached(sql)?.execute(params![waiting.version])?;
    Ok(())
}
