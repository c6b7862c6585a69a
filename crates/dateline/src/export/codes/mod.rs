//! What countries, actors and events are called in other lists: `packs/actors/`, `packs/ontology/`.

mod actor;
mod country;
mod event;

use actor::Actors;
pub use actor::{Sector, Side};
use anyhow::Result;
pub use country::Country;
use dateline_read::{PackFiles, packs::Row, packs::Table};
pub use event::{PloverEvent, SubEvent};
use std::collections::BTreeMap;

/// The lists, by what Dateline knows things as.
pub struct Codes {
    countries: BTreeMap<String, Country>,
    actors: Actors,
    plover: BTreeMap<String, PloverEvent>,
    acled: BTreeMap<(String, String), SubEvent>,
}

impl Codes {
    /// Loads them.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(files: &PackFiles) -> Result<Self> {
        Ok(Self {
            countries: rows(files, "actors/codes.tsv", Country::of)?,
            actors: Actors::load(files)?,
            plover: rows(files, "ontology/plover/events.tsv", PloverEvent::of)?,
            acled: rows(files, "ontology/acled/sub_events.tsv", SubEvent::of)?,
        })
    }

    /// A country by its ISO 3166-1 alpha-3.
    pub fn country(&self, iso3: Option<&str>) -> Option<&Country> {
        self.countries.get(iso3?)
    }

    /// What an actor is, on a day: of the registry by its id, else by its kind.
    pub fn sector(
        &self,
        actor: Option<&str>,
        kind: Option<&str>,
        day: Option<&str>,
    ) -> Option<&Sector> {
        self.actors.sector(actor, kind, day)
    }

    /// PLOVER's event.
    pub fn plover(&self, event: &str) -> Option<&PloverEvent> {
        self.plover.get(event)
    }

    /// ACLED's sub-event type.
    pub fn acled(&self, event: &str, sub_event: &str) -> Option<&SubEvent> {
        self.acled.get(&(event.to_owned(), sub_event.to_owned()))
    }
}

/// The rows of a table by their key; none when there is no such file.
fn rows<K: Ord, V>(
    files: &PackFiles,
    path: &str,
    of: impl Fn(&Row<'_, '_>) -> Result<(K, V)>,
) -> Result<BTreeMap<K, V>> {
    let Some(text) = files.text(path)? else { return Ok(BTreeMap::new()) };
    Table::parse(path, text)?.rows().map(|row| of(&row)).collect()
}

/// A cell that may be empty.
fn cell(row: &Row<'_, '_>, column: &str) -> Result<Option<String>> {
    Ok(Some(row.get(column)?).filter(|cell| !cell.is_empty()).map(str::to_owned))
}

/// A cell that is empty or a number.
fn number(row: &Row<'_, '_>, column: &str) -> Result<Option<u16>> {
    let cell = row.get(column)?;
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse().map_err(|_| row.error(&format!("{cell:?} is no number")))?;
    Ok(Some(number))
}
