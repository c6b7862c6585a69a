//! PLOVER's JSON Lines, as its manual lists the fields. What nobody can tell from an event, its contexts, is left out.
//!
//! A line is an event told as a fact, with a date.

use super::{
    Exporter,
    codes::{Codes, PloverEvent},
    columns,
    parties::{self, Party},
};
use crate::event::{Claim, Event, Report};
use anyhow::Result;
use serde::Serialize;
use std::io::Write;

pub struct Plover<'a> {
    codes: Codes,
    out: &'a mut (dyn Write + Send),
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<&'a str>,
    actor: Vec<Actor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Actor<'a>>,
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quad_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_scale: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    text_info: TextInfo<'a>,
    cite_info: CiteInfo<'a>,
    coder: &'static str,
    coded_date: &'a str,
}

/// Who, the country's ISO 3166-1 alpha-3, and what PLOVER counts it as.
#[derive(Serialize)]
struct Actor<'a> {
    #[serde(rename = "actorText")]
    text: &'a str,
    code: Option<&'a str>,
    sector: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    name: &'a str,
    country: Option<&'a str>,
    admin1: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geonameid: Option<u32>,
    precision: &'a str,
    radius_km: Option<f64>,
}

/// Where the sentence stands, in code points of the text that has this hash.
#[derive(Serialize)]
struct TextInfo<'a> {
    start: usize,
    end: usize,
    sha256: &'a str,
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    publisher: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
}

impl<'a> Plover<'a> {
    pub fn new(codes: Codes, out: &'a mut (dyn Write + Send)) -> Self {
        Self { codes, out }
    }
}

impl Exporter for Plover<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        let Some(line) = line(event, &self.codes) else { return Ok(false) };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

fn line<'a>(event: &'a Event, codes: &'a Codes) -> Option<Line<'a>> {
    let plover = event.plover.as_ref().filter(|_| parties::is_told_as_fact(event))?;
    let coded: Option<&PloverEvent> = codes.plover(&plover.event);
    let occurred = event.occurred.as_ref()?;
    let date = occurred.start.as_deref()?;
    let claim = event.claims.iter().find(|claim| claim.polarity == "asserted")?;
    let report = event.reports.iter().find(|report| report.id == claim.report)?;
    let parties = parties::of(event, codes);
    Some(Line {
        id: &event.id,
        date,
        enddate: occurred.end.as_deref().filter(|end| *end != date),
        actor: actors(&parties.doers),
        recipient: actors(&parties.others),
        event: &plover.event,
        mode: plover.mode.as_deref(),
        quad_code: coded.map(|coded| &*coded.quad),
        event_scale: coded.map(|coded| coded.intensity),
        event_loc: location(event),
        event_text: Some(&*claim.trigger.quote).filter(|words| !words.is_empty()),
        link: report.url.as_deref(),
        text: Some(&*claim.sentence.quote).filter(|words| !words.is_empty()),
        text_info: text_info(claim, report),
        cite_info: cite_info(report),
        coder: concat!("dateline ", env!("CARGO_PKG_VERSION")),
        coded_date: event.added.get(..10).unwrap_or(&event.added),
    })
}

fn actors<'a>(parties: &[Party<'a>]) -> Vec<Actor<'a>> {
    let actor = |party: &Party<'a>| Actor {
        text: &party.role.name,
        code: party.role.country.as_deref(),
        sector: party.sector.map(|sector| &*sector.sector).filter(|sector| !sector.is_empty()),
    };
    parties.iter().map(actor).collect()
}

fn location(event: &Event) -> Option<Location<'_>> {
    let place = event.place.as_ref()?;
    let point = columns::point(event);
    Some(Location {
        name: &place.value.name,
        country: place.value.country.as_deref(),
        admin1: place.value.admin1.as_deref(),
        latitude: point.map(|(lat, _)| lat),
        longitude: point.map(|(_, lon)| lon),
        geonameid: place.value.geonameid,
        precision: &place.value.precision,
        radius_km: place.radius_km,
    })
}

fn text_info<'a>(claim: &'a Claim, report: &'a Report) -> TextInfo<'a> {
    let (start, end) = (claim.sentence.start, claim.sentence.end);
    TextInfo { start, end, sha256: &report.text_sha256 }
}

fn cite_info(report: &Report) -> CiteInfo<'_> {
    CiteInfo {
        publisher: report.outlet.as_deref(),
        title: report.title.as_deref(),
        date: report.published.as_deref(),
        language: report.language.as_deref(),
    }
}
