use super::{Cell, Column};
use crate::event::{Event, Occurred};

pub const COLUMNS: &[Column] = &[
    Column::day("date_start", |event| of(event, |occurred| text(occurred.start.as_deref()))),
    Column::day("date_end", |event| of(event, |occurred| text(occurred.end.as_deref()))),
    Column::text("date_grain", |event| of(event, |occurred| text(Some(&occurred.grain)))),
    Column::text("date_basis", |event| of(event, |occurred| text(Some(&occurred.basis)))),
    Column::flag("date_agree", |event| of(event, |occurred| Cell::Flag(occurred.agree))),
    Column::list("dates", |event| {
        of(event, |occurred| Cell::list(occurred.values.iter().map(|value| &*value.interval)))
    }),
    Column::text("published_first", |event| text(event.published.first.as_deref())),
    Column::text("published_last", |event| text(event.published.last.as_deref())),
    Column::text("added", |event| text(Some(&event.added))),
];

fn of(event: &Event, cell: impl Fn(&Occurred) -> Cell) -> Cell {
    event.occurred.as_ref().map_or(Cell::Empty, cell)
}

fn text(text: Option<&str>) -> Cell {
    Cell::text(text)
}
