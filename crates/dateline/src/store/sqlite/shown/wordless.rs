//! Events that are shown, and rest on reports that are not: what these say is taken out of them.

use crate::{
    event::{Event, claim_id},
    store::capture::{packed, unpacked},
};
use anyhow::{Context as _, Result};
use dateline_link::ClaimKey;
use rusqlite::{
    Connection, Error,
    functions::{Context, FunctionFlags},
};

/// Adds `wordless(zlib, reports)`: the event stored so, as [`without_words`] has it, the reports' ids being a JSON
/// list; and `claim_id(key)`.
pub fn add(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("wordless", 2, flags, |given| {
        wordless(given).map_err(|error| Error::UserFunctionError(error.into()))
    })?;
    connection.create_scalar_function("claim_id", 1, flags, |given| {
        Ok(claim_id(ClaimKey(given.get::<i64>(0)? as u64)))
    })
}

fn wordless(given: &Context<'_>) -> Result<Vec<u8>> {
    let (zlib, reports): (Vec<u8>, String) = (given.get(0)?, given.get(1)?);
    let mut event: Event = serde_json::from_slice(&unpacked(&zlib)?).context("a stored event")?;
    without_words(&mut event, &serde_json::from_str::<Vec<String>>(&reports)?);
    Ok(packed(&serde_json::to_vec(&event)?))
}

/// Takes out of an event what these reports say and what they are called. What is worked out of them stays: when and
/// where it was, who took part, and how many origins tell it.
fn without_words(event: &mut Event, reports: &[String]) {
    for report in event.reports.iter_mut().filter(|report| reports.contains(&report.id)) {
        (report.title, report.byline, report.url) = (None, None, None);
        report.given.clone_from(&report.text_sha256);
    }
    for origin in &mut event.origins {
        if origin.reports.iter().any(|report| reports.contains(report)) {
            origin.because.clear();
        }
    }
    let is_theirs = |id: &String| {
        event.claims.iter().any(|claim| claim.id == *id && reports.contains(&claim.report))
    };
    for join in event.joins.iter_mut().filter(|join| is_theirs(&join.a) || is_theirs(&join.b)) {
        join.because.clear();
    }
    for claim in event.claims.iter_mut().filter(|claim| reports.contains(&claim.report)) {
        claim.each_quote(&mut |quote| quote.quote.clear());
    }
}
