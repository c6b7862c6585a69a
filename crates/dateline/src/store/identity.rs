//! Which report a receipt is of. The rules stand here once, whatever the database.

use super::{Capture, Fresh, Hash, Key, ReaderVersion, ReportId, VersionId};
use anyhow::Result;

/// A version of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub report: ReportId,
    pub version: VersionId,
    /// The version's number within its report, from 1.
    pub number: u32,
}

/// What must be known of a store to tell which report a receipt is of.
pub trait Lookup {
    /// The version that a capture of this hash was received as.
    fn by_capture(&self, hash: &Hash) -> Result<Option<Place>>;

    /// The report known by this key.
    fn by_key(&self, key: &Key) -> Result<Option<ReportId>>;

    /// The first version of this report with this text.
    fn by_report(&self, report: ReportId, text: &Hash) -> Result<Option<Place>>;

    /// The first version with this text, of any report or only of those without a key.
    fn by_text(&self, text: &Hash, keyless: bool) -> Result<Option<Place>>;

    /// What was received of this report's versions that another reader than this one read.
    fn read_by_others_of(
        &self,
        report: ReportId,
        reader: &ReaderVersion,
    ) -> Result<Vec<(Place, Capture)>>;
}

/// Who reads now.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    pub version: &'a ReaderVersion,
    /// The hash of the text that it finds in something received earlier.
    pub text: &'a dyn Fn(Capture) -> Result<Hash>,
}

/// What a report just read is to a store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// Nothing that it has.
    New,
    /// This version.
    Same(Place),
    /// A new version of this report.
    Changed(ReportId),
}

/// Tells what `fresh`, read by the present reader, is to a store.
///
/// The same capture is the same version. Else the first of its keys that is known tells the report.
/// The same text under another address or id is another report: that one outlet repeats another's
/// words is for origins to tell, not for the store to hide. A report without a key is the first that
/// has its text; and one that has a key is taken for a report that has none and the same text, such
/// as a saved page that is fetched later. What another reader read is read again before its text is
/// taken for another: a change of the reader is no change of the report.
///
/// # Errors
/// When the store cannot be read.
pub fn identify(store: &impl Lookup, fresh: &Fresh, present: Present<'_>) -> Result<Identity> {
    if let Some(place) = store.by_capture(&fresh.hash)? {
        return Ok(Identity::Same(place));
    }
    let text = &fresh.reading.text_hash;
    for key in &fresh.keys {
        if let Some(report) = store.by_key(key)? {
            let mut same = store.by_report(report, text)?;
            if same.is_none() {
                same = read_anew(store, report, text, present)?;
            }
            return Ok(same.map_or(Identity::Changed(report), Identity::Same));
        }
    }
    let same = store.by_text(text, !fresh.keys.is_empty())?;
    Ok(same.map_or(Identity::New, Identity::Same))
}

fn read_anew(
    store: &impl Lookup,
    report: ReportId,
    text: &Hash,
    present: Present<'_>,
) -> Result<Option<Place>> {
    for (place, capture) in store.read_by_others_of(report, present.version)? {
        if (present.text)(capture)? == *text {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
