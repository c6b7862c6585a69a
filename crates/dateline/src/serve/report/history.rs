//! A report beside others, and beside its own earlier self.

use super::{Asked, Refusal, reading};
use crate::{
    serve::difference::{Line, difference},
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

/// What changed since an earlier version.
pub struct Change {
    pub since: u32,
    /// Kind and text of each line.
    pub lines: Vec<(String, String)>,
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
    let line = |line: &Line<'_>| (line.kind().to_owned(), line.text().to_owned());
    Ok(Some(Change { since, lines: difference(&old, text).iter().map(line).collect() }))
}
