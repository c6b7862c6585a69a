//! What people decide: that events are one, that claims of one are two, and that it was wrong.

use super::{
    desk::Desk,
    event::find,
    form::{Form, Sent},
    refusal::Refusal,
};
use crate::{
    event::apart,
    store::{Events as _, Judgement},
};
use axum::{extract::Path, response::Redirect};
use dateline_link::events::DecisionKind;

/// Who decides, and why.
fn judged(form: &Form) -> Result<(String, String), Refusal> {
    Ok((form.author()?, form.needed("reason", "why")?))
}

/// Makes one event of two.
///
/// # Errors
/// When there is no such event, author or reason.
pub async fn merge(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut _| {
        let (one, other) = (find(store, &id)?, find(store, &form.needed("other", "which event")?)?);
        if one.id == other.id {
            return Err(Refusal::wrong("the two are one event already"));
        }
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Merge, &one.merged_with(&other), &by, &desk.packs)?;
        Ok(Redirect::to(&format!("/events/{}", one.id)))
    };
    desk.change(change).await
}

/// Takes claims out of an event.
///
/// # Errors
/// When there is no such event, claim, author or reason.
pub async fn split(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut _| {
        let event = find(store, &id)?;
        let leaving = form.all("claim");
        let pairs = apart(&event, &leaving).map_err(|error| Refusal::wrong(error.to_string()))?;
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Split, &pairs, &by, &desk.packs)?;
        Ok(Redirect::to(&format!("/events/{}", event.id)))
    };
    desk.change(change).await
}

/// Takes a decision back.
///
/// # Errors
/// When no such decision stands, or nobody takes it back.
pub async fn undo(desk: Desk, Path(decision): Path<i64>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut crate::store::Sqlite| {
        let author = form.author()?;
        let undone = store.undo(decision, &author, &desk.packs);
        undone.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/decisions"))
    };
    desk.change(change).await
}
