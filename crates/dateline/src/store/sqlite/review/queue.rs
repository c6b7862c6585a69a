//! Where the review of events stands, and who does it.

use crate::{
    event::{Event, claim_of},
    store::{
        Asked, Deed, Judgement, Review, Status, now,
        sqlite::{acts, asking},
    },
};
use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline_link::ClaimKey;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

/// Events with their newest review. A bare column beside `max` is that of the row that has it.
const REVIEWED: &str = "(SELECT c.event AS event, r.status AS status, r.assignee AS assignee, \
                        max(r.at) AS at, r.author AS author \
                        FROM review r JOIN claim c ON c.key = r.claim GROUP BY c.event)";

/// Says where the review of an event stands, under each of its claims.
pub fn set(
    store: &Connection,
    event: &Event,
    status: Status,
    assignee: Option<&str>,
    by: &Judgement<'_>,
) -> Result<()> {
    let (status, at) = (word(status), now());
    let sql = "INSERT OR REPLACE INTO review (claim, status, assignee, at, author) VALUES (?, ?, ?, ?, ?)";
    for key in event.claims.iter().filter_map(|claim| claim_of(&claim.id)) {
        let row = params![key.0 as i64, status, assignee, at, by.author];
        store.prepare_cached(sql)?.execute(row)?;
    }
    let detail = json!({ "status": status, "assignee": assignee, "reason": by.reason });
    acts::append(store, &Deed { author: by.author, kind: "review", subject: &event.id, detail })
}

/// Where the review of an event stands.
pub fn review(store: &Connection, event: &Event) -> Result<Review> {
    let sql = "SELECT r.status, r.assignee, r.at, r.author \
               FROM claim e JOIN claim c ON c.event = e.event JOIN review r ON r.claim = c.key \
               WHERE e.key = ? ORDER BY r.at DESC LIMIT 1";
    let key = claim_of(&event.id).with_context(|| format!("{} is no event's id", event.id))?;
    let found = store.prepare_cached(sql)?.query_row([key.0 as i64], |row| reviewed(row, 0));
    Ok(found.optional()?.unwrap_or(Review::UNTOUCHED))
}

/// The first `limit` events that are asked for, those that came last first.
pub fn page(store: &Connection, asked: &Asked, limit: usize) -> Result<Vec<(Event, Review)>> {
    let sql = format!(
        "SELECT e.key, r.status, r.assignee, r.at, r.author \
         FROM event e LEFT JOIN {REVIEWED} r ON r.event = e.key \
         WHERE (?1 IS NULL OR ifnull(r.status, 'to-do') = ?1) AND (?2 IS NULL OR r.assignee = ?2) \
         AND (?3 IS NULL OR (e.added, e.key) < (?3, ?4)) \
         ORDER BY e.added DESC, e.key DESC LIMIT ?5"
    );
    let (added, key) = asked.after.clone().unzip();
    let mut statement = store.prepare_cached(&sql)?;
    let mut rows = statement.query(params![
        asked.status.map(word),
        asked.assignee,
        added,
        key.map(|key| key.0 as i64),
        i64::try_from(limit)?
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key: i64 = row.get(0)?;
        let event = asking::event(store, ClaimKey(key as u64))?.context("a listed event")?;
        let touched = row.get::<_, Option<String>>(1)?.is_some();
        let review = if touched { reviewed(row, 1)? } else { Review::UNTOUCHED };
        found.push((event, review));
    }
    Ok(found)
}

/// How many events there are of each status.
pub fn counts(store: &Connection) -> Result<Vec<(Status, u64)>> {
    let sql = format!(
        "SELECT ifnull(r.status, 'to-do'), count(*) FROM event e \
         LEFT JOIN {REVIEWED} r ON r.event = e.key GROUP BY 1"
    );
    let mut statement = store.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut counts: Vec<(Status, u64)> =
        Status::value_variants().iter().map(|status| (*status, 0)).collect();
    while let Some(row) = rows.next()? {
        let status = status(&row.get::<_, String>(0)?);
        let number = row.get::<_, i64>(1)?.unsigned_abs();
        counts.iter_mut().filter(|(it, _)| *it == status).for_each(|(_, count)| *count = number);
    }
    Ok(counts)
}

/// Columns `status, assignee, at, author` from `first` on.
fn reviewed(row: &Row<'_>, first: usize) -> rusqlite::Result<Review> {
    Ok(Review {
        status: status(&row.get::<_, String>(first)?),
        assignee: row.get(first + 1)?,
        changed: Some((row.get(first + 2)?, row.get(first + 3)?)),
    })
}

fn word(status: Status) -> String {
    status.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The table takes no other words.
fn status(word: &str) -> Status {
    Status::from_str(word, false).unwrap_or(Status::ToDo)
}
