use super::{Capture, Hash, Key, Place, ReaderVersion, packed};
use crate::record;

/// A report's number in its store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReportId(pub i64);

/// A version's number in its store, over all reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VersionId(pub i64);

/// One report as it was received, on its way into the store.
pub struct Entry {
    pub receipt: Receipt,
    pub found: Found,
}

/// What was found in what was received.
pub enum Found {
    /// Nothing could be read; why stands in the receipt.
    Nothing,
    /// What was received before, to the byte: as this version, and with this hash.
    Known(Place, Hash),
    /// A reading.
    Read(Box<Fresh>),
}

/// A report just read.
pub struct Fresh {
    /// Of the capture: see [`Capture::hash`].
    pub hash: Hash,
    pub keys: Vec<Key>,
    pub capture: Capture,
    /// The capture's bytes as [`packed`] made them.
    pub packed: Vec<u8>,
    pub reading: StoredReading,
}

/// A reading as it is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredReading {
    /// The article's text: all that offsets refer to.
    pub text: String,
    pub text_hash: Hash,
    /// The record without its text, packed.
    pub record: Vec<u8>,
}

impl StoredReading {
    /// Of a record's line.
    pub fn new(text: &str, line: &str) -> Self {
        let record = record::without_text(line, text);
        Self { text: text.to_owned(), text_hash: Hash::of(text), record: packed(record.as_bytes()) }
    }

    /// Of a text that was not read further.
    pub fn unread(text: &str) -> Self {
        Self { text: text.to_owned(), text_hash: Hash::of(text), record: Vec::new() }
    }
}

/// When and where something was received.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// UTC, RFC 3339, whole seconds.
    pub at: String,
    /// The file as named on the command line, or the address as asked for.
    pub place: String,
    /// Whether it came over the net. Every fetch is logged; a file once for what it holds.
    pub fetched: bool,
    /// The version that it was; none when nothing could be read.
    pub version: Option<u32>,
    /// What kept it from being read.
    pub problem: Option<String>,
}

/// What became of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// A report that the store had not.
    New,
    /// A report that the store has, with this text.
    Same,
    /// A report that the store has with another text: now it has both.
    Changed,
    /// It could not be read.
    Failed,
}

/// What became of an entry, and where it is now; nowhere when it could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Put {
    pub outcome: Outcome,
    pub place: Option<Place>,
}

/// A version as it is stored.
pub struct Stored {
    pub report: ReportId,
    /// The record's line, as `dateline read` printed it.
    pub line: String,
}

/// One version in a report's history.
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// UTC, RFC 3339.
    pub added: String,
    pub text_hash: Hash,
    /// Who read it last.
    pub reader: ReaderVersion,
}

/// How much a store holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counts {
    pub reports: u64,
    pub versions: u64,
}

/// The time, as a store writes it.
pub fn now() -> String {
    hence(jiff::SignedDuration::ZERO)
}

/// The time this long from now, as [`now`].
pub fn hence(time: jiff::SignedDuration) -> String {
    let now = jiff::Timestamp::now();
    let then = now.checked_add(time).unwrap_or(now);
    then.round(jiff::Unit::Second).unwrap_or(then).to_string()
}
