//! Reports, what they have from each other, and their families.

use super::{Touched, claims, hubs, profiles::Profiles, waiting::Waiting};
use crate::{
    event::{Report, ReportVia, report_key},
    hash::Hash,
    record::{word, words},
    store::ReportId,
};
use anyhow::Result;
use dateline_link::{
    ReportKey,
    origins::{Edge, EdgeKind, Meeting, edges, families},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Takes out what is known of a report's newest version.
pub fn forget(
    store: &Connection,
    report: ReportId,
    profiles: &Profiles<'_>,
    touched: &mut Touched,
) -> Result<()> {
    let sql = "SELECT key FROM source WHERE report = ?";
    let Some(key) = store.query_row(sql, [report], |row| row.get(0)).optional()? else {
        return Ok(());
    };
    let key: i64 = key;
    claims::forget(store, key, touched)?;
    let links = links(store, key)?;
    touched.sources.extend(links.iter().flat_map(|(taker, giver, _)| [taker.0, giver.0]));
    touched.sources.remove(&(key as u64));
    store.execute("DELETE FROM edge WHERE taker = ?1 OR giver = ?1", [key])?;
    let left = hubs::leave(store, key)?;
    store.execute("DELETE FROM source WHERE key = ?", [key])?;
    profiles.forget(key);
    for (one, other) in left {
        compare(store, one, other, profiles, touched)?;
    }
    Ok(())
}

/// Takes a report in, with what it has from others; its key.
pub fn add(
    store: &Connection,
    waiting: &Waiting,
    profiles: &Profiles<'_>,
    touched: &mut Touched,
) -> Result<ReportKey> {
    let key = free_key(store, waiting)?;
    let profile = profiles.of(&waiting.reading, key);
    let handles = profile.handles();
    let runs = Meeting::by(handles.iter().copied()).runs;
    let shown = serde_json::to_string(&shown(waiting))?;
    let sql = "INSERT INTO source (key, report, version, family, shown, runs) \
               VALUES (?1, ?2, ?3, ?1, ?4, ?5)";
    store.prepare_cached(sql)?.execute(params![
        key.0 as i64,
        waiting.report,
        waiting.version,
        shown,
        runs as i64
    ])?;
    touched.sources.insert(key.0);
    let entered = hubs::enter(store, key, &handles)?;
    for other in entered.met {
        compare(store, key, other, profiles, touched)?;
    }
    for (one, other) in entered.parted {
        let sql = "DELETE FROM edge WHERE (taker, giver) IN ((?1, ?2), (?2, ?1))";
        store.prepare_cached(sql)?.execute([one.0 as i64, other.0 as i64])?;
        touched.sources.extend([one.0, other.0]);
    }
    Ok(key)
}

/// Compares a report with another, and keeps what the two have from each other.
fn compare(
    store: &Connection,
    one: ReportKey,
    other: ReportKey,
    profiles: &Profiles<'_>,
    touched: &mut Touched,
) -> Result<()> {
    let (one, other) = (one.0 as i64, other.0 as i64);
    let sql = "SELECT EXISTS (SELECT 1 FROM edge WHERE (taker, giver) IN ((?1, ?2), (?2, ?1)))";
    if store.prepare_cached(sql)?.query_row([one, other], |row| row.get(0))? {
        return Ok(());
    }
    for edge in edges(&*profiles.load(one)?, &*profiles.load(other)?) {
        insert(store, &edge)?;
        touched.sources.extend([one as u64, other as u64]);
    }
    Ok(())
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

/// An edge as families are made of them: who took, from whom, what.
type Link = (ReportKey, ReportKey, EdgeKind);

/// The edges of a report that fold.
fn links(store: &Connection, key: i64) -> Result<Vec<Link>> {
    let mut found = store.prepare_cached(
        "SELECT taker, giver, kind FROM edge WHERE taker = ?1 AND folds \
         UNION SELECT taker, giver, kind FROM edge WHERE giver = ?1 AND folds",
    )?;
    let mut rows = found.query([key])?;
    let mut links = Vec::new();
    while let Some(row) = rows.next()? {
        let report =
            |column| Ok::<_, rusqlite::Error>(ReportKey(row.get::<_, i64>(column)? as u64));
        links.push((report(0)?, report(1)?, words::edge_kind(&row.get::<_, String>(2)?)?));
    }
    Ok(links)
}

/// Works out the families of these reports and of all that edges tie to them; those whose family changed.
pub fn renew_families(store: &Connection, touched: &BTreeSet<u64>) -> Result<Vec<i64>> {
    let mut seen = BTreeSet::new();
    let mut changed = Vec::new();
    for start in touched {
        let (mut tied, mut all) = (Vec::new(), Vec::new());
        let mut rest = vec![ReportKey(*start)];
        while let Some(key) = rest.pop() {
            if seen.insert(key) {
                tied.push(key);
                let links = links(store, key.0 as i64)?;
                rest.extend(links.iter().flat_map(|(taker, giver, _)| [*taker, *giver]));
                all.extend(links);
            }
        }
        let families = families(all);
        let sql = "UPDATE source SET family = ?1 WHERE key = ?2 AND family <> ?1";
        for key in tied {
            let least = families.get(&key).unwrap_or(&key);
            if store.prepare_cached(sql)?.execute([least.0 as i64, key.0 as i64])? > 0 {
                changed.push(key.0 as i64);
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
