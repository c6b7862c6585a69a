//! `/sources`: who tells what the store holds, and how often alone.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, page},
    grade::address,
    refusal::Refusal,
};
use crate::store::{
    Events as _, Grade, Reviews as _, Source, SourceCursor, SourceKind, SourceQuery, Sqlite,
};
use askama::Template;
use axum::{extract::RawQuery, response::Response};

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    /// What is looked for in names.
    name: String,
    outlets: List,
    speakers: List,
}

/// Sources of one kind.
struct List {
    rows: Vec<Row>,
    /// Where it begins, when that is not here.
    first: Option<String>,
    /// Where it goes on.
    next: Option<String>,
}

/// A source with the grade that stands.
struct Row {
    source: Source,
    /// Such as `B2`; empty when nobody graded it.
    grade: String,
    page: String,
}

/// Outlets and speakers of a page.
const LISTED: usize = 100;

/// # Errors
/// When a cursor is none, or the store cannot be read.
pub async fn sources(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let work = move |desk: &Desk, store: &Sqlite| {
        let grades = store.standing_grades()?;
        page(&Page {
            frame: desk.frame("sources"),
            outlets: list(store, SourceKind::Outlet, "outlets", &asked, &grades)?,
            speakers: list(store, SourceKind::Speaker, "speakers", &asked, &grades)?,
            name: asked.get("name"),
        })
    };
    desk.ask(work).await
}

/// The sources of a kind from where the address says, under the kind's name, that it goes on.
fn list(
    store: &Sqlite,
    kind: SourceKind,
    here: &str,
    asked: &Asked,
    grades: &[Grade],
) -> Result<List, Refusal> {
    let at = |cursor: &str| asked.with(&[(here, cursor)]).at("/sources");
    let query = SourceQuery { kind, name: asked.get("name"), after: after(&asked.get(here))? };
    let found = store.tellers(&query, LISTED)?;
    Ok(List {
        rows: found.sources.into_iter().map(|source| row(grades, kind, source)).collect(),
        first: query.after.is_some().then(|| at("")),
        next: found.next.map(|next| at(&next.to_string())),
    })
}

/// Where a list of sources is to go on.
///
/// # Errors
/// When it is no cursor.
pub fn after(cursor: &str) -> Result<Option<SourceCursor>, Refusal> {
    let parsed = (!cursor.is_empty()).then(|| cursor.parse()).transpose();
    parsed.map_err(|error: anyhow::Error| Refusal::wrong(error.to_string()))
}

fn row(grades: &[Grade], kind: SourceKind, source: Source) -> Row {
    let grade = grades.iter().find(|grade| grade.kind == kind && grade.name == source.name);
    Row {
        grade: grade.map(|it| format!("{}{}", it.reliability, it.credibility)).unwrap_or_default(),
        page: address(kind, &source.name),
        source,
    }
}

/// The events that a source tells.
fn events(source: &Source) -> String {
    Asked::default().events(&[("source", &source.name)])
}
