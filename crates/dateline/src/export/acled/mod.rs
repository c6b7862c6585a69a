//! ACLED's columns, filled by its rules as far as reports go. It is no ACLED data.
//!
//! A row is an event told as a fact, dated within a month and placed more exactly than by its country. Sums over
//! many events are left out: ACLED splits them, which nobody can do who only has the sum.

mod notes;

use super::{
    Exporter,
    codes::{Codes, Country, SubEvent},
    columns::{self, Cell},
    days::Days,
    parties::{self, Parties, Party},
    sheet::Sheet,
};
use crate::event::{Acled as Type, Event, PlaceValue};
use anyhow::Result;
use jiff::{Timestamp, civil::Date};
use std::io::Write;

const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// Its number for civilians.
const CIVILIANS: u16 = 7;

/// The disorder types in which civilians can be targeted begin with this.
const VIOLENCE: &str = "Political violence";

pub struct Acled<'a> {
    sheet: Sheet<'a>,
    codes: Codes,
}

impl<'a> Acled<'a> {
    pub fn new(codes: Codes, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let mut sheet = Sheet::commas(out);
        sheet.header(COLUMNS.into_iter())?;
        Ok(Self { sheet, codes })
    }
}

impl Exporter for Acled<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        let Some(row) = Row::of(event, &self.codes) else { return Ok(false) };
        let (first, second) = row.actors();
        self.sheet.row(COLUMNS.into_iter().map(|column| row.cell(column, &first, &second)))?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.sheet.finish()
    }
}

/// What a row's cells are made of.
struct Row<'a> {
    event: &'a Event,
    kind: &'a Type,
    sub_event: &'a SubEvent,
    place: &'a PlaceValue,
    precision: u64,
    date: Date,
    date_precision: u64,
    country: Option<&'a Country>,
    parties: Parties<'a>,
}

/// A side as ACLED writes it: its name, who goes with it, and its number among the kinds of actors.
#[derive(Default)]
struct Side {
    name: Option<String>,
    with: Vec<String>,
    inter: Option<u16>,
}

impl<'a> Row<'a> {
    fn of(event: &'a Event, codes: &'a Codes) -> Option<Self> {
        if event.aggregate || !parties::is_told_as_fact(event) {
            return None;
        }
        let kind = event.acled.as_ref()?;
        let place = &event.place.as_ref()?.value;
        let days = Days::of(event)?;
        Some(Self {
            event,
            kind,
            sub_event: codes.acled(&kind.event, &kind.sub_event)?,
            place,
            precision: place_precision(&place.precision)?,
            date: days.middle(),
            date_precision: date_precision(days.number())?,
            country: codes.country(place.country.as_deref()),
            parties: parties::of(event, codes),
        })
    }

    fn cell(&self, column: &str, first: &Side, second: &Side) -> Cell {
        match column {
            "event_id_cnty" => Cell::text(Some(&*self.event.id)),
            "event_date" => Cell::Text(self.date.to_string()),
            "year" => Cell::Whole(self.date.year() as u64),
            "time_precision" => Cell::Whole(self.date_precision),
            "disorder_type" => Cell::text(Some(&*self.sub_event.disorder)),
            "event_type" => Cell::text(Some(&*self.kind.event)),
            "sub_event_type" => Cell::text(Some(&*self.kind.sub_event)),
            "actor1" => Cell::text(first.name.as_deref()),
            "assoc_actor_1" => Cell::List(first.with.clone()),
            "inter1" => Cell::whole(first.inter.map(u64::from)),
            "actor2" => Cell::text(second.name.as_deref()),
            "assoc_actor_2" => Cell::List(second.with.clone()),
            "inter2" => Cell::whole(second.number()),
            "interaction" => Cell::whole(interaction(first, second)),
            "civilian_targeting" => {
                let violent = self.sub_event.disorder.starts_with(VIOLENCE);
                let targeted = violent && second.inter == Some(CIVILIANS);
                Cell::text(targeted.then_some("Civilian targeting"))
            }
            "source" => {
                Cell::list(self.event.reports.iter().filter_map(|report| report.outlet.as_deref()))
            }
            "notes" => Cell::Text(notes::notes(self)),
            "fatalities" => Cell::Whole(self.fatalities()),
            "tags" => Cell::text(self.sub_event.crowd.is_some().then(|| self.size())),
            "timestamp" => {
                let added = self.event.added.parse::<Timestamp>().ok();
                Cell::whole(added.and_then(|added| added.as_second().try_into().ok()))
            }
            _ => self.where_cell(column),
        }
    }

    fn where_cell(&self, column: &str) -> Cell {
        let point = columns::point(self.event);
        match column {
            "iso" => Cell::whole(self.country.and_then(|country| country.iso).map(u64::from)),
            "region" => {
                Cell::text(self.country.and_then(|country| country.acled_region.as_deref()))
            }
            "country" => Cell::text(self.country.map(|country| &*country.name)),
            "admin1" => Cell::text(self.place.admin1.as_deref()),
            "admin2" => Cell::text(self.place.admin2.as_deref()),
            "location" => Cell::text(Some(&*self.place.name)),
            "latitude" => point.map_or(Cell::Empty, |(lat, _)| Cell::Number(lat)),
            "longitude" => point.map_or(Cell::Empty, |(_, lon)| Cell::Number(lon)),
            "geo_precision" => Cell::Whole(self.precision),
            _ => Cell::Empty,
        }
    }

    /// Those who demonstrate go by that, civilians likewise, others by name.
    fn actors(&self) -> (Side, Side) {
        let first = match &self.sub_event.crowd {
            Some((crowd, inter)) => Side {
                name: Some(self.of_country(crowd)),
                with: bodies(&self.parties.doers),
                inter: Some(*inter),
            },
            None => self.named(&self.parties.doers),
        };
        let armed = self.parties.armed().1;
        let second = match armed {
            Some(party) => self.named(std::slice::from_ref(party)),
            None if self.parties.harms_civilians() => Side {
                name: Some(self.of_country("Civilians")),
                with: bodies(&self.parties.others),
                inter: Some(CIVILIANS),
            },
            None => self.named(&self.parties.others),
        };
        (first, second)
    }

    fn of_country(&self, what: &str) -> String {
        match self.country {
            Some(country) => format!("{what} ({})", country.name),
            None => what.to_owned(),
        }
    }

    fn named(&self, parties: &[Party<'_>]) -> Side {
        let mut bodies = parties.iter().filter(|party| party.is_body());
        let Some(first) = bodies.next() else { return Side::default() };
        Side {
            name: Some(first.role.name.clone()),
            with: bodies.map(|party| party.role.name.clone()).collect(),
            inter: first.inter(self.place.country.as_deref()),
        }
    }

    /// The most conservative number that is told.
    fn fatalities(&self) -> u64 {
        columns::count(self.event, "killed").and_then(|killed| killed.low).unwrap_or(0)
    }

    fn size(&self) -> String {
        let people = columns::count(self.event, "people").and_then(|people| people.low);
        match people {
            Some(people) => format!("crowd size=at least {people}"),
            None => "crowd size=no report".to_owned(),
        }
    }
}

impl Side {
    /// 0 where there is no second side at all.
    fn number(&self) -> Option<u64> {
        if self.name.is_none() { Some(0) } else { self.inter.map(u64::from) }
    }
}

fn bodies(parties: &[Party<'_>]) -> Vec<String> {
    parties.iter().filter(|party| party.is_body()).map(|party| party.role.name.clone()).collect()
}

/// The lower digit first; a sole actor's is followed by 0.
fn interaction(first: &Side, second: &Side) -> Option<u64> {
    let first = u64::from(first.inter?);
    match second.number()? {
        0 => Some(first * 10),
        second => Some(first.min(second) * 10 + first.max(second)),
    }
}

/// Countries are not placed.
fn place_precision(precision: &str) -> Option<u64> {
    match precision {
        "site" | "town" => Some(1),
        "near" | "admin2" => Some(2),
        "admin1" | "region" | "sea" => Some(3),
        _ => None,
    }
}

fn date_precision(days: i32) -> Option<u64> {
    match days {
        ..=1 => Some(1),
        2..=7 => Some(2),
        8..=31 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interactions_have_the_lower_digit_first() {
        let side = |inter| Side { name: Some("x".into()), with: Vec::new(), inter };
        assert_eq!(interaction(&side(Some(7)), &side(Some(3))), Some(37));
        assert_eq!(interaction(&side(Some(6)), &Side::default()), Some(60));
        assert_eq!(interaction(&side(None), &side(Some(3))), None);
    }
}
