//! An event on the page.

use super::html::{escaped, value};
use crate::{
    event::{Claim, Count, CountValue, Event, Origin, Report},
    export::{address::web, plural::many},
};

/// An event, whose sources are added to the notes.
pub fn entry(event: &Event, notes: &mut Vec<String>) -> String {
    let mut entry =
        format!("<article id=\"{}\">\n<h2>{}</h2>\n", escaped(&event.id), heading(event));
    entry += &format!("<p class=\"standing\">{}</p>\n<dl>\n", standing(event));
    for (term, roles) in
        [("By", &["organization", "actor"][..]), ("Against", &["victim", "target", "recipient"])]
    {
        let names = event.roles.iter().filter(|role| roles.contains(&role.role.as_str()));
        let names: Vec<String> = names.map(|role| value(&role.name)).collect();
        if !names.is_empty() {
            entry += &format!("<dt>{term}</dt><dd>{}</dd>\n", names.join(", "));
        }
    }
    for count in &event.counts {
        entry += &format!("<dt>{}</dt><dd>{}</dd>\n", escaped(&count.what), number(count, event));
    }
    entry += "</dl>\n";
    for origin in &event.origins {
        entry += &told(event, origin, notes);
    }
    entry + "</article>\n"
}

fn heading(event: &Event) -> String {
    let when = event.occurred.as_ref().and_then(|occurred| {
        let (start, end) = (occurred.start.as_deref()?, occurred.end.as_deref()?);
        Some(if start == end { start.to_owned() } else { format!("{start} to {end}") })
    });
    let place = event.place.as_ref().map(|place| {
        let value = &place.value;
        let parts = [Some(&value.name), value.admin1.as_ref(), value.country.as_ref()];
        let mut parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.dedup();
        parts.join(", ")
    });
    format!(
        "<time>{}</time> {} <span class=\"place\">{}</span>",
        escaped(when.as_deref().unwrap_or("Undated")),
        escaped(&event.label),
        value(place.as_deref().unwrap_or("not placed")),
    )
}

/// "6 reports, 2 origins", and whatever weakens it.
fn standing(event: &Event) -> String {
    let standing = &event.standing;
    let mut parts =
        vec![format!("{}, {}", many(standing.reports, "report"), many(standing.origins, "origin"))];
    if standing.denials > 0 {
        parts.push(format!("denied by {}", many(standing.denials, "origin")));
    }
    if standing.supposed_only {
        parts.push("nobody puts it forward as a fact".to_owned());
    }
    if event.occurred.as_ref().is_some_and(|occurred| !occurred.agree) {
        parts.push("origins differ on the date".to_owned());
    }
    if event.place.as_ref().is_some_and(|place| !place.agree) {
        parts.push("origins differ on the place".to_owned());
    }
    if event.aggregate {
        parts.push("a sum over many events".to_owned());
    }
    parts.join(" · ")
}

/// One number where all say the same, else who says which.
fn number(count: &Count, event: &Event) -> String {
    if count.values.len() < 2 {
        return range(count.low, count.high);
    }
    let said = |value: &CountValue| {
        let by = event.origins.iter().filter(|origin| value.origins.contains(&origin.id));
        let by: Vec<String> = by.map(|origin| self::value(&origin.name)).collect();
        format!("{} ({})", range(value.low, value.high), by.join(", "))
    };
    count.values.iter().map(said).collect::<Vec<_>>().join("; ")
}

fn range(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "unknown".to_owned(),
    }
}

/// An origin's first claim in its words, with a note on where they stand.
fn told(event: &Event, origin: &Origin, notes: &mut Vec<String>) -> String {
    let Some(claim) = event.claims.iter().find(|claim| claim.origin == origin.id) else {
        return String::new();
    };
    let Some(report) = event.reports.iter().find(|report| report.id == claim.report) else {
        return String::new();
    };
    notes.push(note(notes.len() + 1, claim, report));
    let number = notes.len();
    let mark = format!("<sup><a href=\"#s{number}\" id=\"q{number}\">{number}</a></sup>");
    let verb = if claim.polarity == "asserted" {
        String::new()
    } else {
        format!(" ({})", escaped(&claim.polarity))
    };
    let who = format!("<cite>{}</cite>{verb}", value(&origin.name));
    if claim.sentence.quote.is_empty() {
        return format!("<p>{who}{mark}</p>\n");
    }
    let language = report.language.as_deref().map(|tag| format!(" lang=\"{}\"", escaped(tag)));
    format!(
        "<blockquote><p dir=\"auto\"{}>{}</p>{who}{mark}</blockquote>\n",
        language.unwrap_or_default(),
        escaped(&claim.sentence.quote),
    )
}

/// Outlet, title, date, address, and where in which text the words stand.
fn note(number: usize, claim: &Claim, report: &Report) -> String {
    let mut parts = Vec::new();
    parts.extend(report.outlet.as_deref().map(value));
    parts.extend(report.title.as_deref().map(|title| format!("“{}”", value(title))));
    parts.push(report.published.as_deref().map_or("undated".to_owned(), escaped));
    parts.extend(web(report.url.as_deref()).map(|url| {
        let url = escaped(url);
        format!("<a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a>")
    }));
    format!(
        "<li id=\"s{number}\">{}. Code points {} to {} of text <code>{}</code> ({}) <a href=\"#q{number}\">↑</a></li>\n",
        parts.join(", "),
        claim.sentence.start,
        claim.sentence.end,
        escaped(&report.text_sha256),
        escaped(&report.id),
    )
}
