//! `/api/1`: what the pages show, for programs. Its description is `/api/1/openapi.json`.

mod events;
mod openapi;
mod points;
mod progress;
mod reports;
mod tally;

use super::{routes::UPLOAD, workbench::Workbench};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use std::sync::Arc;

/// The routes beneath `/api/1`.
pub fn routes() -> Router<Arc<Workbench>> {
    Router::new()
        .route("/events", get(events::events))
        .route("/events/{id}", get(events::event))
        .route("/reports", post(reports::add).layer(DefaultBodyLimit::max(UPLOAD)))
        .route("/reports/{id}", get(reports::report))
        .route("/points", get(points::points))
        .route("/progress", get(progress::progress))
        .route("/tally", get(tally::tally))
        .route("/openapi.json", get(openapi::openapi))
}
