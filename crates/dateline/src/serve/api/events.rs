use crate::{
    event::{Event, claim_id},
    serve::{asked::Asked, desk::Desk, event::find, kept::Moment, refusal::Refusal},
    store::{Events as _, Sqlite},
};
use anyhow::{Context, Result};
use axum::{
    Json,
    extract::{Path, RawQuery},
    http::header,
    response::{IntoResponse, Response},
};
use dateline_link::ClaimKey;

/// Events of an answer, unless told otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// Lists the events asked for
#[utoipa::path(get, path = "/api/1/events", params(
    ("limit" = Option<u32>, Query, description = "At most so many events: 50, or up to 500"),
    ("cursor" = Option<String>, Query, description = "Go on where a list ended: its `next`"),
), responses(
    (status = 200, description = "`{events, next}`: events of `event-1` and where the list goes on"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn events(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let (query, after) = (asked.query(&desk)?, asked.cursor()?);
    let limit = asked.limit(USUAL, MOST)?;
    let work = move |desk: &Desk, store: &Sqlite| {
        let moment = desk.now()?;
        let matched = desk.kept.matched(store, &moment, &query)?;
        let page = moment.columns.page(&matched, &query, after.as_ref(), limit);
        let (keys, next) = page.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        let events = records(desk, store, &moment, &keys)?.join(",");
        let next = next.map(|next| next.to_string());
        let next = serde_json::to_string(&next).context("where the list goes on")?;
        let body = format!("{{\"events\":[{events}],\"next\":{next}}}");
        Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
    };
    desk.ask(work).await
}

/// These events as JSON. Whoever may see all of them gets them as they are stored.
fn records(desk: &Desk, store: &Sqlite, moment: &Moment, keys: &[ClaimKey]) -> Result<Vec<String>> {
    if !desk.visitor.may_see_words() {
        let events = store.events(keys)?.into_iter().map(|event| desk.visitor.shown(event));
        return events.map(|event| Ok(serde_json::to_string(&event)?)).collect();
    }
    let (version, hidden) = (moment.columns.upto(), &moment.hidden);
    let record = |key: &ClaimKey| {
        let found = desk.records.get(version, hidden, &claim_id(*key), || store.record(*key));
        found.map(|found| (*found).clone()).transpose()
    };
    keys.iter().filter_map(record).collect()
}

/// Shows one event
#[utoipa::path(get, path = "/api/1/events/{id}", params(
    ("id" = String, Path, description = "Its id, or that of any of its claims"),
), responses(
    (status = 200, description = "An event of `event-1`"),
    (status = 404, description = "`{error}`: there is none"),
))]
pub async fn event(desk: Desk, Path(id): Path<String>) -> Result<Json<Event>, Refusal> {
    desk.ask(move |desk, store| Ok(Json(desk.visitor.shown(find(store, &id)?)))).await
}
