//! What people decide: that events are one, that claims of one are two, and that it was wrong.

use super::{
    desk::Desk,
    event::find,
    form::{Form, Sent},
    refusal::Refusal,
};
use crate::{
    event::apart,
    store::{Events as _, Judgement, Sqlite},
};
use axum::{extract::Path, response::Redirect};
use dateline_link::events::DecisionKind;

/// Who decides, and why.
fn judged(form: &Form) -> Result<(String, String), Refusal> {
    Ok((form.author()?, form.needed("reason", "why")?))
}

/// Makes one event of two: the decision's number, and the id of the one.
///
/// # Errors
/// When there is no such event, or the two are one.
pub fn merged(
    desk: &Desk,
    store: &mut Sqlite,
    [one, other]: [&str; 2],
    by: &Judgement<'_>,
) -> Result<(i64, String), Refusal> {
    let (one, other) = (find(store, one)?, find(store, other)?);
    if one.id == other.id {
        return Err(Refusal::wrong("the two are one event already"));
    }
    let decided = store.decide(DecisionKind::Merge, &one.merged_with(&other), by, &desk.packs)?;
    Ok((decided, one.id))
}

/// Takes claims, or all of a report, out of an event: the decision's number, and the event's id.
///
/// # Errors
/// When there is no such event, or a claim is none of its.
pub fn split_off(
    desk: &Desk,
    store: &mut Sqlite,
    id: &str,
    leaving: &[String],
    by: &Judgement<'_>,
) -> Result<(i64, String), Refusal> {
    let event = find(store, id)?;
    let pairs = apart(&event, leaving).map_err(|error| Refusal::wrong(error.to_string()))?;
    Ok((store.decide(DecisionKind::Split, &pairs, by, &desk.packs)?, event.id))
}

/// The form that makes one event of two.
///
/// # Errors
/// When there is no such event, author or reason.
pub async fn merge(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let other = form.needed("other", "which event")?;
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        let (_, id) = merged(desk, store, [&id, &other], &by)?;
        Ok(Redirect::to(&format!("/events/{id}")))
    };
    desk.change(change).await
}

/// The form that takes claims out of an event.
///
/// # Errors
/// When there is no such event, claim, author or reason.
pub async fn split(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let (author, reason) = judged(&form)?;
        let by = Judgement { author: &author, reason: &reason };
        let (_, id) = split_off(desk, store, &id, &form.all("claim"), &by)?;
        Ok(Redirect::to(&format!("/events/{id}")))
    };
    desk.change(change).await
}

/// Takes a decision back.
///
/// # Errors
/// When no such decision stands, or nobody takes it back.
pub async fn undo(desk: Desk, Path(decision): Path<i64>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let author = form.author()?;
        let undone = store.undo(decision, &author, &desk.packs);
        undone.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/decisions"))
    };
    desk.change(change).await
}
