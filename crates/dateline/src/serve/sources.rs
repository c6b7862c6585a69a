//! `/sources`: who tells what the store holds, and how often alone.

use super::{
    asked::Asked,
    frame::{Frame, page},
    refusal::Refusal,
    workbench::Workbench,
};
use crate::store::{Events as _, Source, Sqlite};
use askama::Template;
use axum::{extract::State, response::Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    outlets: Vec<Source>,
    speakers: Vec<Source>,
}

/// Speakers listed.
const LISTED: usize = 200;

/// # Errors
/// When the store cannot be read.
pub async fn sources(State(workbench): State<Arc<Workbench>>) -> Result<Response, Refusal> {
    let work = |workbench: &Workbench, store: &Sqlite| {
        let mut speakers = store.speakers()?;
        speakers.truncate(LISTED);
        let frame = workbench.frame("sources");
        page(&Page { frame, outlets: store.outlets()?, speakers })
    };
    workbench.ask(work).await
}

/// The events that a source tells.
fn events(source: &Source) -> String {
    Asked::default().events(&[("source", &source.name)])
}
