//! Claims, and which of them may be one event.

use super::{Touched, comparing, echoes, waiting::Waiting};
use crate::{
    event::{Report, Told, compact, complete, expanded, facts, tell},
    record::words,
    store::{capture::unpacked, day_number, packed, sqlite::review},
};
use anyhow::{Context, Result};
use dateline_doc::{Basis, TimeInterval};
use dateline_link::events;
use dateline_link::{ClaimKey, Facts, ReportKey};
use dateline_read::{Packs, claims::Ontology};
use rusqlite::{Connection, params};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// A claim as it is linked, with its words.
pub struct Stored {
    pub told: Told,
    pub facts: Rc<Facts>,
    /// The report that makes it, as events show it.
    pub shown: Report,
}

/// Takes a report's claims in. They are compared by [`echoes::settle`].
pub fn add(store: &Connection, source: ReportKey, waiting: &Waiting, packs: &Packs) -> Result<()> {
    let report = format!("r{}", waiting.report.0);
    let published = waiting.reading.article.published;
    let mut told = tell(&waiting.reading, &report, packs);
    review::apply(store, waiting.report, &mut told, &packs.ontology)?;
    let facts = complete(&mut told, source, published, &packs.ontology)?;
    told.iter().zip(&facts).try_for_each(|(told, facts)| insert(store, told, facts))
}

fn insert(store: &Connection, told: &Told, facts: &Facts) -> Result<()> {
    let sql = "INSERT INTO claim \
               (key, source, twin, told, facts, alike, aggregate, country, first_day, last_day) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let zlib = packed(&serde_json::to_vec(told)?);
    let dates = events::dates(facts);
    store.prepare_cached(sql)?.execute(params![
        facts.key.0 as i64,
        facts.report.0 as i64,
        echoes::twin(told, facts),
        zlib,
        compact(facts)?,
        events::likeness(facts).map(|likeness| likeness as i64),
        events::is_aggregate(facts),
        facts.place.as_ref().and_then(|place| place.country.as_deref()),
        dates.map(|(first, _)| day_number(first)),
        dates.map(|(_, last)| day_number(last)),
    ])?;
    Ok(())
}

/// Claims looked up while linking, each once.
pub struct Known<'a> {
    store: &'a Connection,
    ontology: &'a Ontology,
    facts: RefCell<BTreeMap<u64, Rc<Facts>>>,
    stored: RefCell<BTreeMap<u64, Rc<Stored>>>,
}

impl<'a> Known<'a> {
    /// None yet.
    pub fn new(store: &'a Connection, ontology: &'a Ontology) -> Self {
        Self { store, ontology, facts: RefCell::default(), stored: RefCell::default() }
    }

    /// What is compared of a claim.
    pub fn facts(&self, key: u64) -> Result<Rc<Facts>> {
        if let Some(facts) = self.facts.borrow().get(&key) {
            return Ok(facts.clone());
        }
        let facts = Rc::new(load_facts(self.store, key, self.ontology)?);
        self.facts.borrow_mut().insert(key, facts.clone());
        Ok(facts)
    }

    /// A claim with its words.
    pub fn load(&self, key: u64) -> Result<Rc<Stored>> {
        if let Some(stored) = self.stored.borrow().get(&key) {
            return Ok(stored.clone());
        }
        let (told, shown) = load(self.store, key)?;
        let stored = Rc::new(Stored { told, shown, facts: self.facts(key)? });
        self.stored.borrow_mut().insert(key, stored.clone());
        Ok(stored)
    }
}

fn load_facts(store: &Connection, key: u64, ontology: &Ontology) -> Result<Facts> {
    let sql = "SELECT source, facts FROM claim WHERE key = ?";
    let (source, stored): (i64, Option<Vec<u8>>) =
        store.prepare_cached(sql)?.query_row([key as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let source = ReportKey(source as u64);
    if let Some(stored) = stored {
        return expanded(&stored, ClaimKey(key), source, ontology);
    }
    // Of a store of version 2, whose reports have not all been linked again.
    let (told, shown) = load(store, key)?;
    facts(&told, source, published(&shown), ontology)
}

fn load(store: &Connection, key: u64) -> Result<(Told, Report)> {
    let sql =
        "SELECT c.told, s.shown FROM claim c JOIN source s ON s.key = c.source WHERE c.key = ?";
    let (zlib, shown): (Vec<u8>, String) =
        store.prepare_cached(sql)?.query_row([key as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let told = serde_json::from_slice(&unpacked(&zlib)?).context("a stored claim")?;
    let shown = serde_json::from_str(&shown).context("a stored report")?;
    Ok((told, shown))
}

/// When a report was published.
pub fn published(report: &Report) -> Option<TimeInterval> {
    let edtf = report.published.as_deref()?;
    TimeInterval::parse(edtf, Basis::Stated).or_else(|| words::interval(edtf, "stated").ok())
}

/// Takes out the claims of a report.
pub fn forget(store: &Connection, source: i64, touched: &mut Touched) -> Result<()> {
    let mut claims = store.prepare_cached("SELECT key, event FROM claim WHERE source = ?")?;
    let claims = claims.query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let claims = claims.collect::<rusqlite::Result<Vec<(i64, Option<i64>)>>>()?;
    for (key, event) in &claims {
        touched.events.extend(event.map(|event| event as u64));
        comparing::leave(store, *key, touched)?;
        echoes::orphan(store, *key, touched)?;
    }
    for (key, _) in &claims {
        touched.claims.remove(&(*key as u64));
    }
    store.execute("DELETE FROM claim WHERE source = ?", [source])?;
    Ok(())
}

/// The claims that may be one event with this one, by what is found or decided.
pub fn joined(store: &Connection, key: u64) -> Result<Vec<ClaimKey>> {
    let mut merged = store.prepare_cached(
        "SELECT ifnull(c.echo, c.key) FROM decided p JOIN decision d ON d.id = p.decision \
         JOIN claim c ON c.key = p.other \
         WHERE p.claim IN (SELECT ?1 UNION SELECT key FROM claim WHERE echo = ?1) \
         AND d.undone_at IS NULL AND d.kind = 'merge'",
    )?;
    let merged = merged.query_map([key as i64], |row| row.get::<_, i64>(0))?;
    let mut joined = merged.collect::<rusqlite::Result<Vec<i64>>>()?;
    joined.extend(comparing::tied(store, key as i64)?);
    Ok(joined.into_iter().map(|key| ClaimKey(key as u64)).collect())
}
