//! Who tells what, and how people grade them.

use super::{judged::judged, sent::Sent};
use crate::{
    serve::{asked::Asked, desk::Desk, grade::kind_of, refusal::Refusal, sources::after},
    store::{
        Events as _, Grade, Judgement, Reviews as _, SourceKind, SourcePage, SourceQuery, Sqlite,
    },
};
use axum::{
    Json,
    extract::{Path, RawQuery},
};
use serde::{Deserialize, Serialize};

/// Sources of an answer, unless told otherwise, and at most.
const USUAL: usize = 200;
const MOST: usize = 5000;

/// A part of those who tell of events.
#[derive(Serialize)]
pub struct Listed {
    sources: Vec<SourceView>,
    /// What `cursor` takes to go on; null at the end.
    next: Option<String>,
}

/// One who tells of events.
#[derive(Serialize)]
pub struct SourceView {
    kind: SourceKind,
    name: String,
    claims: u64,
    events: u64,
    /// Of these, those that have a single origin.
    alone: u64,
    /// The grade that stands; null when nobody graded it.
    grade: Option<GradeView>,
}

/// How somebody graded a source.
#[derive(Serialize)]
pub struct GradeView {
    reliability: char,
    credibility: u8,
    author: String,
    reason: String,
    at: String,
}

/// All grades of a source.
#[derive(Serialize)]
pub struct Graded {
    kind: SourceKind,
    name: String,
    /// The newest first: it stands.
    grades: Vec<GradeView>,
}

/// How a program's owner grades a source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    reliability: char,
    credibility: u8,
    reason: String,
}

fn view(grade: Grade) -> GradeView {
    let Grade { reliability, credibility, author, reason, at, .. } = grade;
    GradeView { reliability, credibility, author, reason, at }
}

/// Lists outlets or speakers, those with the most events first, with the grade that stands of each
#[utoipa::path(get, path = "/api/1/sources", params(
    ("kind" = String, Query, description = "`outlet` or `speaker`"),
    ("name" = Option<String>, Query, description = "Only those whose name has all of these words or parts of words"),
    ("limit" = Option<u32>, Query, description = "At most so many: 200, or up to 5000"),
    ("cursor" = Option<String>, Query, description = "Go on where a list ended: its `next`"),
), responses(
    (status = 200, description = "`{sources, next}`: of each its `kind`, `name`, how many `claims` and `events` it tells, \
        how many of these have a single origin (`alone`), and its `grade`, null when nobody graded it"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn sources(desk: Desk, RawQuery(query): RawQuery) -> Result<Json<Listed>, Refusal> {
    let asked = Asked::of(query.as_deref());
    let limit = asked.limit(USUAL, MOST)?;
    let kind =
        kind_of(&asked.get("kind")).map_err(|_| Refusal::wrong("kind: give outlet or speaker"))?;
    let listed = SourceQuery { kind, name: asked.get("name"), after: after(&asked.get("cursor"))? };
    let work = move |_: &Desk, store: &Sqlite| {
        let mut grades = store.standing_grades()?;
        grades.retain(|grade| grade.kind == kind);
        let SourcePage { sources, next } = store.tellers(&listed, limit)?;
        let sources = sources.into_iter().map(|source| SourceView {
            grade: grades.iter().find(|grade| grade.name == source.name).cloned().map(view),
            kind,
            name: source.name,
            claims: source.claims,
            events: source.events,
            alone: source.alone,
        });
        let next = next.map(|next| next.to_string());
        Ok(Json(Listed { sources: sources.collect(), next }))
    };
    desk.ask(work).await
}

/// Shows how people graded a source
#[utoipa::path(get, path = "/api/1/sources/{kind}/{name}", params(
    ("kind" = String, Path, description = "`outlet` or `speaker`"),
    ("name" = String, Path, description = "Its name, as claims have it"),
), responses(
    (status = 200, description = "`{kind, name, grades}`: the newest grade first, which stands; none is ever given \
        by the program"),
    (status = 404, description = "`{error}`: there is no such kind"),
))]
pub async fn source(
    desk: Desk,
    Path((kind, name)): Path<(String, String)>,
) -> Result<Json<Graded>, Refusal> {
    let kind = kind_of(&kind)?;
    desk.ask(move |_, store| graded(store, kind, name).map(Json)).await
}

fn graded(store: &Sqlite, kind: SourceKind, name: String) -> Result<Graded, Refusal> {
    let grades = store.grades(kind, &name)?.into_iter().map(view).collect();
    Ok(Graded { kind, name, grades })
}

/// Grades a source
#[utoipa::path(post, path = "/api/1/sources/{kind}/{name}", params(
    ("kind" = String, Path, description = "`outlet` or `speaker`"),
    ("name" = String, Path, description = "Its name, as claims have it"),
), request_body(
    content_type = "application/json",
    description = "`{reliability, credibility, reason}`: `A` to `F` and 1 to 6, on the Admiralty scale",
), responses(
    (status = 200, description = "All grades of the source, as `GET` shows them"),
    (status = 400, description = "`{error}`: what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not grade"),
))]
pub async fn grade(
    desk: Desk,
    Path((kind, name)): Path<(String, String)>,
    Sent(given): Sent<Given>,
) -> Result<Json<Graded>, Refusal> {
    let kind = kind_of(&kind)?;
    let Given { reliability, credibility, reason } = given;
    let change = move |_: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        let grade = Grade {
            kind,
            name: name.clone(),
            reliability,
            credibility,
            author: by.author.to_owned(),
            reason: by.reason.to_owned(),
            at: String::new(),
        };
        store.grade(&grade).map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        graded(store, kind, name)
    };
    judged(desk, Some(reason), change).await
}
