//! Which aggregates an event is part of, and which events an aggregate contains.

use crate::{
    event::{Event, claim_id, claim_of},
    store::days,
};
use anyhow::Result;
use dateline_link::ClaimKey;
use rusqlite::{Connection, params};

/// Events of one aggregate that are named; the rest are found by asking for its place and time.
const NAMED: i64 = 1000;

/// An event with the ids of what it contains and of what it is part of: of the same country and a
/// type that is the same or a kind of it, in a time and a first-level area that hold the other's.
pub fn placed(store: &Connection, mut event: Event) -> Result<Event> {
    let Some(key) = claim_of(&event.id) else { return Ok(event) };
    if event.aggregate {
        event.contains = contained(store, &event)?;
    } else {
        event.within = holding(store, key)?;
    }
    Ok(event)
}

fn contained(store: &Connection, event: &Event) -> Result<Vec<String>> {
    let (Some(place), Some(time)) = (&event.place, &event.occurred) else { return Ok(Vec::new()) };
    let (Some(first), Some(last)) =
        (time.start.as_deref().and_then(days), time.end.as_deref().and_then(days))
    else {
        return Ok(Vec::new());
    };
    let sql = "SELECT e.key FROM event e JOIN event_type t ON t.event = e.key AND t.type = ?1 \
               WHERE NOT e.aggregate AND e.country = ?2 AND e.first_day >= ?3 AND e.last_day <= ?4 \
               AND (?5 = 'country' OR e.admin1 = ?6) AND (?5 IN ('country', 'admin1', 'region') OR e.place = ?7) \
               ORDER BY e.first_day, e.key LIMIT ?8";
    let value = &place.value;
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map(
        params![
            event.kind,
            value.country,
            first,
            last,
            value.precision,
            value.admin1,
            value.geonameid,
            NAMED
        ],
        |row| row.get::<_, i64>(0),
    )?;
    found.map(|key| Ok(claim_id(ClaimKey(key? as u64)))).collect()
}

fn holding(store: &Connection, key: ClaimKey) -> Result<Vec<String>> {
    let sql = "SELECT a.key FROM event e JOIN event a ON a.aggregate AND a.country = e.country \
               AND a.first_day <= e.first_day AND a.last_day >= e.last_day \
               JOIN event_type t ON t.event = e.key AND t.type = a.type \
               WHERE e.key = ? \
               AND (a.precision = 'country' OR a.admin1 = e.admin1) \
               AND (a.precision IN ('country', 'admin1', 'region') OR a.place = e.place) \
               ORDER BY a.first_day, a.key";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([key.0 as i64], |row| row.get::<_, i64>(0))?;
    found.map(|key| Ok(claim_id(ClaimKey(key? as u64)))).collect()
}
