//! What is more sensitive than somebody may see. It is asked of the tables themselves (`main.`), whatever is shown.

use crate::store::{Beyond, ReportId, Sensitivity};
use anyhow::Result;
use dateline_link::ClaimKey;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Events with a marked claim, or with a claim of a marked report. Claims that repeat others are in their event.
const EVENTS: &str = "SELECT DISTINCT coalesce(c.event, voiced.event) FROM main.mark_standing m \
    JOIN main.source s ON s.report = m.report JOIN main.claim c ON c.source = s.key \
    LEFT JOIN main.claim voiced ON voiced.key = c.echo \
    WHERE m.level > ? AND coalesce(c.event, voiced.event) IS NOT NULL \
    AND (m.claim IS NULL OR m.claim = c.key \
         OR NOT EXISTS (SELECT 1 FROM main.claim k WHERE k.key = m.claim))";

const MARKED: &str = "SELECT DISTINCT report FROM main.mark_standing WHERE level > ?";

/// The reports that tell of an event.
const TELLING: &str = "SELECT s.report FROM main.claim c JOIN main.source s ON s.key = c.source WHERE c.event = ?1 \
    UNION SELECT s.report FROM main.claim voiced JOIN main.claim c ON c.echo = voiced.key \
    JOIN main.source s ON s.key = c.source WHERE voiced.event = ?1";

/// What is more sensitive than this.
pub fn beyond(store: &Connection, most: Sensitivity) -> Result<Beyond> {
    let events: BTreeSet<ClaimKey> =
        keys(store, EVENTS, most as i64)?.into_iter().map(|key| ClaimKey(key as u64)).collect();
    let mut reports = keys(store, MARKED, most as i64)?;
    for event in &events {
        reports.extend(keys(store, TELLING, event.0 as i64)?);
    }
    Ok(Beyond { events, reports: reports.into_iter().map(ReportId).collect() })
}

fn keys(store: &Connection, sql: &str, value: i64) -> Result<Vec<i64>> {
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([value], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
