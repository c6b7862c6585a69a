use super::{Exporter, Options, csv::Csv, geojson::GeoJson, jsonl::Jsonl, parquet::Parquet};
use anyhow::Result;
use clap::ValueEnum;
use dateline_read::PackFiles;
use std::io::Write;

/// A form that events are written in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Format {
    /// One JSON record an event: schema/event-1.json
    Jsonl,
    /// One row an event, for spreadsheets and statistics: docs/codebook.md
    Csv,
    /// One feature an event, with the radius within which it lies
    Geojson,
    /// The columns of CSV, typed, with points: GeoParquet
    Parquet,
}

impl Format {
    /// Whether it is bytes that no terminal should get.
    pub fn is_binary(self) -> bool {
        self == Self::Parquet
    }

    pub(super) fn exporter<'a>(
        self,
        options: &Options,
        _packs: &PackFiles,
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn Exporter + 'a>> {
        Ok(match self {
            Self::Jsonl => Box::new(Jsonl::new(options, out)),
            Self::Csv => Box::new(Csv::new(out)?),
            Self::Geojson => Box::new(GeoJson::new(options, out)?),
            Self::Parquet => Box::new(Parquet::new(options, out)?),
        })
    }
}
