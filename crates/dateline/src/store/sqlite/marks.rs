//! How sensitive people say that reports and claims are. What was said last stands; all of it is kept.

use super::{Sqlite, acts, shown};
use crate::{
    event::claim_id,
    store::{Beyond, Deed, Judgement, Mark, Marked, Marks, ReportId, Sensitivity, now},
};
use anyhow::{Context, Result};
use dateline_link::ClaimKey;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use std::collections::BTreeMap;

impl Marks for Sqlite {
    fn mark(
        &mut self,
        subject: &str,
        on: &[Marked],
        level: Sensitivity,
        by: &Judgement<'_>,
    ) -> Result<()> {
        self.change(|store| mark(store, subject, on, level, by))
    }

    fn marks(&self, on: &[Marked]) -> Result<Vec<Mark>> {
        self.ask(|store| of(store, on))
    }

    fn beyond(&self, most: Sensitivity) -> Result<Beyond> {
        self.ask(|store| shown::beyond(store, most))
    }
}

/// Keeps what is said of these.
fn mark(
    store: &Connection,
    subject: &str,
    on: &[Marked],
    level: Sensitivity,
    by: &Judgement<'_>,
) -> Result<()> {
    let at = now();
    for marked in on {
        let (report, claim) = match *marked {
            Marked::Claim(claim) => (report_of(store, claim)?, Some(claim.0 as i64)),
            Marked::Report(report) => (report, None),
        };
        let sql = "INSERT INTO mark (report, claim, level, author, reason, at) \
                   VALUES (?, ?, ?, ?, ?, ?)";
        let row = params![report, claim, level as i64, by.author, by.reason, at];
        store.prepare_cached(sql)?.execute(row)?;
    }
    let on: Vec<String> = on.iter().map(|marked| name(*marked)).collect();
    let detail = json!({ "level": level, "on": on, "reason": by.reason });
    acts::append(store, &Deed { author: by.author, kind: "mark", subject, detail })
}

fn name(marked: Marked) -> String {
    match marked {
        Marked::Claim(claim) => claim_id(claim),
        Marked::Report(report) => format!("r{}", report.0),
    }
}

fn report_of(store: &Connection, claim: ClaimKey) -> Result<ReportId> {
    let sql = "SELECT s.report FROM claim c JOIN source s ON s.key = c.source WHERE c.key = ?";
    let found = store.prepare_cached(sql)?.query_row([claim.0 as i64], |row| row.get(0));
    found.optional()?.with_context(|| format!("no report makes the claim {}", claim_id(claim)))
}

/// What stands of these, each mark once, the newest first.
fn of(store: &Connection, on: &[Marked]) -> Result<Vec<Mark>> {
    let columns = "SELECT id, report, claim, level, author, reason, at FROM mark_standing";
    let of_claim = format!(
        "{columns} WHERE claim = ?1 OR claim IS NULL AND report = \
         (SELECT s.report FROM claim c JOIN source s ON s.key = c.source WHERE c.key = ?1)"
    );
    let of_report = format!("{columns} WHERE report = ?1");
    let mut found = BTreeMap::new();
    for marked in on {
        let (sql, key) = match marked {
            Marked::Claim(claim) => (&of_claim, claim.0 as i64),
            Marked::Report(report) => (&of_report, report.0),
        };
        let mut statement = store.prepare_cached(sql)?;
        let mut rows = statement.query([key])?;
        while let Some(row) = rows.next()? {
            let claim = row.get::<_, Option<i64>>(2)?.map(|key| ClaimKey(key as u64));
            let on = claim.map_or(Marked::Report(row.get(1)?), Marked::Claim);
            let mark = Mark {
                on: name(on),
                level: level(row.get(3)?),
                author: row.get(4)?,
                reason: row.get(5)?,
                at: row.get(6)?,
            };
            found.insert(row.get::<_, i64>(0)?, mark);
        }
    }
    Ok(found.into_values().rev().collect())
}

/// The table takes no other numbers.
fn level(number: u8) -> Sensitivity {
    Sensitivity::ALL[usize::from(number).min(Sensitivity::ALL.len() - 1)]
}
