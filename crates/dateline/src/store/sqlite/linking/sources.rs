//! Reports, what they have from each other, and their families.

use super::{Touched, claims, waiting::Waiting};
use crate::{
    event::{Report, ReportVia, report_key},
    hash::Hash,
    record::{self, word},
    store::{ReportId, VersionId, sqlite::find},
};
use anyhow::{Context, Result};
use dateline_link::{
    ReportKey,
    origins::{Edge, Profile, edges},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Reports of a handle that all others of the handle are compared with: those of the least keys.
/// So what thousands share costs each of them a few comparisons, whatever order they come in.
const HUBS: i64 = 8;

/// Takes out what is known of a report's newest version.
pub fn forget(store: &Connection, report: ReportId, touched: &mut Touched) -> Result<()> {
    let sql = "SELECT key FROM source WHERE report = ?";
    let Some(key) = store.query_row(sql, [report], |row| row.get(0)).optional()? else {
        return Ok(());
    };
    let key: i64 = key;
    claims::forget(store, key, touched)?;
    for other in neighbours(store, key)? {
        touched.sources.insert(other as u64);
    }
    store.execute("DELETE FROM edge WHERE taker = ?1 OR giver = ?1", [key])?;
    store.execute("DELETE FROM source_handle WHERE source = ?", [key])?;
    store.execute("DELETE FROM source WHERE key = ?", [key])?;
    Ok(())
}

/// Takes a report in, with what it has from others; its key.
pub fn add(store: &Connection, waiting: &Waiting, touched: &mut Touched) -> Result<ReportKey> {
    let key = free_key(store, waiting)?;
    let profile = Profile::of(&waiting.reading, key);
    let shown = serde_json::to_string(&shown(waiting))?;
    store
        .prepare_cached(
            "INSERT INTO source (key, report, version, family, shown) VALUES (?1, ?2, ?3, ?1, ?4)",
        )?
        .execute(params![key.0 as i64, waiting.report, waiting.version, shown])?;
    touched.sources.insert(key.0);
    let handles = profile.handles();
    let mut met = BTreeSet::new();
    for handle in &handles {
        met.extend(meet(store, *handle, key)?);
    }
    for other in met {
        for edge in edges(&profile, &profile_of(store, other)?) {
            insert(store, &edge)?;
            touched.sources.insert(other.0);
        }
    }
    Ok(key)
}

/// Puts a report under a handle; those it is to be compared with for it.
fn meet(store: &Connection, handle: u64, key: ReportKey) -> Result<Vec<ReportKey>> {
    let mut hubs = store.prepare_cached(
        "SELECT source FROM source_handle WHERE handle = ? ORDER BY source LIMIT ?",
    )?;
    let hubs = hubs
        .query_map(params![handle as i64, HUBS], |row| row.get::<_, i64>(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    store
        .prepare_cached("INSERT OR IGNORE INTO source_handle (handle, source) VALUES (?, ?)")?
        .execute(params![handle as i64, key.0 as i64])?;
    let is_hub =
        (hubs.len() as i64) < HUBS || hubs.last().is_some_and(|last| (key.0 as i64) < *last);
    let met = if is_hub { all_of(store, handle, key)? } else { hubs };
    Ok(met.into_iter().map(|key| ReportKey(key as u64)).collect())
}

fn all_of(store: &Connection, handle: u64, but: ReportKey) -> Result<Vec<i64>> {
    let mut all = store
        .prepare_cached("SELECT source FROM source_handle WHERE handle = ? AND source <> ?")?;
    let all = all.query_map(params![handle as i64, but.0 as i64], |row| row.get(0))?;
    Ok(all.collect::<rusqlite::Result<_>>()?)
}

/// The key of a report; the next free one in the rare case that another report has it: one that is
/// known by its text alone, and was received again under an address.
fn free_key(store: &Connection, waiting: &Waiting) -> Result<ReportKey> {
    let mut key = report_key(&waiting.reading.article);
    let sql = "SELECT EXISTS (SELECT 1 FROM source WHERE key = ?)";
    while store.query_row(sql, [key.0 as i64], |row| row.get(0))? {
        key = ReportKey(key.0 + 1);
    }
    Ok(key)
}

fn profile_of(store: &Connection, key: ReportKey) -> Result<Profile> {
    let sql = "SELECT version FROM source WHERE key = ?";
    let version: VersionId = store.query_row(sql, [key.0 as i64], |row| row.get(0))?;
    let line = find::stored(store, version)?.line;
    Ok(Profile::of(&record::parse(&line).context("a stored record")?, key))
}

fn insert(store: &Connection, edge: &Edge) -> Result<()> {
    let statement = |of: fn(&(dateline_doc::StatementId, dateline_doc::StatementId)) -> u32| {
        edge.statements.as_ref().map(of)
    };
    store
        .prepare_cached(
            "INSERT INTO edge (taker, giver, kind, folds, score, reason, taker_statement, giver_statement) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            edge.from.0 as i64,
            edge.to.0 as i64,
            word(edge.kind),
            edge.kind.folds(),
            edge.score,
            edge.reason,
            statement(|both| both.0.0),
            statement(|both| both.1.0),
        ])?;
    Ok(())
}

fn neighbours(store: &Connection, key: i64) -> Result<Vec<i64>> {
    let mut found = store.prepare_cached(
        "SELECT giver FROM edge WHERE taker = ?1 AND folds \
         UNION SELECT taker FROM edge WHERE giver = ?1 AND folds",
    )?;
    let found = found.query_map([key], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Works out the families of these reports and of all joined to them; those whose family changed.
pub fn renew_families(store: &Connection, touched: &BTreeSet<u64>) -> Result<Vec<i64>> {
    let mut seen = BTreeSet::new();
    let mut changed = Vec::new();
    for start in touched {
        let mut family = BTreeSet::new();
        let mut rest = vec![*start as i64];
        while let Some(key) = rest.pop() {
            if seen.insert(key) {
                family.insert(key);
                rest.extend(neighbours(store, key)?);
            }
        }
        let Some(least) = family.first() else { continue };
        let sql = "UPDATE source SET family = ?1 WHERE key = ?2 AND family <> ?1";
        for key in &family {
            if store.prepare_cached(sql)?.execute([least, key])? > 0 {
                changed.push(*key);
            }
        }
    }
    Ok(changed)
}

fn shown(waiting: &Waiting) -> Report {
    let article = &waiting.reading.article;
    let text_sha256 = Hash::of(&article.text).to_string();
    let given = Some(&article.id).filter(|id| !id.is_empty());
    Report {
        id: format!("r{}", waiting.report.0),
        given: given.cloned().unwrap_or_else(|| text_sha256.clone()),
        version: waiting.number,
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        byline: (!article.byline.is_empty()).then(|| article.byline.join(", ")),
        url: article.url.clone(),
        language: article.language.clone(),
        published: article.published.map(|date| date.to_string()),
        added: waiting.added.clone(),
        text_sha256,
        via: article
            .via
            .iter()
            .map(|via| ReportVia { outlet: via.outlet.clone(), relation: word(via.relation) })
            .collect(),
    }
}
