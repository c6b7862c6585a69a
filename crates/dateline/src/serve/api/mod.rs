//! `/api/1`: what the pages show, for programs. Its description is `/api/1/openapi.json`.

mod events;
mod openapi;
mod points;
mod reports;
mod tally;

use super::workbench::Workbench;
use axum::{Router, routing::get};
use std::sync::Arc;

/// The routes beneath `/api/1`.
pub fn routes() -> Router<Arc<Workbench>> {
    Router::new()
        .route("/events", get(events::events))
        .route("/events/{id}", get(events::event))
        .route("/reports/{id}", get(reports::report))
        .route("/points", get(points::points))
        .route("/tally", get(tally::tally))
        .route("/openapi.json", get(openapi::openapi))
}
