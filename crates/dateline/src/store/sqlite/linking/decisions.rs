//! What people decided: that claims are one event, or are not.

use super::{Touched, echoes, groups};
use crate::{
    event::{Join, claim_id},
    store::{Decided, Deed, Judgement, now, sqlite::acts},
};
use anyhow::{Result, bail};
use dateline_link::ClaimKey;
use dateline_link::events::{Decision, DecisionKind};
use dateline_read::Packs;
use rusqlite::{Connection, Row, params};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A pair of claims as it was decided last.
pub struct Made {
    pub decision: Decision,
    author: String,
    reason: String,
}

impl Made {
    /// Whether it is why these claims are one event.
    pub fn joins(&self, claims: &[ClaimKey]) -> bool {
        let Decision { a, b, kind } = &self.decision;
        *kind == DecisionKind::Merge && claims.contains(a) && claims.contains(b)
    }

    /// The link that it makes.
    pub fn join(&self) -> Join {
        Join {
            a: claim_id(self.decision.a),
            b: claim_id(self.decision.b),
            score: 1.0,
            because: self.reason.clone(),
            author: self.author.clone(),
        }
    }
}

/// What was decided last of each pair of these claims or of those that repeat them, and not taken back.
pub fn of(store: &Connection, claims: &[u64]) -> Result<Vec<Made>> {
    let sql = "SELECT p.other, d.kind, d.author, d.reason, d.id FROM decided p \
               JOIN decision d ON d.id = p.decision \
               WHERE p.claim = ? AND d.undone_at IS NULL ORDER BY d.id";
    let mut last: BTreeMap<_, (i64, Made)> = BTreeMap::new();
    for claim in claims {
        let mut told = echoes::of(store, *claim)?;
        told.push(*claim);
        for one in told {
            let mut statement = store.prepare_cached(sql)?;
            let mut rows = statement.query([one as i64])?;
            while let Some(row) = rows.next()? {
                let Some(other) = echoes::voiced(store, row.get::<_, i64>(0)? as u64)? else {
                    continue;
                };
                let (a, b) = (ClaimKey(*claim.min(&other)), ClaimKey(*claim.max(&other)));
                let id = row.get(4)?;
                if a != b && last.get(&(a, b)).is_none_or(|(known, _)| *known < id) {
                    let decision = Decision { a, b, kind: kind(row, 1)? };
                    let made = Made { decision, author: row.get(2)?, reason: row.get(3)? };
                    last.insert((a, b), (id, made));
                }
            }
        }
    }
    Ok(last.into_values().map(|(_, made)| made).collect())
}

fn kind(row: &Row<'_>, column: usize) -> rusqlite::Result<DecisionKind> {
    let kind: String = row.get(column)?;
    Ok(if kind == "merge" { DecisionKind::Merge } else { DecisionKind::Split })
}

/// Keeps a decision and works out its events again; its number.
pub fn decide(
    store: &Connection,
    kind: DecisionKind,
    pairs: &[(ClaimKey, ClaimKey)],
    by: &Judgement<'_>,
    packs: &Packs,
) -> Result<i64> {
    let name = if kind == DecisionKind::Merge { "merge" } else { "split" };
    store.execute(
        "INSERT INTO decision (kind, author, reason, at) VALUES (?, ?, ?, ?)",
        params![name, by.author, by.reason, now()],
    )?;
    let id = store.last_insert_rowid();
    let sql = "INSERT INTO decided (claim, other, decision) VALUES (?1, ?2, ?3), (?2, ?1, ?3)";
    for (a, b) in pairs {
        store.prepare_cached(sql)?.execute(params![a.0 as i64, b.0 as i64, id])?;
    }
    let claims: BTreeSet<String> =
        pairs.iter().flat_map(|(a, b)| [claim_id(*a), claim_id(*b)]).collect();
    let detail = json!({ "decision": id, "claims": claims, "reason": by.reason });
    let subject = pairs.first().map(|(a, _)| claim_id(*a)).unwrap_or_default();
    acts::append(store, &Deed { author: by.author, kind: name, subject: &subject, detail })?;
    renew(store, pairs, packs)?;
    Ok(id)
}

/// Takes a decision back and works out its events again.
pub fn undo(store: &Connection, id: i64, author: &str, packs: &Packs) -> Result<()> {
    let sql = "UPDATE decision SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL";
    if store.execute(sql, params![now(), author, id])? == 0 {
        bail!("no decision {id} stands; `dateline decisions` lists them");
    }
    let pairs = pairs(store, id)?;
    let subject = pairs.first().map(|(a, _)| claim_id(*a)).unwrap_or_default();
    let detail = json!({ "decision": id });
    acts::append(store, &Deed { author, kind: "undo", subject: &subject, detail })?;
    renew(store, &pairs, packs)
}

fn renew(store: &Connection, pairs: &[(ClaimKey, ClaimKey)], packs: &Packs) -> Result<()> {
    let mut touched = Touched::default();
    for claim in pairs.iter().flat_map(|(a, b)| [a.0, b.0]) {
        // One whose report no longer tells it is left alone.
        let sql = "SELECT EXISTS (SELECT 1 FROM claim WHERE key = ?)";
        if store.query_row(sql, [claim as i64], |row| row.get(0))? {
            touched.claims.insert(claim);
            // A claim that is split from another speaks for itself.
            let sql = "SELECT source FROM claim WHERE key = ?";
            let source: i64 = store.query_row(sql, [claim as i64], |row| row.get(0))?;
            touched.unsettled.insert(source as u64);
        }
    }
    groups::renew(store, touched, packs)
}

fn pairs(store: &Connection, id: i64) -> Result<Vec<(ClaimKey, ClaimKey)>> {
    let sql = "SELECT claim, other FROM decided WHERE decision = ? AND claim < other";
    let mut statement = store.prepare_cached(sql)?;
    let pair = |row: &Row<'_>| {
        let key = |column| Ok::<_, rusqlite::Error>(ClaimKey(row.get::<_, i64>(column)? as u64));
        Ok((key(0)?, key(1)?))
    };
    Ok(statement.query_map([id], pair)?.collect::<rusqlite::Result<_>>()?)
}

/// The decision of this number.
pub fn one(store: &Connection, number: i64) -> Result<Option<Decided>> {
    let sql = format!("{DECISIONS} WHERE id = ?");
    let mut statement = store.prepare_cached(&sql)?;
    let mut rows = statement.query([number])?;
    rows.next()?.map(|row| decided(store, row)).transpose()
}

/// All decisions, the newest first.
pub fn all(store: &Connection) -> Result<Vec<Decided>> {
    let mut statement = store.prepare(&format!("{DECISIONS} ORDER BY id DESC"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(decided(store, row)?);
    }
    Ok(found)
}

const DECISIONS: &str = "SELECT id, kind, author, reason, at, undone_at, undone_by FROM decision";

fn decided(store: &Connection, row: &Row<'_>) -> Result<Decided> {
    let id = row.get(0)?;
    Ok(Decided {
        id,
        kind: kind(row, 1)?,
        pairs: pairs(store, id)?,
        author: row.get(2)?,
        reason: row.get(3)?,
        at: row.get(4)?,
        undone: Option::zip(row.get(5)?, row.get(6)?),
    })
}
