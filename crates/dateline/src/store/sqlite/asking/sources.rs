//! Reports, and who tells what in them, and how often alone.

use crate::{
    event::Report,
    store::{ReportId, Source, SourceCursor, SourceKind, SourcePage, SourceQuery},
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

/// The first `limit` outlets, or speakers, that are asked for.
pub fn tellers(store: &Connection, query: &SourceQuery, limit: usize) -> Result<SourcePage> {
    let cursor = query.after.as_ref();
    let after = match cursor {
        Some(_) => "events <= ?2 AND (events < ?2 OR name > ?3)",
        None => "?2 IS ?3",
    };
    let sql = format!(
        "SELECT name, claims, events, alone FROM teller WHERE kind = ?1 AND {after} \
         AND has_words(name, ?4) ORDER BY events DESC, name LIMIT ?5"
    );
    let kind = match query.kind {
        SourceKind::Outlet => "outlet",
        SourceKind::Speaker => "speaker",
    };
    let (events, name) = cursor.map(|cursor| (cursor.events as i64, &cursor.name)).unzip();
    // One more tells whether the list goes on.
    let more = i64::try_from(limit)?.saturating_add(1);
    let mut statement = store.prepare_cached(&sql)?;
    let sources = statement.query_map(params![kind, events, name, query.name, more], |row| {
        let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
        Ok(Source { name: row.get(0)?, claims: count(1)?, events: count(2)?, alone: count(3)? })
    })?;
    let mut sources = sources.collect::<rusqlite::Result<Vec<Source>>>()?;
    let goes_on = sources.len() > limit;
    sources.truncate(limit);
    let last = sources.last().filter(|_| goes_on);
    let next = last.map(|last| SourceCursor { events: last.events, name: last.name.clone() });
    Ok(SourcePage { sources, next })
}
