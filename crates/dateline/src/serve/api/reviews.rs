//! Where the review of events stands.

use super::{judged::judged, sent::Sent};
use crate::{
    event::Brief,
    serve::{
        asked::Asked,
        desk::Desk,
        event::find,
        refusal::Refusal,
        review::{after, status as status_of, word},
    },
    store::{self, Judgement, Review, Reviews as _, Sqlite},
};
use axum::{
    Json,
    extract::{Path, RawQuery},
};
use serde::{Deserialize, Serialize};

/// Reviews of an answer, unless told otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 200;

/// A part of the queue.
#[derive(Serialize)]
pub struct Queue {
    reviews: Vec<ReviewView>,
    /// What `cursor` takes to go on; null at the end.
    next: Option<String>,
}

/// Where the review of an event stands.
#[derive(Serialize)]
pub struct ReviewView {
    event: String,
    /// When the event came into the store.
    added: String,
    status: String,
    assignee: Option<String>,
    changed_at: Option<String>,
    changed_by: Option<String>,
    /// How many claims it has, and how many of them somebody judged.
    claims: usize,
    judged: usize,
}

/// What a program says of a review.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    status: String,
    #[serde(default)]
    assignee: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

fn view(event: &Brief, review: Review) -> ReviewView {
    let (changed_at, changed_by) = review.changed.unzip();
    ReviewView {
        event: event.id.clone(),
        added: event.added.clone(),
        status: word(review.status),
        assignee: review.assignee,
        changed_at,
        changed_by,
        claims: event.claims.len(),
        judged: event.judged(),
    }
}

/// Lists where the review of events stands, those that came into the store last first
#[utoipa::path(get, path = "/api/1/reviews", params(
    ("status" = Option<String>, Query, description = "`to-do`, `in-progress`, `help-needed`, `ready`, `completed` or `cancelled`"),
    ("assignee" = Option<String>, Query, description = "Only those that this person does"),
    ("limit" = Option<u32>, Query, description = "At most so many: 50, or up to 200"),
    ("cursor" = Option<String>, Query, description = "Go on where a list ended: its `next`"),
), responses(
    (status = 200, description = "`{reviews, next}`: of each event its id, `added`, `status`, `assignee`, who \
        changed that last and when, how many `claims` it has and how many were `judged`"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn reviews(desk: Desk, RawQuery(query): RawQuery) -> Result<Json<Queue>, Refusal> {
    let asked = Asked::of(query.as_deref());
    let limit = asked.limit(USUAL, MOST)?;
    let given = |name| Some(asked.get(name)).filter(|value| !value.is_empty());
    let queue = store::Asked {
        status: given("status").map(|word| status_of(&word)).transpose()?,
        assignee: given("assignee"),
        after: after(&asked.get("cursor"))?,
    };
    let work = move |_: &Desk, store: &Sqlite| {
        let mut rows = store.queue(&queue, limit + 1)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| more);
        let next = last.map(|(event, _)| format!("{}~{}", event.added, event.id));
        let reviews = rows.into_iter().map(|(event, review)| view(&event, review));
        Ok(Json(Queue { reviews: reviews.collect(), next }))
    };
    desk.ask(work).await
}

/// Says where the review of an event stands, and who does it
#[utoipa::path(post, path = "/api/1/events/{id}/review", params(
    ("id" = String, Path, description = "Its id, or that of any of its claims"),
), request_body(
    content_type = "application/json",
    description = "`{status, assignee?, reason?}`; without `assignee` it is nobody's",
), responses(
    (status = 200, description = "A review as `GET /api/1/reviews` lists it"),
    (status = 400, description = "`{error}`: what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not review"),
    (status = 404, description = "`{error}`: there is no such event"),
))]
pub async fn set(
    desk: Desk,
    Path(id): Path<String>,
    Sent(said): Sent<Said>,
) -> Result<Json<ReviewView>, Refusal> {
    let Said { status, assignee, reason } = said;
    let change = move |_: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        let event = find(store, &id)?;
        let assignee = assignee.as_deref().map(str::trim).filter(|name| !name.is_empty());
        store.set_review(&event, status_of(&status)?, assignee, by)?;
        let review = store.review(&event)?;
        Ok(view(&event.into(), review))
    };
    judged(desk, reason, change).await
}
