//! How sensitive people say that events, claims and reports are.

use super::{judged::judged, sent::Sent};
use crate::{
    serve::{
        desk::Desk,
        refusal::Refusal,
        sensitivity::{Sensitive, keep},
    },
    store::{Judgement, Mark, Sensitivity, Sqlite},
};
use axum::{Json, extract::Path};
use serde::{Deserialize, Serialize};

/// How sensitive something is, and who said so of what.
#[derive(Serialize)]
pub struct View {
    level: Sensitivity,
    tlp: &'static str,
    marks: Vec<Mark>,
}

/// How sensitive a program's owner says that something is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    level: String,
    reason: String,
}

fn view(store: &Sqlite, kind: &str, id: &str) -> Result<View, Refusal> {
    let found = Sensitive::of(store, kind, id)?;
    let level = found.level();
    Ok(View { level, tlp: level.tlp(), marks: found.marks })
}

/// Shows how sensitive an event, a claim or a report is said to be
#[utoipa::path(get, path = "/api/1/sensitivity/{kind}/{id}", params(
    ("kind" = String, Path, description = "`events`, `claims` or `reports`"),
    ("id" = String, Path, description = "Its id, as `e7k2m9qa4x0bt` or `r12`"),
), responses(
    (status = 200, description = "`{level, tlp, marks}`: the greatest that stands, `low`, `moderate`, `high` or \
        `severe`, the same in the Traffic Light Protocol, and what was said last of each claim and report it rests on"),
    (status = 404, description = "`{error}`: there is none"),
))]
pub async fn sensitivity(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
) -> Result<Json<View>, Refusal> {
    desk.ask(move |_, store| view(store, &kind, &id).map(Json)).await
}

/// Says how sensitive an event, a claim or a report is
#[utoipa::path(post, path = "/api/1/sensitivity/{kind}/{id}", params(
    ("kind" = String, Path, description = "`events`, `claims` or `reports`"),
    ("id" = String, Path, description = "Its id, as `e7k2m9qa4x0bt` or `r12`"),
), request_body(
    content_type = "application/json",
    description = "`{level, reason}`: `moderate` keeps it out of what goes to the public, `high` also out of what goes \
        to partners and from the role `data`, `severe` out of every file and from the role `viewer`; `low` takes \
        that back",
), responses(
    (status = 200, description = "`{level, tlp, marks}`, as `GET` shows them"),
    (status = 400, description = "`{error}`: what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not review"),
    (status = 404, description = "`{error}`: there is none"),
))]
pub async fn mark(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
    Sent(given): Sent<Given>,
) -> Result<Json<View>, Refusal> {
    let Given { level, reason } = given;
    let change = move |_: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        keep(store, [&kind, &id], &level, by)?;
        view(store, &kind, &id)
    };
    judged(desk, Some(reason), change).await
}
