use super::lookup;
use crate::store::{
    Capture, Entry, Found, Fresh, Hash, Key, Lookup, Outcome, Place, Present, Put, ReaderVersion,
    Receipt, ReportId, StoredReading, VersionId,
    identity::{Identity, identify},
    now,
};
use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

/// Writes a batch within a transaction.
pub fn entries(store: &Connection, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>> {
    let writer = Writer { store, present, reader: reader_id(store, present.version)?, now: now() };
    batch.iter().map(|entry| writer.entry(entry)).collect()
}

/// Writes readings over those that are there.
pub fn readings(
    store: &Connection,
    readings: &[(VersionId, StoredReading)],
    reader: &ReaderVersion,
) -> Result<()> {
    let (reader, now) = (reader_id(store, reader)?, now());
    readings.iter().try_for_each(|(version, it)| reading(store, *version, reader, &now, it))
}

struct Writer<'a> {
    store: &'a Connection,
    present: Present<'a>,
    /// The present reader's number.
    reader: i64,
    now: String,
}

impl Writer<'_> {
    fn entry(&self, entry: &Entry) -> Result<Put> {
        let (outcome, place, hash) = match &entry.found {
            Found::Nothing => (Outcome::Failed, None, None),
            Found::Known(place, hash) => (Outcome::Same, Some(*place), Some(hash)),
            Found::Read(fresh) => {
                let (outcome, place) = self.fresh(fresh)?;
                (outcome, Some(place), Some(&fresh.hash))
            }
        };
        self.receipt(&entry.receipt, place, hash)?;
        Ok(Put { outcome, place })
    }

    fn fresh(&self, fresh: &Fresh) -> Result<(Outcome, Place)> {
        let (outcome, place) = match identify(self, fresh, self.present)? {
            Identity::Same(place) => (Outcome::Same, place),
            Identity::Changed(report) => (Outcome::Changed, self.version(report, fresh)?),
            Identity::New => {
                self.store.execute("INSERT INTO report (added) VALUES (?)", [&self.now])?;
                let report = ReportId(self.store.last_insert_rowid());
                (Outcome::New, self.version(report, fresh)?)
            }
        };
        for key in &fresh.keys {
            let (kind, value, site) = lookup::columns(key);
            self.store.execute(
                "INSERT OR IGNORE INTO key (kind, value, site, report) VALUES (?, ?, ?, ?)",
                params![kind, value, site, place.report],
            )?;
        }
        Ok((outcome, place))
    }

    fn version(&self, report: ReportId, fresh: &Fresh) -> Result<Place> {
        let sql = "SELECT 1 + count(*) FROM version WHERE report = ?";
        let number: u32 = self.store.query_row(sql, [report], |row| row.get(0))?;
        let capture = &fresh.capture;
        self.store.execute(
            "INSERT INTO version (report, number, added, raw, form, charset, given) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                report,
                number,
                self.now,
                self.raw(fresh)?,
                capture.form.name(),
                capture.charset,
                serde_json::to_string(&capture.given)?
            ],
        )?;
        let version = VersionId(self.store.last_insert_rowid());
        reading(self.store, version, self.reader, &self.now, &fresh.reading)?;
        Ok(Place { report, version, number })
    }

    fn raw(&self, fresh: &Fresh) -> Result<i64> {
        let hash = Hash::of(&fresh.capture.raw);
        let sql = "SELECT id FROM raw WHERE sha256 = ?";
        if let Some(id) = self.store.query_row(sql, [hash], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        self.store.execute(
            "INSERT INTO raw (sha256, size, zlib) VALUES (?, ?, ?)",
            params![hash, i64::try_from(fresh.capture.raw.len())?, fresh.packed],
        )?;
        Ok(self.store.last_insert_rowid())
    }

    fn receipt(&self, receipt: &Receipt, place: Option<Place>, hash: Option<&Hash>) -> Result<()> {
        let version = place.map(|place| place.version);
        // A file that cannot be read is told of; it is still there to look at.
        if receipt.fetched || version.is_some() && !self.is_logged(receipt, version, hash)? {
            self.store.execute(
                "INSERT INTO receipt (at, place, fetched, version, capture, problem) \
                 VALUES (?, ?, ?, ?, ?, ?)",
                params![receipt.at, receipt.place, receipt.fetched, version, hash, receipt.problem],
            )?;
        }
        Ok(())
    }
}

impl Writer<'_> {
    fn is_logged(
        &self,
        receipt: &Receipt,
        version: Option<VersionId>,
        hash: Option<&Hash>,
    ) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM receipt \
                   WHERE version = ? AND place = ? AND capture = ? AND NOT fetched)";
        Ok(self.store.query_row(sql, params![version, receipt.place, hash], |row| row.get(0))?)
    }
}

impl Lookup for Writer<'_> {
    fn by_capture(&self, hash: &Hash) -> Result<Option<Place>> {
        lookup::by_capture(self.store, hash)
    }

    fn by_key(&self, key: &Key) -> Result<Option<ReportId>> {
        lookup::by_key(self.store, key)
    }

    fn by_report(&self, report: ReportId, text: &Hash) -> Result<Option<Place>> {
        lookup::by_report(self.store, report, text)
    }

    fn by_text(&self, text: &Hash, keyless: bool) -> Result<Option<Place>> {
        lookup::by_text(self.store, text, keyless)
    }

    fn read_by_others_of(
        &self,
        report: ReportId,
        reader: &ReaderVersion,
    ) -> Result<Vec<(Place, Capture)>> {
        lookup::read_by_others_of(self.store, report, reader)
    }
}

fn reading(
    store: &Connection,
    version: VersionId,
    reader: i64,
    now: &str,
    reading: &StoredReading,
) -> Result<()> {
    store.execute(
        "INSERT OR REPLACE INTO reading (version, reader, read, text_sha256, text, record) \
         VALUES (?, ?, ?, ?, ?, ?)",
        params![version, reader, now, reading.text_hash, reading.text, reading.record],
    )?;
    Ok(())
}

fn reader_id(store: &Connection, reader: &ReaderVersion) -> Result<i64> {
    let columns = params![reader.program, reader.packs, reader.model];
    store.execute(
        "INSERT OR IGNORE INTO reader (program, packs, model) VALUES (?, ?, ?)",
        columns,
    )?;
    let sql = "SELECT id FROM reader WHERE program = ? AND packs = ? AND model = ?";
    Ok(store.query_row(sql, columns, |row| row.get(0))?)
}
