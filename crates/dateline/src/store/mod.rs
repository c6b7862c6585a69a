//! The store: many reports in one file, with what was received of each and what was read in it.
//!
//! A **report** is one published item. What makes two receipts the same report is decided in
//! [`identity`]: its address, else the id given with it, else its text. A **version** is the report
//! as it stood when its text was other than before; all are kept. A **capture** is what was received
//! of a version, enough to read it again without the net. A **reading** is what the present reader
//! found in it; a newer reader's takes its place. A **receipt** is one line of the fetch log.
//!
//! [`Store`] is all that the program knows of the database; SQL stands below it, in [`sqlite`].

mod act;
mod batches;
mod capture;
mod columns;
mod decision;
mod events;
mod filter;
mod identity;
mod key;
mod mark;
mod people;
mod query;
mod reader_version;
mod rehearsal;
mod review;
mod shown;
mod source;
mod sqlite;
mod stored;
mod watch;

pub use crate::hash::Hash;
pub use act::{Act, Checked, Deed, Log};
use anyhow::Result;
pub use batches::map_batched;
pub use capture::{Capture, packed};
#[cfg(test)]
pub use columns::Spot;
pub use columns::{Columns, Heap, Heaps, Set, date};
pub use decision::{Decided, Judgement};
pub use events::{By, Dot, Events, LINKED, Page, Taken, day_number, days, link_all};
pub use identity::{Lookup, Place, Present};
pub use key::Key;
pub use mark::{Mark, Marked, Marks, Sensitivity};
pub use people::{NewToken, People, Role, Scope, Token, User};
pub use query::{Area, Cursor, Days, Naming, Query, Sort, Standing};
pub use reader_version::ReaderVersion;
pub use rehearsal::Rehearsal;
pub use review::{
    Asked, Correction, Grade, Judged, Review, Reviews, Ruling, SourceKind, Status, Verdict,
};
pub use shown::{Beyond, Shown};
pub use source::{Source, SourceCursor, SourcePage, SourceQuery};
pub use sqlite::Sqlite;
pub use stored::{
    Counts, Entry, Found, Fresh, Outcome, Put, Receipt, ReportId, Stored, StoredReading, Version,
    VersionId, hence, now,
};

pub use watch::{Watch, Watched, Watches};

/// What the program asks of a store. Everything that is put in is safe on the disk, whole, when the
/// call returns; a call that fails or never returns has left nothing behind.
pub trait Store: Lookup {
    /// Takes in a batch that the present reader read, and tells of each entry, in order, what became
    /// of it.
    ///
    /// # Errors
    /// One line on what keeps the store from being written.
    fn put(&mut self, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>>;

    /// Puts these readings in the place of the ones their versions have.
    ///
    /// # Errors
    /// As [`Store::put`].
    fn replace_readings(
        &mut self,
        readings: &[(VersionId, StoredReading)],
        reader: &ReaderVersion,
    ) -> Result<()>;

    /// The first `limit` versions after `after` that another reader read, with what was received of them.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so for all below.
    fn read_by_others(
        &self,
        reader: &ReaderVersion,
        after: VersionId,
        limit: usize,
    ) -> Result<Vec<(Place, Capture)>>;

    /// Number of versions that another reader read.
    fn count_read_by_others(&self, reader: &ReaderVersion) -> Result<u64>;

    /// The versions that a user may mean by `name`, the surest way of naming alone: the id given with
    /// a report, `r` and a report's number, an address, the beginning of a text's SHA-256 (six digits
    /// or more), the file or address it came from. A report stands for its newest version.
    fn named(&self, name: &str) -> Result<Vec<VersionId>>;

    /// One version with its reading.
    fn stored(&self, version: VersionId) -> Result<Stored>;

    /// The versions of a report, oldest first.
    fn versions(&self, report: ReportId) -> Result<Vec<Version>>;

    /// The version of a report that has this number.
    fn version(&self, report: ReportId, number: u32) -> Result<Option<VersionId>>;

    /// When and where a report was received, oldest first.
    fn receipts(&self, report: ReportId) -> Result<Vec<Receipt>>;

    /// Who made the readings.
    fn readers(&self) -> Result<Vec<ReaderVersion>>;

    /// How much there is.
    fn counts(&self) -> Result<Counts>;
}
