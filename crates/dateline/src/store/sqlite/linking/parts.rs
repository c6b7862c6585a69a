//! Which events an aggregate contains: the rule of `dateline_link::events::contains`, worked out whenever an
//! event is made, so that asking costs nothing.

use super::claims::Known;
use crate::store::day_number;
use anyhow::Result;
use dateline_link::{
    ClaimKey, Facts,
    events::{contains, dates},
};
use rusqlite::{Connection, params};
use std::rc::Rc;

/// Keeps what an event contains or is part of, of the events that are there. The others find it when they come.
pub fn add(
    store: &Connection,
    event: ClaimKey,
    aggregate: bool,
    claims: &[Rc<Facts>],
    known: &Known<'_>,
) -> Result<()> {
    let own: Vec<&Facts> = claims.iter().map(AsRef::as_ref).collect();
    for facts in &own {
        for (other, claim) in near(store, facts, aggregate)? {
            let other_facts = known.facts(claim as u64)?;
            let (whole, part) =
                if aggregate { (event.0 as i64, other) } else { (other, event.0 as i64) };
            let holds = match aggregate {
                true => contains(&[facts], &[&other_facts]),
                false => contains(&[&other_facts], &[facts]),
            };
            if holds {
                let sql = "INSERT OR IGNORE INTO part (whole, part) VALUES (?, ?)";
                store.prepare_cached(sql)?.execute([whole, part])?;
            }
        }
    }
    Ok(())
}

/// The claims, each after its event, that may lie in an aggregate's days and country, or in whose days and
/// country a single happening may lie.
fn near(store: &Connection, facts: &Facts, aggregate: bool) -> Result<Vec<(i64, i64)>> {
    let Some((first, last)) = dates(facts) else { return Ok(Vec::new()) };
    let within = if aggregate {
        "c.first_day >= ?2 AND c.first_day <= ?3 AND c.last_day <= ?3"
    } else {
        "c.first_day <= ?2 AND c.last_day >= ?3"
    };
    let sql = format!(
        "SELECT c.event, c.key FROM claim c CROSS JOIN event e ON e.key = c.event \
         WHERE c.aggregate = ?1 AND {within} AND c.echo IS NULL AND e.aggregate = ?1 \
         AND (?4 IS NULL OR c.country IS NULL OR c.country = ?4)"
    );
    let country = facts.place.as_ref().and_then(|place| place.country.as_deref());
    let mut near = store.prepare_cached(&sql)?;
    let near = near
        .query_map(params![!aggregate, day_number(first), day_number(last), country], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(near.collect::<rusqlite::Result<_>>()?)
}
