//! How many events of each type each month has.

use super::{day, html::escaped};
use crate::event::Event;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

const UNDATED: &str = "undated";

/// The table; sums over many events are not counted beside the events themselves.
pub fn table(events: &[Event]) -> String {
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for event in events.iter().filter(|event| !event.aggregate) {
        *counts.entry((&event.label, month(event))).or_default() += 1;
    }
    let months: BTreeSet<&str> = counts.keys().map(|(_, month)| *month).collect();
    let labels: BTreeSet<&str> = counts.keys().map(|(label, _)| *label).collect();
    let mut table = String::from("<div class=\"wide\"><table>\n<tr><th scope=\"col\">Type</th>");
    for month in &months {
        let _ = write!(table, "<th scope=\"col\">{}</th>", escaped(month));
    }
    table.push_str("</tr>\n");
    for label in labels {
        let _ = write!(table, "<tr><th scope=\"row\">{}</th>", escaped(label));
        for month in &months {
            let count = counts.get(&(label, month)).map(u32::to_string).unwrap_or_default();
            let _ = write!(table, "<td>{count}</td>");
        }
        table.push_str("</tr>\n");
    }
    table.push_str("</table></div>\n");
    table
}

fn month(event: &Event) -> &str {
    day(event).and_then(|day| day.get(..7)).unwrap_or(UNDATED)
}
