use super::{
    Exporter, Options, acled::Acled, annotations::Annotations, brief::Brief, codes::Codes,
    csv::Csv, ftm::FollowTheMoney, ged::Ged, geojson::GeoJson, jsonl::Jsonl, parquet::Parquet,
    plover::Plover, polecat::Polecat,
};
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
    /// UCDP's 49 columns, a row each event in which someone may have died
    Ged,
    /// ACLED's 31 columns
    Acled,
    /// PLOVER's JSON Lines
    Plover,
    /// POLECAT's 40 tab-separated columns
    Polecat,
    /// Web Annotation with PROV, a JSON-LD object for each value and its words
    Annotations,
    /// FollowTheMoney entities
    Ftm,
    /// A page to read, print and hand on, with quotes and footnotes
    Brief,
}

impl Format {
    /// Whether it is bytes that no terminal should get.
    pub fn is_binary(self) -> bool {
        self == Self::Parquet
    }

    pub(super) fn exporter<'a>(
        self,
        options: &Options,
        packs: &PackFiles,
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn Exporter + 'a>> {
        let codes = || Codes::load(packs);
        Ok(match self {
            Self::Jsonl => Box::new(Jsonl::new(options, out)),
            Self::Csv => Box::new(Csv::new(out)?),
            Self::Geojson => Box::new(GeoJson::new(options, out)?),
            Self::Parquet => Box::new(Parquet::new(options, out)?),
            Self::Ged => Box::new(Ged::new(codes()?, out)?),
            Self::Acled => Box::new(Acled::new(codes()?, out)?),
            Self::Plover => Box::new(Plover::new(codes()?, out)),
            Self::Polecat => Box::new(Polecat::new(codes()?, out)?),
            Self::Annotations => Box::new(Annotations::new(options, out)),
            Self::Ftm => Box::new(FollowTheMoney::new(codes()?, out)),
            Self::Brief => Box::new(Brief::new(options, out)),
        })
    }
}
