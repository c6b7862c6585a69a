use super::{Cell, Column};

pub const COLUMNS: &[Column] = &[
    Column::whole("origin_count", |event| Cell::Whole(event.standing.origins.into())),
    Column::whole("report_count", |event| Cell::Whole(event.standing.reports.into())),
    Column::whole("denial_count", |event| Cell::Whole(event.standing.denials.into())),
    Column::flag("supposed_only", |event| Cell::Flag(event.standing.supposed_only)),
    Column::flag("single_source", |event| Cell::Flag(event.standing.single_source)),
    Column::list("origins", |event| Cell::list(event.origins.iter().map(|origin| &*origin.name))),
    Column::list("outlets", |event| {
        Cell::list(event.reports.iter().filter_map(|report| report.outlet.as_deref()))
    }),
    Column::list("languages", |event| {
        Cell::list(event.reports.iter().filter_map(|report| report.language.as_deref()))
    }),
    Column::list("urls", |event| {
        Cell::list(event.reports.iter().filter_map(|report| report.url.as_deref()))
    }),
];
