use super::Row;
use crate::export::{columns, plural::many};

/// "On <date>, in <place> (<admin>), …": what is coded, then the words.
pub fn notes(row: &Row<'_>) -> String {
    let day = row.date.strftime("%-d %B %Y");
    let around = if row.date_precision > 1 { "Around" } else { "On" };
    let area = row.place.admin1.as_deref().map(|area| format!(" ({area})"));
    let standing = &row.event.standing;
    let mut notes = format!(
        "{around} {day}, in {}{}: {}, told by {} of {}.",
        row.place.name,
        area.unwrap_or_default(),
        row.event.label.to_lowercase(),
        many(standing.reports, "report"),
        many(standing.origins, "origin"),
    );
    if standing.denials > 0 {
        notes += &format!(" Denied by {}.", many(standing.denials, "origin"));
    }
    if let Some(killed) = columns::count(row.event, "killed").filter(|killed| !killed.agree) {
        let high = killed.high.map_or("or more".to_owned(), |high| format!("to {high}"));
        notes += &format!(" Deaths told: {} {high}.", killed.low.unwrap_or(0));
    }
    let mut quotes = row.event.claims.iter().map(|claim| &*claim.sentence.quote);
    if let Some(quote) = quotes.find(|quote| !quote.is_empty()) {
        notes += &format!(" “{quote}”");
    }
    notes
}
