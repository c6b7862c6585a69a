//! `/api/1`: what the pages show, for programs. Its description is `/api/1/openapi.json`.

mod claims;
mod decisions;
mod events;
mod judged;
mod openapi;
mod points;
mod progress;
mod reports;
mod reviews;
mod sensitivity;
mod sent;
mod sources;
mod tally;

use super::{presence::presence, routes::UPLOAD, workbench::Workbench};
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
        .route("/events/{id}/review", post(reviews::set))
        .route("/events/{id}/merge", post(decisions::merge))
        .route("/events/{id}/split", post(decisions::split))
        .route("/decisions", get(decisions::decisions))
        .route("/decisions/{number}/undo", post(decisions::undo))
        .route("/claims/{id}", get(claims::claim))
        .route("/claims/{id}/corrections", post(claims::correct))
        .route("/corrections/{number}/undo", post(claims::undo))
        .route("/reviews", get(reviews::reviews))
        .route("/sources", get(sources::sources))
        .route("/sources/{kind}/{name}", get(sources::source).post(sources::grade))
        .route("/sensitivity/{kind}/{id}", get(sensitivity::sensitivity).post(sensitivity::mark))
        .route("/presence/{id}", get(presence))
        .route("/reports", post(reports::add).layer(DefaultBodyLimit::max(UPLOAD)))
        .route("/reports/{id}", get(reports::report))
        .route("/reports/{id}/changes", get(reports::changes))
        .route("/points", get(points::points))
        .route("/progress", get(progress::progress))
        .route("/progress/{number}", get(progress::job))
        .route("/tally", get(tally::tally))
        .route("/openapi.json", get(openapi::openapi))
}
