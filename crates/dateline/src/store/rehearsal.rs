use super::{
    Capture, Entry, Found, Fresh, Hash, Key, Lookup, Outcome, Place, Present, Put, ReaderVersion,
    ReportId, VersionId,
    identity::{Identity, identify},
};
use anyhow::Result;
use std::collections::{HashMap, HashSet};

/// Tells what would become of entries without writing any: a store, if there is one, and what would
/// have been added to it. Of that only keys and hashes are held.
pub struct Rehearsal<S> {
    store: Option<S>,
    captures: HashMap<Hash, Place>,
    keys: HashMap<Key, ReportId>,
    keyed: HashSet<ReportId>,
    texts: HashMap<Hash, Vec<Place>>,
    /// How many versions would have been added. Their ids are below zero, their numbers 0.
    added: i64,
}

impl<S: Lookup> Rehearsal<S> {
    pub fn new(store: Option<S>) -> Self {
        Self {
            store,
            captures: HashMap::new(),
            keys: HashMap::new(),
            keyed: HashSet::new(),
            texts: HashMap::new(),
            added: 0,
        }
    }

    /// What would become of a batch.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn put(&mut self, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>> {
        batch.iter().map(|entry| self.entry(entry, present)).collect()
    }

    fn entry(&mut self, entry: &Entry, present: Present<'_>) -> Result<Put> {
        let (outcome, place) = match &entry.found {
            Found::Nothing => (Outcome::Failed, None),
            Found::Known(place, _) => (Outcome::Same, Some(*place)),
            Found::Read(fresh) => {
                let (outcome, place) = match identify(self, fresh, present)? {
                    Identity::New => (Outcome::New, self.add(None)),
                    Identity::Same(place) => (Outcome::Same, place),
                    Identity::Changed(report) => (Outcome::Changed, self.add(Some(report))),
                };
                self.note(fresh, place);
                (outcome, Some(place))
            }
        };
        Ok(Put { outcome, place })
    }

    fn add(&mut self, report: Option<ReportId>) -> Place {
        self.added += 1;
        let added = -self.added;
        let report = report.unwrap_or(ReportId(added));
        Place { report, version: VersionId(added), number: 0 }
    }

    fn note(&mut self, fresh: &Fresh, place: Place) {
        self.captures.insert(fresh.hash, place);
        self.texts.entry(fresh.reading.text_hash).or_default().push(place);
        for key in &fresh.keys {
            self.keys.entry(key.clone()).or_insert(place.report);
            self.keyed.insert(place.report);
        }
    }

    fn beneath<T: Default>(&self, ask: impl Fn(&S) -> Result<T>) -> Result<T> {
        self.store.as_ref().map_or_else(|| Ok(T::default()), ask)
    }
}

impl<S: Lookup> Lookup for Rehearsal<S> {
    fn by_capture(&self, hash: &Hash) -> Result<Option<Place>> {
        let found = self.beneath(|store| store.by_capture(hash))?;
        Ok(found.or_else(|| self.captures.get(hash).copied()))
    }

    fn by_key(&self, key: &Key) -> Result<Option<ReportId>> {
        let found = self.beneath(|store| store.by_key(key))?;
        Ok(found.or_else(|| self.keys.get(key).copied()))
    }

    fn by_report(&self, report: ReportId, text: &Hash) -> Result<Option<Place>> {
        let found = self.beneath(|store| store.by_report(report, text))?;
        let mut places = self.texts.get(text).into_iter().flatten();
        Ok(found.or_else(|| places.find(|place| place.report == report).copied()))
    }

    fn by_text(&self, text: &Hash, keyless: bool) -> Result<Option<Place>> {
        let fits = |place: &Place| !(keyless && self.keyed.contains(&place.report));
        let found = self.beneath(|store| store.by_text(text, keyless))?.filter(fits);
        let mut places = self.texts.get(text).into_iter().flatten();
        Ok(found.or_else(|| places.find(|place| fits(place)).copied()))
    }

    fn read_by_others_of(
        &self,
        report: ReportId,
        reader: &ReaderVersion,
    ) -> Result<Vec<(Place, Capture)>> {
        self.beneath(|store| store.read_by_others_of(report, reader))
    }
}
