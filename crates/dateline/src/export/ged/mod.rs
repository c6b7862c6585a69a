//! The columns of UCDP's Georeferenced Event Dataset, filled by its rules as far as reports go. It is no UCDP data.
//!
//! A row is an event told as a fact, or supposed, with a death at least possible, a date and a place.

mod rules;

use super::{
    Exporter,
    codes::{Codes, Country, Side},
    columns::{self, Cell},
    days::Days,
    parties::{self, Parties, Party},
    sheet::Sheet,
};
use crate::event::{Event, Place, Report};
use anyhow::Result;
use rules::Deaths;
use std::io::Write;

const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub struct Ged<'a> {
    sheet: Sheet<'a>,
    codes: Codes,
}

impl<'a> Ged<'a> {
    pub fn new(codes: Codes, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut sheet = Sheet::commas(out);
        sheet.header(COLUMNS.into_iter())?;
        Ok(Self { sheet, codes })
    }
}

impl Exporter for Ged<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        let Some(row) = Row::of(event, &self.codes) else { return Ok(false) };
        self.sheet.row(COLUMNS.into_iter().map(|column| row.cell(column)))?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.sheet.finish()
    }
}

/// What a row's cells are made of.
struct Row<'a> {
    event: &'a Event,
    place: &'a Place,
    days: Days,
    deaths: Deaths,
    parties: Parties<'a>,
    country: Option<&'a Country>,
    codes: &'a Codes,
}

impl<'a> Row<'a> {
    fn of(event: &'a Event, codes: &'a Codes) -> Option<Self> {
        let place = event.place.as_ref()?;
        // An aggregate whose events are rows themselves would count their dead twice.
        if event.aggregate && !event.contains.is_empty() {
            return None;
        }
        Some(Self {
            event,
            place,
            days: Days::of(event)?,
            deaths: rules::deaths(event)?,
            parties: parties::of(event, codes),
            country: codes.country(place.value.country.as_deref()),
            codes,
        })
    }

    /// Columns that only UCDP can fill stay empty.
    fn cell(&self, column: &str) -> Cell {
        let (a, b) = self.sides();
        let one_sided = self.violence() == Some(3);
        let best = self.deaths.best;
        match column {
            "id" => Cell::text(Some(&*self.event.id)),
            "year" => Cell::Whole(self.days.first.year() as u64),
            "type_of_violence" => Cell::whole(self.violence()),
            "dyad_name" => Cell::text(a.zip(b).map(|(a, b)| format!("{a} - {b}"))),
            "side_a" => Cell::text(a),
            "side_b" => Cell::text(b),
            "number_of_sources" => Cell::Whole(self.event.standing.reports.into()),
            "source_article" => self.sources(|report| Some(rules::citation(report))),
            "source_office" => self.sources(|report| report.outlet.clone()),
            "source_date" => self.sources(|report| report.published.clone()),
            "source_headline" => self.sources(|report| report.title.clone()),
            "source_original" => Cell::list(self.event.origins.iter().map(|origin| &*origin.name)),
            "event_clarity" => Cell::Whole(if self.event.aggregate { 2 } else { 1 }),
            "date_prec" => Cell::Whole(rules::date_precision(self.days.number())),
            "date_start" => Cell::Text(format!("{} 00:00:00.000", self.days.first)),
            "date_end" => Cell::Text(format!("{} 00:00:00.000", self.days.last)),
            "deaths_a" | "deaths_b" => Cell::Whole(0),
            "deaths_civilians" => Cell::Whole(if one_sided { best } else { 0 }),
            "deaths_unknown" => Cell::Whole(if one_sided { 0 } else { best }),
            "best" => Cell::Whole(best),
            "high" => Cell::Whole(self.deaths.high),
            "low" => Cell::Whole(self.deaths.low),
            "gwnoa" => self.state(self.parties.armed().0),
            "gwnob" => self.state(self.parties.armed().1),
            _ => self.where_cell(column),
        }
    }

    fn where_cell(&self, column: &str) -> Cell {
        let (place, point) = (&self.place.value, columns::point(self.event));
        match column {
            "where_prec" => Cell::whole(rules::where_precision(&place.precision)),
            "where_coordinates" => Cell::text(Some(&*place.name)),
            "where_description" => Cell::text(self.described().or(Some(&*place.name))),
            "adm_1" => Cell::text(place.admin1.as_deref()),
            "adm_2" => Cell::text(place.admin2.as_deref()),
            "latitude" => point.map_or(Cell::Empty, |(lat, _)| Cell::Number(lat)),
            "longitude" => point.map_or(Cell::Empty, |(_, lon)| Cell::Number(lon)),
            "geom_wkt" => Cell::text(point.map(|(lat, lon)| format!("POINT ({lon} {lat})"))),
            "priogrid_gid" => Cell::whole(point.map(rules::priogrid)),
            "country" => Cell::text(self.country.map(|country| &*country.name)),
            "country_id" => Cell::whole(self.country.and_then(|country| country.gw).map(u64::from)),
            "region" => Cell::text(self.country.and_then(|country| country.ucdp_region.as_deref())),
            _ => Cell::Empty,
        }
    }

    /// 1 where a state fights a group or a state, 2 where groups fight, 3 where one is armed and civilians are harmed.
    fn violence(&self) -> Option<u64> {
        let sides = self.parties.armed();
        match (sides.0.and_then(Party::side), sides.1.and_then(Party::side)) {
            (Some(Side::Group), Some(Side::Group)) => Some(2),
            (Some(_), Some(_)) => Some(1),
            (Some(_), None) if self.parties.harms_civilians() => Some(3),
            _ => None,
        }
    }

    fn sides(&self) -> (Option<String>, Option<String>) {
        let (a, b) = self.parties.armed();
        let civilians = || (self.violence() == Some(3)).then(|| "Civilians".to_owned());
        (a.map(|party| self.side(party)), b.map(|party| self.side(party)).or_else(civilians))
    }

    /// UCDP names a state's forces after its government.
    fn side(&self, party: &Party<'_>) -> String {
        let country = self.codes.country(party.role.country.as_deref());
        match (party.side(), country) {
            (Some(Side::State), Some(country)) => format!("Government of {}", country.name),
            _ => party.role.name.clone(),
        }
    }

    fn state(&self, party: Option<&Party<'_>>) -> Cell {
        let state = party.filter(|party| party.side() == Some(Side::State));
        let country = state.and_then(|party| self.codes.country(party.role.country.as_deref()));
        Cell::whole(country.and_then(|country| country.gw).map(u64::from))
    }

    fn sources(&self, of: impl Fn(&Report) -> Option<String>) -> Cell {
        Cell::List(self.event.reports.iter().filter_map(of).collect())
    }

    /// The words in which the first claim that places it does so.
    fn described(&self) -> Option<&str> {
        let mut places = self.event.claims.iter().filter_map(|claim| claim.place.as_ref());
        places.next().map(|place| &*place.span.quote).filter(|words| !words.is_empty())
    }
}
