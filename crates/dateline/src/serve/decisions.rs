//! `/decisions`: what people decided on events, and the form that takes it back.

use super::{
    desk::Desk,
    frame::{Frame, moment, page},
    refusal::Refusal,
};
use crate::{
    event::claim_id,
    store::{Decided, Events as _},
};
use askama::Template;
use axum::response::Response;
use dateline_link::events::DecisionKind;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "decisions.html")]
struct Page {
    frame: Frame,
    decisions: Vec<Decided>,
}

/// # Errors
/// When the store cannot be read.
pub async fn decisions(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, store: &crate::store::Sqlite| {
        let frame = desk.frame("decisions");
        page(&Page { frame, decisions: store.decisions()? })
    };
    desk.ask(work).await
}

fn what(decided: &Decided) -> &'static str {
    match decided.kind {
        DecisionKind::Merge => "are one event",
        DecisionKind::Split => "are not one event",
    }
}

/// The claims that it is about, each once. Any of them leads to its event.
pub fn claims(decided: &Decided) -> BTreeSet<String> {
    decided.pairs.iter().flat_map(|(a, b)| [claim_id(*a), claim_id(*b)]).collect()
}
