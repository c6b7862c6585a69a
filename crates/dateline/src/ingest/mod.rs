//! From what the command line names to reports, and from reports to articles.
//!
//! Inputs are read as their reports are asked for, so that memory stays bounded on endless ones.
//! What cannot be read is a report with a problem; everything else is read all the same.

mod bounded;
mod decode;
mod feed;
mod fetch;
mod format;
mod gzip;
mod head;
mod http;
mod jsonl;
mod limits;
mod meter;
mod report;
mod source;
mod warc;

pub use fetch::{Stamp, download};
use limits::Limits;
use meter::Meter;
pub use report::{Body, Encoded, Hints, Report};
pub use source::{newer, reports, size};

/// The reports in bytes of any form.
pub fn of_bytes(bytes: Vec<u8>) -> impl Iterator<Item = Report> {
    source::of_stream(std::io::Cursor::new(bytes), "-", Limits::default())
}
