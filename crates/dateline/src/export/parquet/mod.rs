//! The native columns typed, and each event's point as WKB: GeoParquet 1.1.

mod chunk;
mod schema;

use super::{
    Exporter, Options,
    columns::{self, Cell},
    jsonl::Label,
};
use crate::event::Event;
use anyhow::Result;
use chunk::Chunk;
use parquet::{
    basic::Compression,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
};
use std::{io::Write, sync::Arc};

/// Most events of a row group, which is what is in memory at a time.
const ROWS: usize = 4096;

pub struct Parquet<'a> {
    writer: SerializedFileWriter<&'a mut (dyn Write + Send)>,
    chunks: Vec<Chunk>,
    points: Vec<Option<(f64, f64)>>,
}

impl<'a> Parquet<'a> {
    pub fn new(options: &Options, out: &'a mut (dyn Write + Send)) -> Result<Self> {
        let label = serde_json::to_string(&Label::from(options))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("dateline version {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(vec![
                KeyValue::new("geo".to_owned(), schema::GEO.to_owned()),
                KeyValue::new("dateline".to_owned(), label),
            ]))
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(out, schema::schema()?, Arc::new(properties))?,
            chunks: chunks(),
            points: Vec::new(),
        })
    }

    fn write_rows(&mut self) -> Result<()> {
        let chunks = std::mem::replace(&mut self.chunks, chunks());
        let mut group = self.writer.next_row_group()?;
        for chunk in &chunks {
            write_next(group.next_column()?, |column| chunk.write(column))?;
        }
        let points = std::mem::take(&mut self.points);
        write_next(group.next_column()?, |column| chunk::write_points(&points, column))?;
        group.close()?;
        Ok(())
    }
}

impl Exporter for Parquet<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        for (chunk, column) in self.chunks.iter_mut().zip(columns::all()) {
            chunk.push((column.cell)(event));
        }
        self.points.push(columns::point(event));
        if self.points.len() == ROWS {
            self.write_rows()?;
        }
        Ok(true)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        if !self.points.is_empty() {
            self.write_rows()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

fn chunks() -> Vec<Chunk> {
    columns::all().map(|column| Chunk::of(column.kind)).collect()
}

/// Writes the next column of the schema, which lists the columns in the same order.
fn write_next(
    column: Option<SerializedColumnWriter<'_>>,
    write: impl FnOnce(&mut SerializedColumnWriter<'_>) -> Result<()>,
) -> Result<()> {
    let mut column = column.expect("the schema has a column for each of ours");
    write(&mut column)?;
    Ok(column.close()?)
}

/// A day as Parquet counts it, from 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let epoch = jiff::civil::date(1970, 1, 1);
    let date: jiff::civil::Date = text.parse().ok()?;
    Some(date.since((jiff::Unit::Day, epoch)).ok()?.get_days())
}

/// A cell's text as a day.
fn day(cell: &Cell) -> Option<i32> {
    match cell {
        Cell::Text(text) => days(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2024-03-11"), Some(19793));
        assert_eq!(days("1969-12-31"), Some(-1));
        assert_eq!(days("2024-03"), None);
    }
}
