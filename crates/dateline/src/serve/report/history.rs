//! A report beside others, and beside its own earlier self.

use super::{Asked, Refusal, reading};
use crate::{
    serve::difference::{Kind, Piece, counts, difference},
    serve::frame::some,
    store::{Events as _, ReportId, Sqlite},
};

/// What a report shares with another.
pub struct Shared {
    pub other: String,
    /// "has it from", "gave it to".
    pub way: &'static str,
    pub kind: String,
    pub reason: String,
    /// Whether the two count as one origin.
    pub is_one_origin: bool,
}

/// What changed since another version.
pub struct Change {
    pub since: u32,
    pub paragraphs: Vec<Vec<Piece>>,
}

impl Change {
    /// "2 words gone, 1 new".
    pub fn told(&self) -> String {
        match counts(&self.paragraphs) {
            (0, 0) => "The words are the same.".to_owned(),
            (gone, new) => format!("{} gone, {new} new.", some(gone as u64, "word")),
        }
    }
}

/// Whether words are in one version alone, and in which.
pub fn kind(piece: &Piece) -> &'static str {
    match piece.kind {
        Kind::Kept => "",
        Kind::Gone => "gone",
        Kind::New => "new",
    }
}

/// What a report has from others, and they from it.
///
/// # Errors
/// When the store cannot be read.
pub fn shared(store: &Sqlite, id: &str) -> Result<Vec<Shared>, Refusal> {
    let edges = store.edges(id)?.into_iter().map(|edge| {
        let takes = edge.taker == id;
        Shared {
            other: if takes { edge.giver } else { edge.taker },
            way: if takes { "has it from" } else { "gave it to" },
            kind: edge.kind,
            reason: edge.reason,
            is_one_origin: edge.folds,
        }
    });
    Ok(edges.collect())
}

/// The text beside that of the version asked for.
///
/// # Errors
/// When there is none.
pub fn change(
    store: &Sqlite,
    report: ReportId,
    number: u32,
    text: &str,
    asked: &Asked,
) -> Result<Option<Change>, Refusal> {
    let since = match asked.get("since").as_str() {
        "" => return Ok(None),
        since => since.parse().map_err(|_| Refusal::wrong("a version is a number"))?,
    };
    if since == number {
        return Ok(None);
    }
    let old = reading(store, report, since)?.article.text;
    Ok(Some(Change { since, paragraphs: difference(&old, text) }))
}
