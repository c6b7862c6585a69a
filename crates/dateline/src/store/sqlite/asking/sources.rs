//! Reports, and who tells what in them, and how often alone.

use crate::{
    event::{Claim, Report},
    store::{ReportId, Source, capture::unpacked},
};
use anyhow::{Context, Result};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

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

/// Outlets, those with the most events first.
pub fn outlets(store: &Connection) -> Result<Vec<Source>> {
    let sql = "SELECT json_extract(s.shown, '$.outlet') AS outlet, count(c.key), \
               count(DISTINCT c.event), count(DISTINCT iif(e.origins = 1, e.key, NULL)) \
               FROM source s LEFT JOIN claim c ON c.source = s.key LEFT JOIN event e ON e.key = c.event \
               WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 3 DESC, 1";
    let mut statement = store.prepare_cached(sql)?;
    let sources = statement.query_map([], |row| {
        let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
        Ok(Source { name: row.get(0)?, claims: count(1)?, events: count(2)?, alone: count(3)? })
    })?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}

/// What is gathered of a speaker.
#[derive(Default)]
struct Gathered {
    claims: u64,
    events: BTreeSet<i64>,
    alone: BTreeSet<i64>,
}

/// Those whom claims are told by in the end, those with the most events first.
pub fn speakers(store: &Connection) -> Result<Vec<Source>> {
    let sql = "SELECT c.told, e.key, e.origins FROM claim c JOIN event e ON e.key = c.event";
    let mut statement = store.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut speakers: BTreeMap<String, Gathered> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let told = unpacked(row.get_ref(0)?.as_blob()?)?;
        let claim: Claim = serde_json::from_slice(&told).context("a stored claim")?;
        let Some(name) = claim.chain.last().map(|link| &link.name).filter(|it| !it.is_empty())
        else {
            continue;
        };
        let gathered = speakers.entry(name.clone()).or_default();
        gathered.claims += 1;
        gathered.events.insert(row.get(1)?);
        if row.get::<_, u32>(2)? == 1 {
            gathered.alone.insert(row.get(1)?);
        }
    }
    let source = |(name, gathered): (String, Gathered)| Source {
        name,
        claims: gathered.claims,
        events: gathered.events.len() as u64,
        alone: gathered.alone.len() as u64,
    };
    let mut sources: Vec<Source> = speakers.into_iter().map(source).collect();
    sources.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    Ok(sources)
}
