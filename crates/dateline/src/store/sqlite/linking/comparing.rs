//! Which claims are compared: the rule of `dateline_link::events`, kept in tables. Claims of one report are
//! compared with each other. Of other reports those that share a handle are, but for claims that follow the
//! leaders of their likeness: they are one with these without comparing. So which pairs are compared depends
//! on the claims alone, not on the order they came in.

use super::{Touched, claims::Known};
use anyhow::Result;
use dateline_link::{Facts, events};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Compares a claim, and joins it to those it may be one event with.
pub fn enter(
    store: &Connection,
    facts: &Facts,
    known: &Known<'_>,
    touched: &mut Touched,
) -> Result<()> {
    let key = facts.key.0 as i64;
    let mut met = beside(store, facts.report.0 as i64)?;
    let likeness = events::likeness(facts);
    let leaders = leaders(store, likeness)?;
    let last = leaders.get(events::LEADERS - 1).copied();
    let follows = last.is_some_and(|last| last < key);
    if let (Some(last), false) = (last, follows) {
        follow(store, last, touched)?;
    }
    if !follows {
        met.extend(sharing(store, key, &events::handles(facts))?);
    }
    met.remove(&key);
    let sql = "INSERT OR IGNORE INTO joined (claim, other) VALUES (?1, ?2), (?2, ?1)";
    for other in met {
        if events::join(facts, known.facts(other as u64)?.as_ref()).is_some() {
            store.prepare_cached(sql)?.execute([key, other])?;
        }
    }
    let compared = if follows { "leaders" } else { "all" };
    let sql = "UPDATE claim SET compared = ?, alike = ? WHERE key = ?";
    let alike = likeness.map(|likeness| likeness as i64);
    store.prepare_cached(sql)?.execute(params![compared, alike, key])?;
    Ok(())
}

/// Takes a claim out of all comparing; those that it was joined to have to be grouped again.
pub fn leave(store: &Connection, key: i64, touched: &mut Touched) -> Result<()> {
    part(store, key, joined(store, key)?, touched)?;
    store.prepare_cached("DELETE FROM claim_handle WHERE claim = ?")?.execute([key])?;
    let sql = "SELECT alike, compared FROM claim WHERE key = ?";
    let (alike, compared): (Option<i64>, Option<String>) =
        store.prepare_cached(sql)?.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    store.prepare_cached("UPDATE claim SET compared = NULL WHERE key = ?")?.execute([key])?;
    let Some(alike) = alike.filter(|_| compared.is_some()) else { return Ok(()) };
    let left = leaders(store, Some(alike as u64))?;
    touched.claims.extend(left.first().map(|leader| *leader as u64));
    if compared.as_deref() == Some("all") {
        // The next one leads in its place, once it is compared again.
        let sql = "SELECT key, source FROM claim WHERE alike = ? AND compared = 'leaders' \
                   ORDER BY key LIMIT 1";
        let next = store
            .prepare_cached(sql)?
            .query_row([alike], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        if let Some((next, source)) = next.optional()? {
            store
                .prepare_cached("UPDATE claim SET compared = NULL WHERE key = ?")?
                .execute([next])?;
            touched.claims.insert(next as u64);
            touched.unsettled.insert(source as u64);
        }
    }
    Ok(())
}

/// The claims that a claim is tied to by comparing: those it was joined to, and by the first leader all of its
/// likeness.
pub fn tied(store: &Connection, key: i64) -> Result<Vec<i64>> {
    let mut tied = joined(store, key)?;
    let sql = "SELECT alike FROM claim WHERE key = ? AND compared IS NOT NULL";
    let alike: Option<Option<i64>> =
        store.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
    let Some(alike) = alike.flatten() else { return Ok(tied) };
    let leader = leaders(store, Some(alike as u64))?.first().copied();
    if leader == Some(key) {
        let sql = "SELECT key FROM claim WHERE alike = ? AND compared IS NOT NULL";
        tied.extend(keys(store, sql, alike)?);
    } else {
        tied.extend(leader);
    }
    Ok(tied)
}

/// Lets a claim that led follow.
fn follow(store: &Connection, key: i64, touched: &mut Touched) -> Result<()> {
    let sql = "SELECT key FROM claim WHERE source = (SELECT source FROM claim WHERE key = ?)";
    let beside: BTreeSet<i64> = keys(store, sql, key)?.into_iter().collect();
    let mut others = joined(store, key)?;
    others.retain(|other| !beside.contains(other));
    part(store, key, others, touched)?;
    touched.claims.insert(key as u64);
    store.prepare_cached("DELETE FROM claim_handle WHERE claim = ?")?.execute([key])?;
    let sql = "UPDATE claim SET compared = 'leaders' WHERE key = ?";
    store.prepare_cached(sql)?.execute([key])?;
    Ok(())
}

/// Undoes what joins a claim to these; they have to be grouped again.
fn part(store: &Connection, key: i64, others: Vec<i64>, touched: &mut Touched) -> Result<()> {
    let sql = "DELETE FROM joined WHERE (claim, other) IN ((?1, ?2), (?2, ?1))";
    for other in others {
        touched.claims.insert(other as u64);
        store.prepare_cached(sql)?.execute([key, other])?;
    }
    Ok(())
}

/// The first of the claims of a likeness that are compared, as many as lead.
fn leaders(store: &Connection, likeness: Option<u64>) -> Result<Vec<i64>> {
    let Some(likeness) = likeness else { return Ok(Vec::new()) };
    let sql =
        "SELECT key FROM claim WHERE alike = ?1 AND compared IS NOT NULL ORDER BY key LIMIT ?2";
    let mut leaders = store.prepare_cached(sql)?;
    let leaders = leaders.query_map([likeness as i64, events::LEADERS as i64], |row| row.get(0))?;
    Ok(leaders.collect::<rusqlite::Result<_>>()?)
}

/// The claims of a report that are compared.
fn beside(store: &Connection, source: i64) -> Result<BTreeSet<i64>> {
    let sql = "SELECT key FROM claim WHERE source = ? AND compared IS NOT NULL";
    Ok(keys(store, sql, source)?.into_iter().collect())
}

/// Puts a claim under its handles; the claims that share one.
fn sharing(store: &Connection, key: i64, handles: &[u64]) -> Result<BTreeSet<i64>> {
    let mut met = BTreeSet::new();
    for handle in handles {
        met.extend(keys(store, "SELECT claim FROM claim_handle WHERE handle = ?", *handle as i64)?);
        store
            .prepare_cached("INSERT OR IGNORE INTO claim_handle (handle, claim) VALUES (?, ?)")?
            .execute(params![*handle as i64, key])?;
    }
    Ok(met)
}

fn joined(store: &Connection, key: i64) -> Result<Vec<i64>> {
    keys(store, "SELECT other FROM joined WHERE claim = ?", key)
}

fn keys(store: &Connection, sql: &str, of: i64) -> Result<Vec<i64>> {
    let mut keys = store.prepare_cached(sql)?;
    let keys = keys.query_map([of], |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}
