use super::layout::{DIM, Layout, PLAIN, WARN, clipped, styled};
use crate::event::{Count, Event, Occurred, Place, Role, Standing};
use comfy_table::{ContentArrangement, Table, presets};

/// A list of events, one row each.
pub fn events(events: &[Event], width: usize) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width as u16);
    table.set_header(["EVENT", "WHEN", "WHAT", "WHERE", "WHO", "HOW MANY", "ON WHOSE WORD"]);
    for event in events {
        table.add_row([
            event.id.clone(),
            when(event.occurred.as_ref()),
            event.label.clone(),
            place(event.place.as_ref()),
            clipped(&actors(&event.roles), 60),
            counts(&event.counts),
            standing(&event.standing),
        ]);
    }
    format!("{table}\n")
}

/// When it happened: a day, a month, or an interval.
pub fn when(time: Option<&Occurred>) -> String {
    let Some(time) = time else { return "not said".to_owned() };
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "..".to_owned());
    let interval = format!("{}/{}", side(&time.start), side(&time.end));
    crate::record::words::interval(&interval, &time.basis)
        .map_or(interval, |interval| interval.to_string())
}

/// Where it happened, and in which country.
pub fn place(place: Option<&Place>) -> String {
    let Some(place) = place else { return "not said".to_owned() };
    let value = &place.value;
    match &value.country {
        Some(country) if value.precision != "country" => format!("{}, {country}", value.name),
        _ => value.name.clone(),
    }
}

/// Who did it, else to whom it was done.
pub fn actors(roles: &[Role]) -> String {
    let of = |kinds: &[&str]| {
        let roles = roles.iter().filter(|role| kinds.contains(&role.role.as_str()));
        let mut names: Vec<&str> = roles.map(|role| role.name.as_str()).collect();
        names.dedup();
        names.join(", ")
    };
    let (does, suffers) = (of(&["actor", "organization"]), of(&["victim", "target", "recipient"]));
    match (does.is_empty(), suffers.is_empty()) {
        (false, false) => format!("{does} → {suffers}"),
        (true, false) => format!("→ {suffers}"),
        _ => does,
    }
}

/// Counts with their range: `killed 3–5`.
pub fn counts(counts: &[Count]) -> String {
    let counts = counts.iter().map(|count| {
        let range = match (count.low, count.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("≥ {low}"),
            (None, Some(high)) => format!("≤ {high}"),
            (None, None) => "number not said".to_owned(),
        };
        format!("{} {range}", count.what)
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// `6 reports, 2 origins`, and what speaks against it.
pub fn standing(standing: &Standing) -> String {
    let some = |count: u32, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let mut parts = vec![some(standing.reports, "report"), some(standing.origins, "origin")];
    if standing.denials > 0 {
        parts.push(some(standing.denials, "denial"));
    }
    if standing.supposed_only {
        parts.push("supposed only".to_owned());
    }
    parts.join(", ")
}

/// What, where and when.
pub fn title(event: &Event) -> String {
    let (place, when) = (place(event.place.as_ref()), when(event.occurred.as_ref()));
    [event.label.as_str(), &place, &when].join(" · ")
}

/// One event: its values with what each origin says, its origins with their words, and why it is one.
pub fn event(event: &Event, width: usize) -> String {
    let mut layout = Layout::new(width);
    layout.rule();
    let title = title(event);
    layout.paragraph("", &title, super::layout::HEAD);
    layout.paragraph("", &format!("{} · {}", event.id, standing(&event.standing)), DIM);
    if event.aggregate {
        let contains = format!("An aggregate; {} single events lie in it.", event.contains.len());
        layout.paragraph("", &contains, PLAIN);
    }
    if !event.within.is_empty() {
        layout.paragraph("", &format!("Part of {}.", event.within.join(", ")), PLAIN);
    }
    values(event, &mut layout);
    origins(event, &mut layout);
    joins(event, &mut layout);
    layout.finish()
}

fn values(event: &Event, layout: &mut Layout) {
    layout.section("What is said");
    for role in &event.roles {
        let line = format!("{}: {} {}", role.role, role.name, said_by(&role.origins));
        layout.paragraph("  ", &line, PLAIN);
    }
    if let Some(time) = &event.occurred {
        for value in &time.values {
            let line =
                format!("when: {} ({}) {}", value.interval, value.basis, said_by(&value.origins));
            layout.paragraph("  ", &line, if time.agree { PLAIN } else { WARN });
        }
    }
    if let Some(place) = &event.place {
        for placed in &place.values {
            let line = format!(
                "where: {} ({}) {}",
                placed.value.name,
                placed.value.precision,
                said_by(&placed.origins)
            );
            layout.paragraph("  ", &line, if place.agree { PLAIN } else { WARN });
        }
    }
    for count in &event.counts {
        for value in &count.values {
            let bound =
                |bound: Option<u64>| bound.map_or("?".to_owned(), |bound| bound.to_string());
            let range = format!("{} to {}", bound(value.low), bound(value.high));
            let line = format!("{}: {range} {}", count.what, said_by(&value.origins));
            layout.paragraph("  ", &line, if count.agree { PLAIN } else { WARN });
        }
    }
}

fn said_by(origins: &[String]) -> String {
    format!("[{}]", origins.join(", "))
}

fn origins(event: &Event, layout: &mut Layout) {
    for origin in &event.origins {
        let name = if origin.name.is_empty() { "unknown" } else { &origin.name };
        let kind = format!("{:?}", origin.kind).to_lowercase();
        layout.section(&format!("{} {name} ({kind})", origin.id));
        for line in &origin.because {
            layout.paragraph("  ", line, DIM);
        }
        for claim in event.claims.iter().filter(|claim| claim.origin == origin.id) {
            let report = event.reports.iter().find(|report| report.id == claim.report);
            let outlet = report.and_then(|report| report.outlet.as_deref()).unwrap_or("no outlet");
            let date = report.and_then(|report| report.published.as_deref()).unwrap_or("no date");
            let polarity = if claim.polarity == "asserted" {
                String::new()
            } else {
                format!(", {}", claim.polarity)
            };
            let head = format!(
                "{} {outlet}, {date} ({} {}{polarity})",
                claim.report, claim.claim, claim.kind
            );
            layout.raw(&format!("  {}", styled(&head, DIM)));
            layout.paragraph("    ", &format!("“{}”", clipped(&claim.sentence.quote, 400)), PLAIN);
        }
    }
}

fn joins(event: &Event, layout: &mut Layout) {
    if event.joins.is_empty() {
        return;
    }
    layout.section("Why these are one event");
    let report = |id: &str| {
        let claim = event.claims.iter().find(|claim| claim.id == id);
        claim.map_or_else(|| id.to_owned(), |claim| format!("{} {}", claim.report, claim.claim))
    };
    for join in &event.joins {
        let line = format!(
            "{} and {}: {} ({:.2}, {})",
            report(&join.a),
            report(&join.b),
            join.because,
            join.score,
            join.author
        );
        layout.paragraph("  ", &line, PLAIN);
    }
}
