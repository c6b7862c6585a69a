//! RFC 7946: a feature an event, at its point, with the radius within which it lies.

use super::{Exporter, Options, columns, jsonl::Label};
use crate::event::Event;
use anyhow::Result;
use serde::{Serialize, Serializer};
use std::io::Write;

pub struct GeoJson<'a> {
    out: &'a mut (dyn Write + Send),
    first: bool,
}

impl<'a> GeoJson<'a> {
    pub fn new(options: &Options, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let label = serde_json::to_string(&Label::from(options))?;
        write!(out, "{{\"type\":\"FeatureCollection\",\"export\":{label},\"features\":[")?;
        Ok(Self { out, first: true })
    }
}

impl Exporter for GeoJson<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, &feature(event))?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(self.out.write_all(b"\n]}\n")?)
    }
}

/// An event without a point is a feature without geometry: it is not put anywhere.
#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Point>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

/// The native columns, in their order.
struct Properties<'a>(&'a Event);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(columns::all().map(|column| (column.name, (column.cell)(self.0))))
    }
}

fn feature(event: &Event) -> Feature<'_> {
    Feature {
        kind: "Feature",
        id: &event.id,
        geometry: columns::point(event)
            .map(|(lat, lon)| Point { kind: "Point", coordinates: [lon, lat] }),
        properties: Properties(event),
    }
}
