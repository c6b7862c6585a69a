//! `/sources`: who tells what the store holds, and how often alone.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, page},
    refusal::Refusal,
};
use crate::store::{Events as _, Source, Sqlite};
use askama::Template;
use axum::response::Response;

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
pub async fn sources(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, store: &Sqlite| {
        let mut speakers = store.speakers()?;
        speakers.truncate(LISTED);
        let frame = desk.frame("sources");
        page(&Page { frame, outlets: store.outlets()?, speakers })
    };
    desk.ask(work).await
}

/// The events that a source tells.
fn events(source: &Source) -> String {
    Asked::default().events(&[("source", &source.name)])
}
