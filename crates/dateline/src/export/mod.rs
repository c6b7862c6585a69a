//! Events in the forms that the field's programs read: one file a format.
//!
//! What may leave the program is settled once, in [`policy`], before any format sees an event.

mod columns;
mod csv;
mod destination;
mod formats;
mod geojson;
mod jsonl;
mod options;
mod parquet;
mod policy;
mod sheet;
#[cfg(test)]
mod tests;

use crate::event::Event;
use anyhow::Result;
use dateline_read::PackFiles;
pub use formats::Format;
pub use options::{Options, Profile, Quotes};
use std::io::Write;

/// Writes events in one form, one at a time.
trait Exporter {
    /// Adds an event, or what the form has room for of it.
    fn event(&mut self, event: &Event) -> Result<()>;

    /// Writes what comes after the last event.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes events to the file that the options name, else to stdout, and tells how many there were.
///
/// The file appears once it is whole: when something fails, whatever was there before stays.
pub fn export(
    format: Format,
    events: impl IntoIterator<Item = Result<Event>>,
    options: &Options,
    packs: &PackFiles,
) -> Result<u64> {
    destination::open(options.output.as_deref(), format, |out| {
        write(format, events, options, packs, out)
    })
}

/// Writes events to `out` and tells how many there were. One event is in memory at a time.
pub fn write(
    format: Format,
    events: impl IntoIterator<Item = Result<Event>>,
    options: &Options,
    packs: &PackFiles,
    out: &mut (dyn Write + Send),
) -> Result<u64> {
    let mut exporter = format.exporter(options, packs, out)?;
    let mut written = 0;
    for event in events {
        exporter.event(&policy::apply(event?, options))?;
        written += 1;
    }
    exporter.finish()?;
    Ok(written)
}
