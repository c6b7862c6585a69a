use super::{Cell, Column};
use crate::event::Event;

pub const COLUMNS: &[Column] = &[
    Column::list("actors", |event| names(event, "actor")),
    Column::list("actor_ids", |event| ids(event, "actor")),
    Column::list("organizations", |event| names(event, "organization")),
    Column::list("organization_ids", |event| ids(event, "organization")),
    Column::list("recipients", |event| names(event, "recipient")),
    Column::list("recipient_ids", |event| ids(event, "recipient")),
    Column::list("victims", |event| names(event, "victim")),
    Column::list("victim_ids", |event| ids(event, "victim")),
    Column::list("targets", |event| names(event, "target")),
    Column::list("target_ids", |event| ids(event, "target")),
    Column::list("weapons", |event| names(event, "weapon")),
    Column::list("moved_from", |event| names(event, "origin")),
    Column::list("moved_to", |event| names(event, "destination")),
];

fn names(event: &Event, role: &str) -> Cell {
    Cell::list(event.roles.iter().filter(|filler| filler.role == role).map(|filler| &*filler.name))
}

fn ids(event: &Event, role: &str) -> Cell {
    let fillers = event.roles.iter().filter(|filler| filler.role == role);
    Cell::list(fillers.filter_map(|filler| filler.actor.as_deref()))
}
