//! Reports, and who tells what in them, and how often alone.

use crate::{
    event::Report,
    store::{ReportId, Source, SourceKind},
};
use anyhow::{Context, Result};
use rusqlite::{Connection, params};

/// The first `limit` reports before this one, the newest first, each with how many claims it makes.
pub fn reports(
    store: &Connection,
    before: Option<ReportId>,
    limit: usize,
) -> Result<Vec<(Report, u64)>> {
    let sql = "SELECT s.shown, (SELECT count(*) FROM claim c WHERE c.source = s.key) FROM source s \
               WHERE s.report < ? ORDER BY s.report DESC LIMIT ?";
    let mut statement = store.prepare_cached(sql)?;
    let before = before.unwrap_or(ReportId(i64::MAX));
    let mut rows = statement.query(params![before, i64::try_from(limit)?])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let shown = row.get_ref(0)?.as_str()?;
        let report = serde_json::from_str(shown).context("a stored report")?;
        reports.push((report, row.get::<_, i64>(1)?.unsigned_abs()));
    }
    Ok(reports)
}

/// The first `limit` outlets, or speakers: those with the most events first.
pub fn tellers(store: &Connection, kind: SourceKind, limit: usize) -> Result<Vec<Source>> {
    let sql = "SELECT name, claims, events, alone FROM teller WHERE kind = ? \
               ORDER BY events DESC, name LIMIT ?";
    let mut statement = store.prepare_cached(sql)?;
    let kind = match kind {
        SourceKind::Outlet => "outlet",
        SourceKind::Speaker => "speaker",
    };
    let sources = statement.query_map(params![kind, i64::try_from(limit)?], |row| {
        let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
        Ok(Source { name: row.get(0)?, claims: count(1)?, events: count(2)?, alone: count(3)? })
    })?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}
