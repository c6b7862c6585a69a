use super::{
    lookup,
    rows::{self, BY_OTHERS},
};
use crate::{
    record,
    store::{
        Capture, Counts, Hash, Key, Place, ReaderVersion, Receipt, ReportId, Stored, Version,
        VersionId, capture::unpacked,
    },
};
use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, Params, params};

pub fn read_by_others(
    store: &Connection,
    reader: &ReaderVersion,
    after: VersionId,
    limit: usize,
) -> Result<Vec<(Place, Capture)>> {
    let limit = i64::try_from(limit)?;
    let columns = params![reader.program, reader.packs, reader.model, after, limit];
    rows::captures_by_others(store, "v.id > ? ORDER BY v.id LIMIT ?", columns)
}

pub fn count_read_by_others(store: &Connection, reader: &ReaderVersion) -> Result<u64> {
    let sql = format!("SELECT count(*) FROM reading g WHERE {BY_OTHERS}");
    let columns = params![reader.program, reader.packs, reader.model];
    Ok(store.prepare_cached(&sql)?.query_row(columns, |row| row.get::<_, u32>(0))?.into())
}

/// Fewest digits of a hash that name a text: fewer are as likely a word or a number.
const DIGITS: usize = 6;

pub fn named(store: &Connection, name: &str) -> Result<Vec<VersionId>> {
    let newest = |reports: &str| {
        format!(
            "SELECT max(id) FROM version WHERE report IN ({reports}) GROUP BY report ORDER BY 1"
        )
    };
    let given = newest("SELECT report FROM key WHERE kind = 'id' AND value = ?");
    let mut found = versions_by(store, &given, [name])?;
    if let (true, Some(number)) = (found.is_empty(), name.strip_prefix('r')) {
        let number: i64 = number.parse().unwrap_or_default();
        found = versions_by(store, &newest("SELECT ?"), [number])?;
    }
    if let (true, Some(key)) = (found.is_empty(), Key::address(name)) {
        let report = lookup::by_key(store, &key)?;
        found = versions_by(store, &newest("SELECT ?"), [report])?;
    }
    if let (true, true, Some((first, last))) =
        (found.is_empty(), name.len() >= DIGITS, Hash::starting_with(name))
    {
        let sql = "SELECT version FROM reading WHERE text_sha256 BETWEEN ? AND ? ORDER BY 1";
        found = versions_by(store, sql, [first, last])?;
    }
    if found.is_empty() {
        let place = newest(
            "SELECT v.report FROM receipt t JOIN version v ON v.id = t.version WHERE t.place = ?",
        );
        found = versions_by(store, &place, [name])?;
    }
    Ok(found)
}

fn versions_by(store: &Connection, sql: &str, params: impl Params) -> Result<Vec<VersionId>> {
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map(params, |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub fn stored(store: &Connection, version: VersionId) -> Result<Stored> {
    let sql = "SELECT v.report, g.text, g.record FROM reading g JOIN version v ON v.id = g.version \
               WHERE g.version = ?";
    let (report, text, record): (ReportId, String, Vec<u8>) = store
        .prepare_cached(sql)?
        .query_row([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let record = String::from_utf8(unpacked(&record)?).context("a stored record")?;
    Ok(Stored { report, line: record::with_text(&record, &text) })
}

pub fn versions(store: &Connection, report: ReportId) -> Result<Vec<Version>> {
    let sql = "SELECT v.number, v.added, g.text_sha256, r.program, r.packs, r.model \
               FROM version v JOIN reading g ON g.version = v.id JOIN reader r ON r.id = g.reader \
               WHERE v.report = ? ORDER BY v.number";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([report], |row| {
        Ok(Version {
            number: row.get(0)?,
            added: row.get(1)?,
            text_hash: row.get(2)?,
            reader: rows::reader(row, 3)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub fn version(store: &Connection, report: ReportId, number: u32) -> Result<Option<VersionId>> {
    let sql = "SELECT id FROM version WHERE report = ? AND number = ?";
    Ok(store
        .prepare_cached(sql)?
        .query_row(params![report, number], |row| row.get(0))
        .optional()?)
}

pub fn receipts(store: &Connection, report: ReportId) -> Result<Vec<Receipt>> {
    let sql = "SELECT t.at, t.place, t.fetched, v.number, t.problem \
               FROM receipt t JOIN version v ON v.id = t.version \
               WHERE v.report = ? ORDER BY t.id";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([report], |row| {
        Ok(Receipt {
            at: row.get(0)?,
            place: row.get(1)?,
            fetched: row.get(2)?,
            version: row.get(3)?,
            problem: row.get(4)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub fn readers(store: &Connection) -> Result<Vec<ReaderVersion>> {
    let sql = "SELECT r.program, r.packs, r.model FROM reader r \
               WHERE r.id IN (SELECT reader FROM reading) ORDER BY 1, 2, 3";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([], |row| rows::reader(row, 0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

pub fn counts(store: &Connection) -> Result<Counts> {
    let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version)";
    let (reports, versions): (u32, u32) =
        store.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Counts { reports: reports.into(), versions: versions.into() })
}
