//! What people decide: that events are one, that claims of one are two, and that it was wrong.

use super::{
    event::find,
    form::{Form, Sent},
    refusal::Refusal,
    workbench::Workbench,
};
use crate::{
    event::apart,
    store::{Events as _, Judgement},
};
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use dateline_link::events::DecisionKind;
use std::sync::Arc;

/// Who decides, and why.
fn judged(form: &Form) -> Result<(String, String), Refusal> {
    Ok((form.needed("author", "who decides")?, form.needed("reason", "why")?))
}

/// Makes one event of two.
///
/// # Errors
/// When there is no such event, author or reason.
pub async fn merge(
    State(workbench): State<Arc<Workbench>>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let form = Form::sent(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut _| {
        let (one, other) = (find(store, &id)?, find(store, &form.needed("other", "which event")?)?);
        if one.id == other.id {
            return Err(Refusal::wrong("the two are one event already"));
        }
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Merge, &one.merged_with(&other), &by, &workbench.packs)?;
        Ok(Redirect::to(&format!("/events/{}", one.id)))
    };
    workbench.change(change).await
}

/// Takes claims out of an event.
///
/// # Errors
/// When there is no such event, claim, author or reason.
pub async fn split(
    State(workbench): State<Arc<Workbench>>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let form = Form::sent(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut _| {
        let event = find(store, &id)?;
        let leaving = form.all("claim");
        let pairs = apart(&event, &leaving).map_err(|error| Refusal::wrong(error.to_string()))?;
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Split, &pairs, &by, &workbench.packs)?;
        Ok(Redirect::to(&format!("/events/{}", event.id)))
    };
    workbench.change(change).await
}

/// Takes a decision back.
///
/// # Errors
/// When no such decision stands, or nobody takes it back.
pub async fn undo(
    State(workbench): State<Arc<Workbench>>,
    Path(decision): Path<i64>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let form = Form::sent(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut crate::store::Sqlite| {
        let author = form.needed("author", "who takes it back")?;
        let undone = store.undo(decision, &author, &workbench.packs);
        undone.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/decisions"))
    };
    workbench.change(change).await
}
