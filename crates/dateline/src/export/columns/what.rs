use super::{Cell, Column};

pub const COLUMNS: &[Column] = &[
    Column::text("id", |event| Cell::text(Some(&*event.id))),
    Column::text("type", |event| Cell::text(Some(&*event.kind))),
    Column::text("label", |event| Cell::text(Some(&*event.label))),
    Column::list("types", |event| Cell::list(event.types.iter().map(String::as_str))),
    Column::text("plover_event", |event| {
        Cell::text(event.plover.as_ref().map(|plover| &*plover.event))
    }),
    Column::text("plover_mode", |event| {
        Cell::text(event.plover.as_ref().and_then(|plover| plover.mode.as_deref()))
    }),
    Column::text("acled_event", |event| {
        Cell::text(event.acled.as_ref().map(|acled| &*acled.event))
    }),
    Column::text("acled_sub_event", |event| {
        Cell::text(event.acled.as_ref().map(|acled| &*acled.sub_event))
    }),
    Column::text("cameo", |event| Cell::text(event.cameo.as_deref())),
    Column::flag("aggregate", |event| Cell::Flag(event.aggregate)),
    Column::list("within", |event| Cell::list(event.within.iter().map(String::as_str))),
    Column::list("contains", |event| Cell::list(event.contains.iter().map(String::as_str))),
];
