use super::{cell, number};
use anyhow::Result;
use dateline_read::packs::Row;

/// A country in other lists.
pub struct Country {
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// ISO 3166-1 numeric.
    pub iso: Option<u16>,
    /// Gleditsch and Ward's number.
    pub gw: Option<u16>,
    /// Correlates of War's number.
    pub cow: Option<u16>,
    pub ucdp_region: Option<String>,
    pub acled_region: Option<String>,
}

impl Country {
    pub fn of(row: &Row<'_, '_>) -> Result<(String, Self)> {
        let country = Self {
            name: row.get("name")?.to_owned(),
            iso2: row.get("iso2")?.to_owned(),
            iso: number(row, "iso")?,
            gw: number(row, "gw")?,
            cow: number(row, "cow")?,
            ucdp_region: cell(row, "ucdp_region")?,
            acled_region: cell(row, "acled_region")?,
        };
        Ok((row.get("country")?.to_owned(), country))
    }
}
