//! From reports into the store.

use crate::serve::workbench::Workbench;
use crate::{
    commands::{self, Item},
    ingest::Report,
    store::{Deed, Log as _, Outcome, Present, Sqlite, Store as _, link_all},
};
use anyhow::Result;
use serde::Serialize;
use serde_json::json;

/// What became of a report.
#[derive(Clone, Serialize)]
pub struct Added {
    /// Its number in the store, where it is there.
    pub report: Option<String>,
    pub outcome: &'static str,
    pub problems: Vec<String>,
}

/// Reads reports, puts them in, and links them.
///
/// # Errors
/// When the store cannot be written.
pub fn take(workbench: &Workbench, author: &str, reports: Vec<Report>) -> Result<Vec<Added>> {
    let (reader, _) = workbench.reader()?;
    let taker = commands::Desk::new(reader, None, false);
    // Reading takes its time, so nobody who writes is kept waiting meanwhile.
    let items = reports.into_iter().map(|report| taker.take(report));
    let items: Vec<Item> = items.collect::<Result<_>>()?;
    workbench.pool.write(|store| put(workbench, store, author, &taker, items))
}

fn put(
    workbench: &Workbench,
    store: &mut Sqlite,
    author: &str,
    taker: &commands::Desk<'_>,
    items: Vec<Item>,
) -> Result<Vec<Added>> {
    let (reader, version) = workbench.reader()?;
    let (entries, told): (Vec<_>, Vec<_>) =
        items.into_iter().map(|item| (item.entry, item.told)).unzip();
    let text = |capture| taker.text_now(capture);
    let puts = store.put(&entries, Present { version, text: &text })?;
    link_all(store, reader.packs(), |_| {})?;
    let added = puts.into_iter().zip(told).map(|(put, told)| Added {
        report: put.place.map(|place| format!("r{}", place.report.0)),
        outcome: word(put.outcome),
        problems: told.problems,
    });
    let added: Vec<Added> = added.collect();
    let named: Vec<&String> = added.iter().filter_map(|it| it.report.as_ref()).collect();
    let subject = named.first().map_or("", |first| first.as_str());
    let detail = json!({ "reports": &named });
    store.note(&Deed { author, kind: "add", subject, detail })?;
    Ok(added)
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "new",
        Outcome::Same => "in the store already",
        Outcome::Changed => "changed since it was received before",
        Outcome::Failed => "not readable",
    }
}
