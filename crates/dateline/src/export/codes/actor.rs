use super::{cell, number, rows};
use anyhow::Result;
use dateline_read::{
    PackFiles,
    entities::{DatedCode, Registry},
    packs::Row,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What an actor is in other lists.
pub struct Sector {
    /// PLOVER's sector.
    pub sector: String,
    /// ACLED's kind of actor.
    pub inter: Option<u16>,
    pub side: Option<Side>,
}

/// How UCDP counts an actor under arms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    State,
    Group,
}

impl Sector {
    fn of(row: &Row<'_, '_>) -> Result<(String, Self)> {
        let side = match row.get("side")? {
            "state" => Some(Side::State),
            "group" => Some(Side::Group),
            "" => None,
            other => {
                return Err(row.error(&format!("{other:?} is neither state nor group")).into());
            }
        };
        let sector = Self {
            sector: cell(row, "sector")?.unwrap_or_default(),
            inter: number(row, "inter")?,
            side,
        };
        Ok((row.get("code")?.to_owned(), sector))
    }
}

/// The registry's codes by actor, and the sectors by role and kind.
pub struct Actors {
    codes: BTreeMap<String, Vec<DatedCode>>,
    sectors: BTreeMap<String, Sector>,
}

impl Actors {
    pub fn load(files: &PackFiles) -> Result<Self> {
        let registry = Registry::load(files)?;
        let codes =
            registry.actors().iter().map(|actor| (actor.id.0.to_string(), actor.codes.clone()));
        Ok(Self { codes: codes.collect(), sectors: rows(files, "actors/sectors.tsv", Sector::of)? })
    }

    pub fn sector(
        &self,
        actor: Option<&str>,
        kind: Option<&str>,
        day: Option<&str>,
    ) -> Option<&Sector> {
        let codes = actor.and_then(|actor| self.codes.get(actor)).into_iter().flatten();
        let day = day.and_then(|day| day.parse::<Date>().ok());
        let held = codes.filter(|code| holds(code, day));
        held.filter_map(|code| self.by_code(&code.code)).next().or_else(|| self.sectors.get(kind?))
    }

    /// The sector of a code's role, which stands after its country unless the code is of no country.
    fn by_code(&self, code: &str) -> Option<&Sector> {
        let role = |from: usize| self.sectors.get(code.get(from..from + 3)?);
        role(3).or_else(|| role(0))
    }
}

fn holds(code: &DatedCode, day: Option<Date>) -> bool {
    let (Some(when), Some(day)) = (&code.when, day) else { return true };
    when.start.is_none_or(|start| start <= day) && when.end.is_none_or(|end| day <= end)
}
