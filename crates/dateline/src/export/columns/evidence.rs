use super::{Cell, Column};
use crate::event::Claim;

pub const COLUMNS: &[Column] = &[
    Column::list("reports", |event| Cell::list(event.reports.iter().map(|report| &*report.id))),
    Column::list("hashes", |event| {
        Cell::list(event.reports.iter().map(|report| &*report.text_sha256))
    }),
    Column::list("polarities", |event| {
        Cell::list(event.claims.iter().map(|claim| &*claim.polarity))
    }),
    Column::list("spans", |event| Cell::List(event.claims.iter().map(span).collect())),
    Column::list("quotes", |event| {
        let quotes = event.claims.iter().map(|claim| &*claim.sentence.quote);
        Cell::list(quotes.filter(|quote| !quote.is_empty()))
    }),
];

/// Where a claim stands: `r12:120-168`, in code points of the report's text.
fn span(claim: &Claim) -> String {
    format!("{}:{}-{}", claim.report, claim.sentence.start, claim.sentence.end)
}
