//! `/reports`: what was read, the newest first.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, page},
    refusal::Refusal,
};
use crate::{
    event::Report,
    store::{Events as _, Sqlite},
};
use askama::Template;
use axum::{extract::RawQuery, response::Response};

#[derive(Template)]
#[template(path = "reports.html")]
struct Page {
    frame: Frame,
    /// Each with the number of its claims.
    reports: Vec<(Report, u64)>,
    next: Option<String>,
}

/// Reports of a page.
const LISTED: usize = 100;

/// # Errors
/// When the store cannot be read.
pub async fn reports(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let before = match Asked::of(query.as_deref()).get("before").as_str() {
        "" => None,
        before => Some(super::report::number_of(before)?),
    };
    let work = move |desk: &Desk, store: &Sqlite| {
        let reports = store.reports(before, LISTED)?;
        let is_full = reports.len() == LISTED;
        let last = reports.last().filter(|_| is_full);
        let next = last.map(|(report, _)| format!("/reports?before={}", report.id));
        page(&Page { frame: desk.frame("reports"), reports, next })
    };
    desk.ask(work).await
}

fn title(report: &Report) -> &str {
    let named = report.title.as_deref().or(report.url.as_deref());
    named.unwrap_or("No title")
}
