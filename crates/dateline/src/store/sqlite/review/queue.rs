//! Where the review of events stands, and who does it.

use crate::{
    event::{Brief, Event, claim_of},
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
    let claim = claim_of(&event.id).with_context(|| format!("{} is no event's id", event.id))?;
    let sql = "SELECT event FROM claim WHERE key = ? AND event IS NOT NULL";
    let key =
        store.prepare_cached(sql)?.query_row([claim.0 as i64], |row| row.get(0)).optional()?;
    key.map_or(Ok(()), |key| carry(store, key))?;
    let detail = json!({ "status": status, "assignee": assignee, "reason": by.reason });
    acts::append(store, &Deed { author: by.author, kind: "review", subject: &event.id, detail })
}

/// Works out where the review of an event stands by what lies under its claims. Of several the newest
/// counts: a bare column beside `max` is that of the row that has it.
pub fn carry(store: &Connection, event: i64) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO event_review (event, status, assignee, at, author, added) \
               SELECT e.key, r.status, r.assignee, max(r.at), r.author, e.added \
               FROM event e JOIN claim c ON c.event = e.key JOIN review r ON r.claim = c.key \
               WHERE e.key = ? GROUP BY e.key";
    store.prepare_cached(sql)?.execute([event])?;
    Ok(())
}

/// Where the review of an event stands.
pub fn review(store: &Connection, event: &Event) -> Result<Review> {
    let sql = "SELECT r.status, r.assignee, r.at, r.author \
               FROM claim c JOIN event_review r ON r.event = c.event WHERE c.key = ?";
    let key = claim_of(&event.id).with_context(|| format!("{} is no event's id", event.id))?;
    let found = store.prepare_cached(sql)?.query_row([key.0 as i64], |row| reviewed(row, 0));
    Ok(found.optional()?.unwrap_or(Review::UNTOUCHED))
}

/// The first `limit` events that are asked for, those that came last first.
pub fn page(store: &Connection, asked: &Asked, limit: usize) -> Result<Vec<(Brief, Review)>> {
    // What nobody touched is to do and nobody's: it is looked for only where that is asked for.
    let touched = asked.assignee.is_some() || asked.status.is_some_and(|it| it != Status::ToDo);
    let (tables, at) = if touched {
        ("event_review r", "r.added, r.event")
    } else {
        ("event e LEFT JOIN event_review r ON r.event = e.key", "e.added, e.key")
    };
    let (added, key) = at.split_once(", ").context("two columns")?;
    let sql = format!(
        "SELECT {key}, r.status, r.assignee, r.at, r.author FROM {tables} \
         WHERE {} AND {} AND {} ORDER BY {added} DESC, {key} DESC LIMIT ?5",
        match asked.status {
            Some(Status::ToDo) => "ifnull(r.status, 'to-do') = ?1",
            Some(_) => "r.status = ?1",
            None => "?1 IS NULL",
        },
        if asked.assignee.is_some() { "r.assignee = ?2" } else { "?2 IS NULL" },
        if asked.after.is_some() { format!("({at}) < (?3, ?4)") } else { "?3 IS ?4".to_owned() },
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
        let event = asking::brief(store, ClaimKey(key as u64))?.context("a listed event")?;
        let touched = row.get::<_, Option<String>>(1)?.is_some();
        let review = if touched { reviewed(row, 1)? } else { Review::UNTOUCHED };
        found.push((event, review));
    }
    Ok(found)
}

/// How many events there are of each status.
pub fn counts(store: &Connection) -> Result<Vec<(Status, u64)>> {
    // Asked alone, which is counted without looking at each.
    let all = store
        .prepare_cached("SELECT count(*) FROM event")?
        .query_row([], |row| row.get::<_, i64>(0))?
        .unsigned_abs();
    let sql = "SELECT status, count(*) FROM event_review GROUP BY status";
    let mut statement = store.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut counts: Vec<(Status, u64)> =
        Status::value_variants().iter().map(|status| (*status, 0)).collect();
    let mut touched = 0;
    while let Some(row) = rows.next()? {
        let (word, number) = (row.get::<_, String>(0)?, row.get::<_, i64>(1)?.unsigned_abs());
        touched += number;
        let status = status(&word);
        counts.iter_mut().filter(|(it, _)| *it == status).for_each(|(_, count)| *count = number);
    }
    let untouched = all.saturating_sub(touched);
    counts.iter_mut().filter(|(it, _)| *it == Status::ToDo).for_each(|(_, n)| *n += untouched);
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
