//! What people decided on events: that two are one, or that claims of one are not.

use super::{judged::judged, sent::Sent};
use crate::{
    event::claim_id,
    serve::{
        asked::Asked,
        decisions::claims,
        desk::Desk,
        judge::{merged, split_off},
        refusal::Refusal,
    },
    store::{Decided, Events as _, Judgement, Sqlite},
};
use axum::{
    Json,
    extract::{Path, RawQuery},
};
use dateline_link::events::DecisionKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Decisions of an answer, unless told otherwise, and at most.
const USUAL: usize = 100;
const MOST: usize = 1000;

/// A part of the decisions.
#[derive(Serialize)]
pub struct Listed {
    decisions: Vec<DecisionView>,
    /// What `cursor` takes to go on; null at the end.
    next: Option<String>,
}

/// What somebody decided.
#[derive(Serialize)]
pub struct DecisionView {
    number: i64,
    kind: &'static str,
    /// The claims that it is about.
    claims: BTreeSet<String>,
    author: String,
    reason: String,
    at: String,
    undone_at: Option<String>,
    undone_by: Option<String>,
}

/// A decision, and what became of its events.
#[derive(Serialize)]
pub struct Outcome {
    decision: DecisionView,
    /// The events that its claims are in now.
    events: Vec<String>,
}

/// Which event is the same as this one, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merged {
    other: String,
    reason: String,
}

/// Which claims tell of something else, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    claims: Vec<String>,
    reason: String,
}

fn view(decided: Decided) -> DecisionView {
    let claims = claims(&decided);
    let (undone_at, undone_by) = decided.undone.unzip();
    DecisionView {
        number: decided.id,
        kind: match decided.kind {
            DecisionKind::Merge => "merge",
            DecisionKind::Split => "split",
        },
        claims,
        author: decided.author,
        reason: decided.reason,
        at: decided.at,
        undone_at,
        undone_by,
    }
}

/// The decision of this number, and where its claims are now.
fn outcome(store: &Sqlite, number: i64) -> Result<Outcome, Refusal> {
    let missing = || Refusal::missing(format!("no decision {number}"));
    let decided = store.decision(number)?.ok_or_else(missing)?;
    let claims: BTreeSet<_> = decided.pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut events = Vec::new();
    for claim in claims {
        let event = store.holder(claim)?.map(claim_id);
        events.extend(event.filter(|event| !events.contains(event)));
    }
    Ok(Outcome { decision: view(decided), events })
}

/// Lists what people decided on events, the newest first
#[utoipa::path(get, path = "/api/1/decisions", params(
    ("limit" = Option<u32>, Query, description = "At most so many: 100, or up to 1000"),
    ("cursor" = Option<String>, Query, description = "Go on where a list ended: its `next`"),
), responses(
    (status = 200, description = "`{decisions, next}`: of each its `number`, `kind` (`merge` or `split`), the \
        `claims` it is about, `author`, `reason`, `at`, and `undone_at` and `undone_by`, null while it stands"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn decisions(desk: Desk, RawQuery(query): RawQuery) -> Result<Json<Listed>, Refusal> {
    let asked = Asked::of(query.as_deref());
    let limit = asked.limit(USUAL, MOST)?;
    let before = match asked.get("cursor").as_str() {
        "" => i64::MAX,
        cursor => cursor.parse().map_err(|_| Refusal::wrong(format!("{cursor}: no cursor")))?,
    };
    let work = move |_: &Desk, store: &Sqlite| {
        let mut decisions = store.decisions()?;
        decisions.retain(|decided| decided.id < before);
        let goes_on = decisions.len() > limit;
        decisions.truncate(limit);
        let last = decisions.last().filter(|_| goes_on);
        let next = last.map(|decided| decided.id.to_string());
        Ok(Json(Listed { decisions: decisions.into_iter().map(view).collect(), next }))
    };
    desk.ask(work).await
}

/// Says that two events are one
#[utoipa::path(post, path = "/api/1/events/{id}/merge", params(
    ("id" = String, Path, description = "Its id, or that of any of its claims"),
), request_body(
    content_type = "application/json",
    description = "`{other, reason}`: the id of the other event, and why they are one",
), responses(
    (status = 200, description = "`{decision, events}`: the decision as `GET /api/1/decisions` lists it, whose \
        `number` takes it back, and the ids of the events that its claims are in now"),
    (status = 400, description = "`{error}`: the two are one already, or what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not merge"),
    (status = 404, description = "`{error}`: there is no such event"),
))]
pub async fn merge(
    desk: Desk,
    Path(id): Path<String>,
    Sent(sent): Sent<Merged>,
) -> Result<Json<Outcome>, Refusal> {
    let Merged { other, reason } = sent;
    let change = move |desk: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        let (number, _) = merged(desk, store, [&id, &other], by)?;
        outcome(store, number)
    };
    judged(desk, Some(reason), change).await
}

/// Takes claims out of an event
#[utoipa::path(post, path = "/api/1/events/{id}/split", params(
    ("id" = String, Path, description = "Its id, or that of any of its claims"),
), request_body(
    content_type = "application/json",
    description = "`{claims, reason}`: ids of the claims that leave it, or of reports (`r12`) for all of theirs, and \
        why they are not this event",
), responses(
    (status = 200, description = "`{decision, events}`, as of merging"),
    (status = 400, description = "`{error}`: a claim is not the event's, all or none would leave, or what else is \
        wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not split"),
    (status = 404, description = "`{error}`: there is no such event"),
))]
pub async fn split(
    desk: Desk,
    Path(id): Path<String>,
    Sent(sent): Sent<Split>,
) -> Result<Json<Outcome>, Refusal> {
    let Split { claims, reason } = sent;
    let change = move |desk: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        let (number, _) = split_off(desk, store, &id, &claims, by)?;
        outcome(store, number)
    };
    judged(desk, Some(reason), change).await
}

/// Takes a decision on events back
#[utoipa::path(post, path = "/api/1/decisions/{number}/undo", params(
    ("number" = i64, Path, description = "Its number, as `GET /api/1/decisions` has it"),
), responses(
    (status = 200, description = "`{decision, events}`, as of merging"),
    (status = 400, description = "`{error}`: no such decision stands"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not merge"),
))]
pub async fn undo(desk: Desk, Path(number): Path<i64>) -> Result<Json<Outcome>, Refusal> {
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let undone = store.undo(number, &desk.visitor.author(), &desk.packs);
        undone.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        outcome(store, number).map(Json)
    };
    desk.change(change).await
}
