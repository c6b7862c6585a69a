//! Claims that repeat another's words in a copy of its report. A story that hundreds carry is compared
//! once, not each copy with each.

use super::{Touched, claims::Known, comparing};
use crate::{event::Told, hash::Hash};
use anyhow::Result;
use dateline_link::Facts;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// A hash of a claim's type and words: equal where a copy tells it in the same words.
pub fn twin(told: &Told, facts: &Facts) -> i64 {
    let words: Vec<u8> = facts.words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let trigger = told.claim.trigger.quote.to_lowercase();
    let fields = [facts.kind.0.as_bytes(), trigger.as_bytes(), &words];
    let hash = Hash::of_fields(fields.map(Some));
    i64::from_be_bytes(std::array::from_fn(|at| hash.0[at]))
}

/// Settles which claims of these reports repeat others, and compares those that speak for themselves.
/// The claims of the report that a family is named after always do.
pub fn settle(
    store: &Connection,
    sources: &BTreeSet<u64>,
    known: &Known<'_>,
    touched: &mut Touched,
) -> Result<()> {
    let mut ordered = Vec::new();
    for source in sources {
        let sql = "SELECT family FROM source WHERE key = ?";
        let family = store.prepare_cached(sql)?.query_row([*source as i64], |row| row.get(0));
        let family: Option<i64> = family.optional()?;
        ordered.extend(family.map(|family| (family != *source as i64, *source as i64, family)));
    }
    // What is repeated stands before what repeats it.
    ordered.sort_unstable();
    for (_, source, family) in ordered {
        settle_source(store, source, family, known, touched)?;
    }
    Ok(())
}

/// A claim as settling sees it.
struct Row {
    key: i64,
    twin: i64,
    echo: Option<i64>,
    event: Option<i64>,
    is_compared: bool,
}

fn settle_source(
    store: &Connection,
    source: i64,
    family: i64,
    known: &Known<'_>,
    touched: &mut Touched,
) -> Result<()> {
    for row in rows(store, source)? {
        let echo = if family == source { None } else { repeated(store, &row, family)? };
        if echo == row.echo && (echo.is_some() || row.is_compared) {
            continue;
        }
        touched.events.extend(row.event.map(|event| event as u64));
        touched.claims.insert(echo.unwrap_or(row.key) as u64);
        let sql = "UPDATE claim SET echo = ? WHERE key = ?";
        store.prepare_cached(sql)?.execute(params![echo, row.key])?;
        if echo.is_some() {
            comparing::leave(store, row.key, touched)?;
            orphan(store, row.key, touched)?;
        } else {
            comparing::enter(store, &*known.facts(row.key as u64)?, known, touched)?;
        }
    }
    Ok(())
}

fn rows(store: &Connection, source: i64) -> Result<Vec<Row>> {
    let sql = "SELECT key, twin, echo, event, compared IS NOT NULL FROM claim WHERE source = ?";
    let mut rows = store.prepare_cached(sql)?;
    let rows = rows.query_map([source], |row| {
        Ok(Row {
            key: row.get(0)?,
            twin: row.get(1)?,
            echo: row.get(2)?,
            event: row.get(3)?,
            is_compared: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The claim of its family's first report that a claim repeats; none when people split the two, or it
/// from anything: then it speaks for itself.
fn repeated(store: &Connection, row: &Row, family: i64) -> Result<Option<i64>> {
    let split = "SELECT EXISTS (SELECT 1 FROM decided p JOIN decision d ON d.id = p.decision \
                 WHERE p.claim = ? AND d.kind = 'split' AND d.undone_at IS NULL)";
    if store.prepare_cached(split)?.query_row([row.key], |row| row.get(0))? {
        return Ok(None);
    }
    let sql = "SELECT min(key) FROM claim WHERE source = ? AND twin = ?";
    Ok(store.prepare_cached(sql)?.query_row([family, row.twin], |row| row.get(0))?)
}

/// Lets the claims that repeat this one speak for themselves, until they are settled again.
pub fn orphan(store: &Connection, key: i64, touched: &mut Touched) -> Result<()> {
    let mut echoes = store.prepare_cached("SELECT source FROM claim WHERE echo = ?")?;
    for source in echoes.query_map([key], |row| row.get::<_, i64>(0))? {
        touched.unsettled.insert(source? as u64);
    }
    store.prepare_cached("UPDATE claim SET echo = NULL WHERE echo = ?")?.execute([key])?;
    Ok(())
}

/// The claims that repeat this one.
pub fn of(store: &Connection, key: u64) -> Result<Vec<u64>> {
    let mut echoes = store.prepare_cached("SELECT key FROM claim WHERE echo = ?")?;
    let echoes = echoes.query_map([key as i64], |row| row.get::<_, i64>(0))?;
    echoes.map(|key| Ok(key? as u64)).collect()
}

/// The claim that this one repeats, else itself.
pub fn voiced(store: &Connection, key: u64) -> Result<Option<u64>> {
    let sql = "SELECT ifnull(echo, key) FROM claim WHERE key = ?";
    let voiced = store.prepare_cached(sql)?.query_row([key as i64], |row| row.get::<_, i64>(0));
    Ok(voiced.optional()?.map(|key| key as u64))
}
