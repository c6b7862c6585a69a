//! What people say of claims. It is kept beside the readings and laid over them each time a report's
//! claims are worked out, so it holds when the report is read again.

use crate::{
    event::{Claim, Reviewed, Told, claim_id, claim_of, correct, tell},
    record,
    store::{
        Correction, Deed, Judged, Judgement, ReportId, Ruling, Verdict, VersionId, now,
        sqlite::{acts, find, linking},
    },
};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dateline_link::ClaimKey;
use dateline_read::{Packs, claims::Ontology};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const COLUMNS: &str = "SELECT id, claim, report, \"trigger\", start, verdict, part, value, author, \
                       reason, at, undone_at, undone_by FROM correction";

/// Makes a report's claims what people say they are.
pub fn apply(
    store: &Connection,
    report: ReportId,
    told: &mut Vec<Told>,
    ontology: &Ontology,
) -> Result<()> {
    let mut rejected = BTreeSet::new();
    for correction in standing(store, report)? {
        let Some(at) = place_of(told, &correction) else { continue };
        match &correction.ruling {
            Ruling::Accept => drop(rejected.remove(&at)),
            Ruling::Reject => drop(rejected.insert(at)),
            // What the packs no longer know is left as it was read.
            Ruling::Correct(part, value) => {
                drop(correct(&mut told[at].claim, part, value, ontology));
            }
        }
        told[at].claim.reviewed.push(reviewed(&correction.ruling));
    }
    let mut number = 0..;
    told.retain(|_| number.next().is_none_or(|at| !rejected.contains(&at)));
    Ok(())
}

fn reviewed(ruling: &Ruling) -> Reviewed {
    let part = match ruling {
        Ruling::Correct(part, _) => Some(part.clone()),
        _ => None,
    };
    Reviewed { verdict: word(ruling.verdict()), part }
}

/// Which of a report's claims a correction is about: the one with its key, else with its trigger.
fn place_of(told: &[Told], correction: &Correction) -> Option<usize> {
    let id = claim_id(correction.claim);
    let (words, start) = &correction.trigger;
    let same =
        |told: &Told| told.claim.trigger.start == *start && told.claim.trigger.quote == *words;
    let by_key = told.iter().position(|told| told.claim.id == id);
    by_key.or_else(|| told.iter().position(same))
}

/// Keeps what is said of a claim, and links its report again.
pub fn rule(
    store: &Connection,
    claim: ClaimKey,
    rulings: &[Ruling],
    by: &Judgement<'_>,
    packs: &Packs,
) -> Result<()> {
    let read = judged(store, claim, packs)?
        .with_context(|| format!("no report makes the claim {}", claim_id(claim)))?;
    let report = maker(store, claim)?.context("a claim's report")?;
    let mut now = read.now.unwrap_or_else(|| read.read.clone()).claim;
    for ruling in rulings {
        if let Ruling::Correct(part, value) = ruling {
            correct(&mut now, part, value, &packs.ontology)?;
        }
        insert(store, report, &read.read.claim, ruling, by)?;
    }
    linking::again(store, report, packs)
}

fn insert(
    store: &Connection,
    report: ReportId,
    claim: &Claim,
    ruling: &Ruling,
    by: &Judgement<'_>,
) -> Result<()> {
    let key = claim_of(&claim.id).context("a claim's id")?;
    let verdict = word(ruling.verdict());
    let (part, value) = match ruling {
        Ruling::Correct(part, value) => (Some(part), Some(value)),
        _ => (None, None),
    };
    store.execute(
        "INSERT INTO correction (claim, report, \"trigger\", start, verdict, part, value, author, reason, at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            key.0 as i64,
            report,
            claim.trigger.quote,
            i64::try_from(claim.trigger.start)?,
            verdict,
            part,
            value.map(Value::to_string),
            by.author,
            by.reason,
            now()
        ],
    )?;
    let detail = json!({
        "correction": store.last_insert_rowid(),
        "report": claim.report,
        "part": part,
        "value": value,
        "reason": by.reason,
    });
    acts::append(store, &Deed { author: by.author, kind: &verdict, subject: &claim.id, detail })
}

/// Takes a correction back, and links its report again.
pub fn unrule(store: &Connection, id: i64, author: &str, packs: &Packs) -> Result<ClaimKey> {
    let sql = "UPDATE correction SET undone_at = ?, undone_by = ? \
               WHERE id = ? AND undone_at IS NULL RETURNING claim, report";
    let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get(1)?));
    let found = store.query_row(sql, params![now(), author, id], row).optional()?;
    let Some((claim, report)) = found else {
        bail!("no correction {id} stands; the claim's page lists them");
    };
    let claim = ClaimKey(claim as u64);
    let (subject, detail) = (claim_id(claim), json!({ "correction": id }));
    acts::append(store, &Deed { author, kind: "undo", subject: &subject, detail })?;
    linking::again(store, report, packs)?;
    Ok(claim)
}

/// A claim as it was read and as it stands.
pub fn judged(store: &Connection, claim: ClaimKey, packs: &Packs) -> Result<Option<Judged>> {
    let Some(report) = maker(store, claim)? else { return Ok(None) };
    let id = claim_id(claim);
    let mut found = of_report(store, report, packs)?.into_iter();
    Ok(found.find(|judged| judged.read.claim.id == id))
}

/// Every claim that something was said of.
pub fn all_judged(store: &Connection, packs: &Packs) -> Result<Vec<Judged>> {
    let sql = "SELECT DISTINCT report FROM correction WHERE undone_at IS NULL ORDER BY report";
    let mut statement = store.prepare(sql)?;
    let reports = statement.query_map([], |row| row.get(0))?;
    let mut all = Vec::new();
    for report in reports {
        let claims = of_report(store, report?, packs)?;
        all.extend(claims.into_iter().filter(|judged| !judged.corrections.is_empty()));
    }
    Ok(all)
}

/// All claims of a report's newest version.
fn of_report(store: &Connection, report: ReportId, packs: &Packs) -> Result<Vec<Judged>> {
    let sql = "SELECT id FROM version WHERE report = ? ORDER BY number DESC LIMIT 1";
    let version: VersionId = store.prepare_cached(sql)?.query_row([report], |row| row.get(0))?;
    let line = find::stored(store, version)?.line;
    let reading = record::parse(&line).context("a stored record")?;
    let read = tell(&reading, &format!("r{}", report.0), packs);
    let mut now = read.clone();
    apply(store, report, &mut now, &packs.ontology)?;
    let corrections = standing(store, report)?;
    let judged = read.iter().enumerate().map(|(number, told)| Judged {
        now: now.iter().find(|it| it.claim.id == told.claim.id).cloned(),
        corrections: (corrections.iter())
            .filter(|correction| place_of(&read, correction) == Some(number))
            .cloned()
            .collect(),
        read: told.clone(),
    });
    Ok(judged.collect())
}

/// The report that makes a claim, or made it before somebody said it is none.
pub fn maker(store: &Connection, claim: ClaimKey) -> Result<Option<ReportId>> {
    let sql = "SELECT s.report FROM claim c JOIN source s ON s.key = c.source WHERE c.key = ?1 \
               UNION ALL SELECT report FROM correction WHERE claim = ?1 LIMIT 1";
    let found = store.prepare_cached(sql)?.query_row([claim.0 as i64], |row| row.get(0));
    Ok(found.optional()?)
}

/// What was said of a report's claims and not taken back, the oldest first.
fn standing(store: &Connection, report: ReportId) -> Result<Vec<Correction>> {
    let sql = format!("{COLUMNS} WHERE report = ? AND undone_at IS NULL ORDER BY id");
    let mut statement = store.prepare_cached(&sql)?;
    let found = statement.query_map([report], correction)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// All that was said of a claim, the newest first.
pub fn of_claim(store: &Connection, claim: ClaimKey) -> Result<Vec<Correction>> {
    let mut statement =
        store.prepare_cached(&format!("{COLUMNS} WHERE claim = ? ORDER BY id DESC"))?;
    let found = statement.query_map([claim.0 as i64], correction)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let verdict: String = row.get(5)?;
    let value = || -> rusqlite::Result<Value> {
        let value: Option<String> = row.get(7)?;
        // The table takes nothing but JSON.
        Ok(value.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default())
    };
    let ruling = match Verdict::from_str(&verdict, false) {
        Ok(Verdict::Accept) => Ruling::Accept,
        Ok(Verdict::Correct) => Ruling::Correct(row.get(6)?, value()?),
        _ => Ruling::Reject,
    };
    Ok(Correction {
        id: row.get(0)?,
        claim: ClaimKey(row.get::<_, i64>(1)? as u64),
        report: row.get(2)?,
        trigger: (row.get(3)?, row.get::<_, i64>(4)?.unsigned_abs() as usize),
        ruling,
        author: row.get(8)?,
        reason: row.get(9)?,
        at: row.get(10)?,
        undone: Option::zip(row.get(11)?, row.get(12)?),
    })
}

fn word(verdict: Verdict) -> String {
    verdict.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
