//! Events in the forms that the field's programs read: one file a format.
//!
//! What may leave the program is settled once, in [`policy`], before any format sees an event.

mod acled;
mod address;
mod annotations;
mod brief;
mod codes;
mod columns;
mod csv;
mod days;
mod destination;
mod formats;
mod ftm;
mod ged;
mod geojson;
mod jsonl;
mod options;
mod parquet;
mod parties;
mod plover;
mod plural;
mod polecat;
mod policy;
mod sheet;
#[cfg(test)]
mod tests;
mod withheld;

use crate::event::Event;
use anyhow::Result;
use dateline_read::PackFiles;
pub use destination::beside;
pub use formats::Format;
pub use options::{Options, Profile, Quotes};
pub use policy::apply as allowed;
use std::io::Write;
pub use withheld::Withheld;

/// Writes events in one form, one at a time.
trait Exporter {
    /// Adds an event, and tells whether the form has room for one like it.
    fn event(&mut self, event: &Event) -> Result<bool>;

    /// Writes what comes after the last event.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes events to the file that the options name, else to stdout, and tells how many it wrote.
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

/// Writes events to `out` and tells how many it wrote. One event is in memory at a time.
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
        written += u64::from(exporter.event(&policy::apply(event?, options))?);
    }
    exporter.finish()?;
    Ok(written)
}
