//! From reports into the store.

use super::{Desk, Refusal};
use crate::{
    commands::{self, Item},
    ingest::Report,
    store::{Outcome, Present, Sqlite, Store as _, link_all},
};

/// What became of a report.
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
pub fn take(desk: &Desk, store: &mut Sqlite, reports: Vec<Report>) -> Result<Vec<Added>, Refusal> {
    let (reader, version) = desk.reader()?;
    let taker = commands::Desk::new(reader, None, false);
    let items = reports.into_iter().map(|report| taker.take(report));
    let items: Vec<Item> = items.collect::<Result<_, _>>()?;
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
    Ok(added.collect())
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "new",
        Outcome::Same => "in the store already",
        Outcome::Changed => "changed since it was received before",
        Outcome::Failed => "not readable",
    }
}
