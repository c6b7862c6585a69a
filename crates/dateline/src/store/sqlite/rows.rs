use crate::store::{
    Capture, Hash, Place, ReaderVersion, ReportId, VersionId,
    capture::{Form, unpacked},
};
use anyhow::{Context, Result};
use rusqlite::{
    Connection, Params, Row, ToSql,
    types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef},
};

impl ToSql for Hash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(&self.0[..]))
    }
}

impl FromSql for Hash {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Self)
    }
}

impl ToSql for ReportId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for ReportId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

impl ToSql for VersionId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for VersionId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// Columns `report, version, number`.
pub fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place { report: row.get(0)?, version: row.get(1)?, number: row.get(2)? })
}

/// Columns `program, packs, model` from `first` on.
pub fn reader(row: &Row<'_>, first: usize) -> rusqlite::Result<ReaderVersion> {
    Ok(ReaderVersion {
        program: row.get(first)?,
        packs: row.get(first + 1)?,
        model: row.get(first + 2)?,
    })
}

/// Readings `g` that another reader made than the one of the first three parameters.
pub const BY_OTHERS: &str = "g.reader NOT IN \
     (SELECT id FROM reader WHERE program = ? AND packs = ? AND model = ?)";

/// What was received of the versions `v` that another reader read. The first three parameters are
/// the reader's, the others those of `narrowed`.
pub fn captures_by_others(
    store: &Connection,
    narrowed: &str,
    parameters: impl Params,
) -> Result<Vec<(Place, Capture)>> {
    let sql = format!(
        "SELECT v.report, v.id, v.number, v.form, v.charset, v.given, raw.zlib \
         FROM version v JOIN raw ON raw.id = v.raw JOIN reading g ON g.version = v.id \
         WHERE {BY_OTHERS} AND {narrowed}"
    );
    let mut statement = store.prepare(&sql)?;
    let mut found = statement.query(parameters)?;
    let mut captures = Vec::new();
    while let Some(row) = found.next()? {
        captures.push(capture(row)?);
    }
    Ok(captures)
}

fn capture(row: &Row<'_>) -> Result<(Place, Capture)> {
    let form: String = row.get(3)?;
    let (given, zlib): (String, Vec<u8>) = (row.get(5)?, row.get(6)?);
    let capture = Capture {
        form: Form::of_name(&form).with_context(|| format!("a report in the form {form:?}"))?,
        charset: row.get(4)?,
        raw: unpacked(&zlib)?,
        given: serde_json::from_str(&given).context("what was said of a stored report")?,
    };
    Ok((place(row)?, capture))
}
