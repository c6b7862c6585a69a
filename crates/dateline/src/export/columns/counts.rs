use super::{Cell, Column};
use crate::event::{Count, Event};

pub const COLUMNS: &[Column] = &[
    Column::whole("killed_low", |event| number(event, "killed", |count| count.low)),
    Column::whole("killed_high", |event| number(event, "killed", |count| count.high)),
    Column::whole("killed_latest_low", |event| number(event, "killed", |count| count.latest.0)),
    Column::whole("killed_latest_high", |event| number(event, "killed", |count| count.latest.1)),
    Column::flag("killed_agree", |event| agree(event, "killed")),
    Column::whole("wounded_low", |event| number(event, "wounded", |count| count.low)),
    Column::whole("wounded_high", |event| number(event, "wounded", |count| count.high)),
    Column::whole("wounded_latest_low", |event| number(event, "wounded", |count| count.latest.0)),
    Column::whole("wounded_latest_high", |event| number(event, "wounded", |count| count.latest.1)),
    Column::flag("wounded_agree", |event| agree(event, "wounded")),
    Column::whole("abducted_low", |event| number(event, "abducted", |count| count.low)),
    Column::whole("abducted_high", |event| number(event, "abducted", |count| count.high)),
    Column::whole("arrested_low", |event| number(event, "arrested", |count| count.low)),
    Column::whole("arrested_high", |event| number(event, "arrested", |count| count.high)),
    Column::whole("displaced_low", |event| number(event, "displaced", |count| count.low)),
    Column::whole("displaced_high", |event| number(event, "displaced", |count| count.high)),
    Column::list("counts", |event| Cell::List(event.counts.iter().map(range).collect())),
];

/// What an event says of a number.
pub fn of<'a>(event: &'a Event, what: &str) -> Option<&'a Count> {
    event.counts.iter().find(|count| count.what == what)
}

fn number(event: &Event, what: &str, of_count: impl Fn(&Count) -> Option<u64>) -> Cell {
    Cell::whole(of(event, what).and_then(of_count))
}

fn agree(event: &Event, what: &str) -> Cell {
    of(event, what).map_or(Cell::Empty, |count| Cell::Flag(count.agree))
}

/// A count in one cell: `killed 3..5`; a bound that nobody gives is left out.
fn range(count: &Count) -> String {
    let bound = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    match (count.low, count.high) {
        (low, high) if low == high => format!("{} {}", count.what, bound(low)),
        (low, high) => format!("{} {}..{}", count.what, bound(low), bound(high)),
    }
}
