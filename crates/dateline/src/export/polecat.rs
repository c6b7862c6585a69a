//! POLECAT's 40 tab-separated columns. It is no POLECAT data.
//!
//! A row is an event told as a fact, with a date. What is missing is the word "None".

use super::{
    Exporter,
    codes::Codes,
    columns::{self, Cell},
    parties::{self, Parties, Party},
    sheet::{Sheet, plain},
};
use crate::event::{Event, PlaceValue, Plover, Quote, Report};
use anyhow::Result;
use std::io::Write;

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub struct Polecat<'a> {
    sheet: Sheet<'a>,
    codes: Codes,
}

impl<'a> Polecat<'a> {
    pub fn new(codes: Codes, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut sheet = Sheet::tabs(out);
        sheet.header(COLUMNS.into_iter())?;
        Ok(Self { sheet, codes })
    }
}

impl Exporter for Polecat<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        let Some(row) = Row::of(event, &self.codes) else { return Ok(false) };
        self.sheet.row(COLUMNS.into_iter().map(|column| or_none(&row.cell(column))))?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.sheet.finish()
    }
}

/// A cell in one line without tabs; "None" when there is nothing.
fn or_none(cell: &Cell) -> Cell {
    match plain(cell) {
        text if text.is_empty() => Cell::Text("None".to_owned()),
        _ if matches!(cell, Cell::Number(_) | Cell::Whole(_)) => cell.clone(),
        text => Cell::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

struct Row<'a> {
    event: &'a Event,
    plover: &'a Plover,
    date: &'a str,
    place: Option<&'a PlaceValue>,
    parties: Parties<'a>,
    codes: &'a Codes,
}

impl<'a> Row<'a> {
    fn of(event: &'a Event, codes: &'a Codes) -> Option<Self> {
        let plover = event.plover.as_ref().filter(|_| parties::is_told_as_fact(event))?;
        Some(Self {
            event,
            plover,
            date: event.occurred.as_ref()?.start.as_deref()?,
            place: event.place.as_ref().map(|place| &place.value),
            parties: parties::of(event, codes),
            codes,
        })
    }

    /// Titles, Wikipedia's ids and contexts are nothing that an event holds.
    fn cell(&self, column: &str) -> Cell {
        let coded = self.codes.plover(&self.plover.event);
        match column {
            "Event ID" => Cell::text(Some(&*self.event.id)),
            "Event Date" => Cell::text(Some(self.date)),
            "Event Type" => Cell::text(Some(&*self.plover.event)),
            "Event Mode" => Cell::text(self.plover.mode.as_deref()),
            "Intensity" => coded.map_or(Cell::Empty, |coded| Cell::Number(coded.intensity)),
            "Quad Code" => Cell::text(coded.map(|coded| &*coded.quad)),
            "Source" => self.reports(|report| report.outlet.as_deref()),
            "Publication Date" => self.reports(|report| report.published.as_deref()),
            "Language" => self.reports(|report| report.language.as_deref()),
            "Version" => Cell::text(Some(concat!("dateline ", env!("CARGO_PKG_VERSION")))),
            "Story People" => self.named(|kind| kind == "person"),
            "Story Organizations" => self.named(is_organization),
            "Story Locations" => self.locations(),
            _ if column.contains("Actor") => self.party(column, &self.parties.doers),
            _ if column.contains("Recipient") => self.party(column, &self.parties.others),
            _ => self.where_cell(column),
        }
    }

    fn party(&self, column: &str, parties: &[Party<'_>]) -> Cell {
        let column = column.replace("Recipient", "Actor");
        let sectors = || parties.iter().filter_map(|party| party.sector);
        match column.as_str() {
            "Actor Name" => Cell::list(parties.iter().map(|party| &*party.role.name)),
            "Actor Country" => {
                Cell::list(parties.iter().filter_map(|party| party.role.country.as_deref()))
            }
            "Actor COW" => self.cow(parties),
            "Primary Actor Sector" => Cell::text(sectors().next().map(|sector| &*sector.sector)),
            "Actor Sectors" => Cell::list(sectors().map(|sector| &*sector.sector)),
            "Actor Name Raw" => self.raw(parties),
            _ => Cell::Empty,
        }
    }

    fn cow(&self, parties: &[Party<'_>]) -> Cell {
        let countries = parties.iter().map(|party| party.role.country.as_deref());
        let numbers = countries.filter_map(|country| self.codes.country(country)?.cow);
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        Cell::list(numbers.iter().map(String::as_str))
    }

    /// The words in which the claims name them.
    fn raw(&self, parties: &[Party<'_>]) -> Cell {
        let roles = self.event.claims.iter().flat_map(|claim| &claim.roles);
        let same = |role: &str, name: &str| {
            parties.iter().any(|party| party.role.role == role && party.role.name == name)
        };
        let spans = roles.filter(|role| same(&role.role, &role.name)).map(|role| &role.span);
        words(spans)
    }

    fn where_cell(&self, column: &str) -> Cell {
        let Some(place) = self.place else { return Cell::Empty };
        let point = columns::point(self.event);
        let is_town = place.feature.as_deref().is_some_and(|feature| feature.starts_with("P."));
        match column {
            "Placename" => Cell::text(Some(&*place.name)),
            "City" => Cell::text(is_town.then_some(&*place.name)),
            "District" => Cell::text(place.admin2.as_deref()),
            "Province" => Cell::text(place.admin1.as_deref()),
            "Country" => Cell::text(place.country.as_deref()),
            "Latitude" => point.map_or(Cell::Empty, |(lat, _)| Cell::Number(lat)),
            "Longitude" => point.map_or(Cell::Empty, |(_, lon)| Cell::Number(lon)),
            "GeoNames ID" => Cell::whole(place.geonameid.map(u64::from)),
            "Feature Type" => Cell::text(place.feature.as_deref()),
            "Raw Placename" => {
                let places = self.event.claims.iter().filter_map(|claim| claim.place.as_ref());
                words(places.map(|place| &place.span))
            }
            _ => Cell::Empty,
        }
    }

    fn reports(&self, of: impl Fn(&Report) -> Option<&str>) -> Cell {
        Cell::list(self.event.reports.iter().filter_map(of))
    }

    fn named(&self, is: impl Fn(&str) -> bool) -> Cell {
        let roles = self.event.roles.iter();
        let named = roles.filter(|role| role.kind.as_deref().is_some_and(&is));
        Cell::list(named.map(|role| &*role.name))
    }

    fn locations(&self) -> Cell {
        let places = self.event.place.iter().flat_map(|place| &place.values);
        Cell::list(places.map(|place| &*place.value.name))
    }
}

fn is_organization(kind: &str) -> bool {
    matches!(kind, "group" | "organization" | "government" | "military" | "police")
}

fn words<'a>(spans: impl Iterator<Item = &'a Quote>) -> Cell {
    Cell::list(spans.map(|span| &*span.quote).filter(|words| !words.is_empty()))
}
