use super::{cell, number};
use anyhow::Result;
use dateline_read::packs::Row;

/// What PLOVER says of its event.
pub struct PloverEvent {
    pub quad: String,
    /// -10 to 10.
    pub intensity: f64,
}

impl PloverEvent {
    pub fn of(row: &Row<'_, '_>) -> Result<(String, Self)> {
        let intensity = row.get("intensity")?;
        let intensity =
            intensity.parse().map_err(|_| row.error(&format!("{intensity:?} is no number")))?;
        Ok((row.get("event")?.to_owned(), Self { quad: row.get("quad")?.to_owned(), intensity }))
    }
}

/// What ACLED says of its sub-event type.
pub struct SubEvent {
    pub disorder: String,
    /// What it calls those who demonstrate, and their number among its kinds of actors.
    pub crowd: Option<(String, u16)>,
}

impl SubEvent {
    pub fn of(row: &Row<'_, '_>) -> Result<((String, String), Self)> {
        let key = (row.get("event")?.to_owned(), row.get("sub_event")?.to_owned());
        let crowd = cell(row, "crowd")?.zip(number(row, "inter")?);
        Ok((key, Self { disorder: row.get("disorder")?.to_owned(), crowd }))
    }
}
