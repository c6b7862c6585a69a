//! What can be asked of the events of a store.

use super::events::days;
use crate::event::{claim_id, claim_of};
use anyhow::{Context, Result, bail};
use dateline_link::ClaimKey;
use std::fmt;

/// Which events, in which order. Every condition must hold; of a list, any one of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    /// Dateline's ids of types; a type stands for all that are kinds of it.
    pub types: Vec<String>,
    /// ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Name of a first-level area.
    pub admin1: Option<String>,
    /// Name of a second-level area.
    pub admin2: Option<String>,
    /// Words of a place's name, or of the areas it lies in.
    pub place: Option<String>,
    pub area: Option<Area>,
    /// When it happened; events that no report dates are in no span.
    pub occurred: Days,
    /// When a report of it was published.
    pub published: Days,
    /// When its first report came into the store.
    pub added: Days,
    /// Words of the name or the registry's id of one who took part.
    pub actor: Option<String>,
    /// Words of the name of one who says so, of an outlet or a person.
    pub source: Option<String>,
    pub namings: Vec<Naming>,
    /// Words in titles and sentences; quoted ones stand together.
    pub text: Option<String>,
    /// At least so many independent origins.
    pub origins: Option<u32>,
    pub standings: Vec<Standing>,
    /// Only aggregates, or only single events.
    pub aggregate: Option<bool>,
    pub sort: Sort,
    /// The least first.
    pub ascending: bool,
}

/// Where; only events placed no wider than a second-level area are in one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Area {
    /// Around a point, in WGS 84 degrees and kilometres.
    Circle { lat: f64, lon: f64, km: f64 },
    /// Between two meridians and two parallels; `west` may be greater than `east`.
    Box { west: f64, south: f64, east: f64, north: f64 },
}

/// Days from 1970-01-01, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Days {
    pub since: Option<i64>,
    pub until: Option<i64>,
}

/// How the source of one of its claims is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Naming {
    Named,
    Unnamed,
    Institution,
    Outlet,
    /// The report says it in its own voice.
    Own,
}

/// On whose word an event stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Standing {
    /// One origin alone
    SingleSource,
    /// Two independent origins or more
    ManySources,
    /// Somebody denies it
    Denied,
    /// Nobody puts it forward as a fact
    SupposedOnly,
}

/// The order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Sort {
    /// When it happened
    #[default]
    Occurred,
    /// When it was last reported
    Published,
    /// When the store got it
    Added,
    /// How many independent origins tell it
    Origins,
    /// How many reports tell it
    Reports,
}

/// Where a list is to go on: after the event of this key, whose place in the order is this value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    pub value: String,
    pub key: ClaimKey,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.value, claim_id(self.key))
    }
}

impl std::str::FromStr for Cursor {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('~').and_then(|(value, id)| Some((value, claim_of(id)?)));
        let (value, key) = parts.with_context(|| {
            format!("{text:?} is no cursor; give the one that the page before ended with")
        })?;
        Ok(Self { value: value.to_owned(), key })
    }
}

impl Days {
    /// From the first day of one EDTF date to the last of another.
    ///
    /// # Errors
    /// When one is no date.
    pub fn between(since: Option<&str>, until: Option<&str>) -> Result<Self> {
        let since = since.map(|date| Ok::<_, anyhow::Error>(ends(date)?.0)).transpose()?;
        let until = until.map(|date| Ok::<_, anyhow::Error>(ends(date)?.1)).transpose()?;
        Ok(Self { since, until })
    }
}

/// First and last day of a year, month or day.
fn ends(date: &str) -> Result<(i64, i64)> {
    let interval = dateline_doc::TimeInterval::parse(date, dateline_doc::Basis::Stated);
    let ends = interval.and_then(|interval| {
        Some((days(&interval.start?.to_string())?, days(&interval.end?.to_string())?))
    });
    match ends {
        Some(ends) if !date.contains(['T', ' ']) => Ok(ends),
        _ => bail!("{date:?} is no date; give a year, a month or a day, such as 2024-03-09"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_hold_whole_months_and_years() {
        let days = Days::between(Some("2024-02"), Some("2024-02")).unwrap();
        assert_eq!(days.until.unwrap() - days.since.unwrap(), 28);
        assert_eq!(Days::between(None, Some("1970")).unwrap().until, Some(364));
        for wrong in ["March", "2024-13", "2024-02-30", "2024-03-09T10:00", ""] {
            assert!(Days::between(Some(wrong), None).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn cursors_are_read_back() {
        let cursor = Cursor { value: "2024-03-02T10:00:00Z".into(), key: ClaimKey(77) };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        assert!("17".parse::<Cursor>().is_err());
    }
}
