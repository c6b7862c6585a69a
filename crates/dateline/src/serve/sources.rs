//! `/sources`: who tells what the store holds, and how often alone.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, page},
    grade::address,
    refusal::Refusal,
};
use crate::store::{Events as _, Grade, Reviews as _, Source, SourceKind, Sqlite};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    outlets: Vec<Row>,
    speakers: Vec<Row>,
}

/// A source with the grade that stands.
struct Row {
    source: Source,
    /// Such as `B2`; empty when nobody graded it.
    grade: String,
    page: String,
}

/// Outlets and speakers listed.
const LISTED: usize = 200;

/// # Errors
/// When the store cannot be read.
pub async fn sources(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, store: &Sqlite| {
        let grades = store.standing_grades()?;
        let rows = |kind, sources: Vec<Source>| {
            sources.into_iter().map(|source| row(&grades, kind, source)).collect()
        };
        page(&Page {
            frame: desk.frame("sources"),
            outlets: rows(SourceKind::Outlet, store.tellers(SourceKind::Outlet, LISTED)?),
            speakers: rows(SourceKind::Speaker, store.tellers(SourceKind::Speaker, LISTED)?),
        })
    };
    desk.ask(work).await
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
