use super::rows::{self, place};
use crate::store::{Capture, Hash, Key, Place, ReaderVersion, ReportId};
use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

pub fn by_capture(store: &Connection, hash: &Hash) -> Result<Option<Place>> {
    let sql = "SELECT v.report, v.id, v.number FROM receipt t JOIN version v ON v.id = t.version \
               WHERE t.capture = ? LIMIT 1";
    Ok(store.prepare_cached(sql)?.query_row([hash], place).optional()?)
}

pub fn by_key(store: &Connection, key: &Key) -> Result<Option<ReportId>> {
    let (kind, value, site) = columns(key);
    let sql = "SELECT report FROM key WHERE kind = ? AND value = ? AND site = ?";
    Ok(store
        .prepare_cached(sql)?
        .query_row(params![kind, value, site], |row| row.get(0))
        .optional()?)
}

pub fn by_report(store: &Connection, report: ReportId, text: &Hash) -> Result<Option<Place>> {
    let sql = "SELECT v.report, v.id, v.number FROM version v JOIN reading g ON g.version = v.id \
               WHERE v.report = ? AND g.text_sha256 = ? ORDER BY v.id LIMIT 1";
    Ok(store.prepare_cached(sql)?.query_row(params![report, text], place).optional()?)
}

pub fn by_text(store: &Connection, text: &Hash, keyless: bool) -> Result<Option<Place>> {
    let sql = "SELECT v.report, v.id, v.number FROM reading g JOIN version v ON v.id = g.version \
               WHERE g.text_sha256 = ? \
               AND NOT (? AND EXISTS (SELECT 1 FROM key WHERE key.report = v.report)) \
               ORDER BY v.id LIMIT 1";
    Ok(store.prepare_cached(sql)?.query_row(params![text, keyless], place).optional()?)
}

pub fn read_by_others_of(
    store: &Connection,
    report: ReportId,
    reader: &ReaderVersion,
) -> Result<Vec<(Place, Capture)>> {
    let narrowed = "v.report = ? ORDER BY v.id";
    let columns = params![reader.program, reader.packs, reader.model, report];
    rows::captures_by_others(store, narrowed, columns)
}

/// A key as the columns `kind, value, site`.
pub fn columns(key: &Key) -> (&'static str, &str, &str) {
    match key {
        Key::Address(address) => ("address", address, ""),
        Key::Given { site, id } => ("id", id, site),
    }
}
