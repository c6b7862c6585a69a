//! The store as one SQLite file. What each table holds stands in `schema/`.
//!
//! The file is in WAL mode: one program writes while others read what was last committed.
//! Every commit waits for the disk (`synchronous = FULL`), so that what was acknowledged survives a
//! power cut too. Claims, origins and corrections will refer to `version`, which is never changed;
//! `reading` is worked out of it and may be replaced at any time.

mod error;
mod find;
mod lookup;
mod open;
mod rows;
mod write;

use super::{
    Capture, Counts, Entry, Hash, Key, Lookup, Place, Present, Put, ReaderVersion, Receipt,
    ReportId, Store, Stored, StoredReading, Version, VersionId,
};
use anyhow::Result;
use rusqlite::{Connection, TransactionBehavior};
use std::path::PathBuf;

/// A store in a SQLite file.
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
}

impl Sqlite {
    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        ask(&self.connection).map_err(|error| error::explained(&self.path, &error))
    }

    /// Runs `change` in one transaction.
    fn change<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = &mut self.connection;
        let changed = (|| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changed = change(&transaction)?;
            transaction.commit()?;
            Ok(changed)
        })();
        changed.map_err(|error| error::explained(&self.path, &error))
    }
}

impl Lookup for Sqlite {
    fn by_capture(&self, hash: &Hash) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_capture(store, hash))
    }

    fn by_key(&self, key: &Key) -> Result<Option<ReportId>> {
        self.ask(|store| lookup::by_key(store, key))
    }

    fn by_report(&self, report: ReportId, text: &Hash) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_report(store, report, text))
    }

    fn by_text(&self, text: &Hash, keyless: bool) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_text(store, text, keyless))
    }

    fn read_by_others_of(
        &self,
        report: ReportId,
        reader: &ReaderVersion,
    ) -> Result<Vec<(Place, Capture)>> {
        self.ask(|store| lookup::read_by_others_of(store, report, reader))
    }
}

impl Store for Sqlite {
    fn put(&mut self, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>> {
        self.change(|store| write::entries(store, batch, present))
    }

    fn replace_readings(
        &mut self,
        readings: &[(VersionId, StoredReading)],
        reader: &ReaderVersion,
    ) -> Result<()> {
        self.change(|store| write::readings(store, readings, reader))
    }

    fn read_by_others(
        &self,
        reader: &ReaderVersion,
        after: VersionId,
        limit: usize,
    ) -> Result<Vec<(Place, Capture)>> {
        self.ask(|store| find::read_by_others(store, reader, after, limit))
    }

    fn count_read_by_others(&self, reader: &ReaderVersion) -> Result<u64> {
        self.ask(|store| find::count_read_by_others(store, reader))
    }

    fn named(&self, name: &str) -> Result<Vec<VersionId>> {
        self.ask(|store| find::named(store, name))
    }

    fn stored(&self, version: VersionId) -> Result<Stored> {
        self.ask(|store| find::stored(store, version))
    }

    fn versions(&self, report: ReportId) -> Result<Vec<Version>> {
        self.ask(|store| find::versions(store, report))
    }

    fn receipts(&self, report: ReportId) -> Result<Vec<Receipt>> {
        self.ask(|store| find::receipts(store, report))
    }

    fn counts(&self) -> Result<Counts> {
        self.ask(find::counts)
    }
}

#[cfg(test)]
mod tests;
