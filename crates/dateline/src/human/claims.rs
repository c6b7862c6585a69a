use super::layout::{Layout, clipped};
use super::statements::words;
use comfy_table::{ContentArrangement, Table, presets};
use dateline_doc::{Claim, Count, Polarity, Reading, RoleKind, TimeInterval};

/// A table of claims: what, who, whom, where, when, how many, and on whose word.
pub fn write(reading: &Reading, layout: &mut Layout) {
    if reading.claims.is_empty() {
        return;
    }
    layout.section("What is said to have happened");
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(layout.width).unwrap_or(u16::MAX))
        .set_header(["What", "Who", "Whom or what", "Where", "When", "How many", "Says who"]);
    for claim in &reading.claims {
        table.add_row(row(reading, claim));
    }
    layout.raw(&table.to_string());
}

fn row(reading: &Reading, claim: &Claim) -> [String; 7] {
    use RoleKind::{Actor, Destination, Organization, Origin, Recipient, Target, Victim, Weapon};
    let what = claim.kind.0.replace('-', " ");
    let mut what = match claim.polarity {
        Polarity::Asserted => what,
        other => format!("{what} ({})", format!("{other:?}").to_lowercase()),
    };
    let weapon = people(reading, claim, &[Weapon]);
    if !weapon.is_empty() {
        what = format!("{what}, with {weapon}");
    }
    let place = claim
        .place
        .and_then(|id| reading.places.get(id.0 as usize))
        .map(|place| place.name.clone());
    let moves = [("from", Origin), ("to", Destination)]
        .map(|(word, role)| (word, people(reading, claim, &[role])));
    let moves = moves
        .into_iter()
        .filter(|(_, place)| !place.is_empty())
        .map(|(word, place)| format!("{word} {place}"));
    let place: Vec<String> = place.into_iter().chain(moves).collect();
    let time = claim.time.and_then(|id| reading.times.get(id.0 as usize));
    let statement = claim.statement.and_then(|id| reading.statements.get(id.0 as usize));
    [
        what,
        people(reading, claim, &[Actor, Organization]),
        people(reading, claim, &[Victim, Target, Recipient]),
        place.join(", "),
        time.map(|time| {
            time.interval.map_or_else(|| reading.article.text[time.span].to_owned(), shown)
        })
        .unwrap_or_default(),
        claim.counts.iter().map(|count| quantity(reading, count)).collect::<Vec<_>>().join(", "),
        statement
            .map(|statement| clipped(&words(reading, &statement.source, " "), 60))
            .unwrap_or_default(),
    ]
}

/// The participants in some roles, each once.
fn people(reading: &Reading, claim: &Claim, kinds: &[RoleKind]) -> String {
    let mut names: Vec<String> = Vec::new();
    for role in claim.roles.iter().filter(|role| kinds.contains(&role.kind)) {
        let name = clipped(&reading.article.text[role.span], 48);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}

/// A whole day, month or year by its name; otherwise both ends.
pub fn shown(interval: TimeInterval) -> String {
    interval.to_string().replace('/', " – ").replace("..", "…")
}

fn quantity(reading: &Reading, count: &Count) -> String {
    let number = match (count.low, count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => format!("“{}”", clipped(&reading.article.text[count.span], 24)),
    };
    format!("{number} {}", count.what)
}
