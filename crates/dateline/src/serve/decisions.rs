//! `/decisions`: what people decided on events, and the form that takes it back.

use super::{
    frame::{Frame, moment, page},
    refusal::Refusal,
    workbench::Workbench,
};
use crate::{
    event::claim_id,
    store::{Decided, Events as _},
};
use askama::Template;
use axum::{extract::State, response::Response};
use dateline_link::events::DecisionKind;
use std::{collections::BTreeSet, sync::Arc};

#[derive(Template)]
#[template(path = "decisions.html")]
struct Page {
    frame: Frame,
    decisions: Vec<Decided>,
}

/// # Errors
/// When the store cannot be read.
pub async fn decisions(State(workbench): State<Arc<Workbench>>) -> Result<Response, Refusal> {
    let work = |workbench: &Workbench, store: &crate::store::Sqlite| {
        let frame = workbench.frame("decisions");
        page(&Page { frame, decisions: store.decisions()? })
    };
    workbench.ask(work).await
}

fn what(decided: &Decided) -> &'static str {
    match decided.kind {
        DecisionKind::Merge => "are one event",
        DecisionKind::Split => "are not one event",
    }
}

/// The claims that it is about, each once. Any of them leads to its event.
fn claims(decided: &Decided) -> BTreeSet<String> {
    decided.pairs.iter().flat_map(|(a, b)| [claim_id(*a), claim_id(*b)]).collect()
}
