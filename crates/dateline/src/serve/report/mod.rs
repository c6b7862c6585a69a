//! `/reports/{id}`: a report's text with what was read in it, word for word.

mod history;
mod marks;
mod values;

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, moment, page},
    marked::{Mark, Piece, lines, pieces},
    refusal::Refusal,
    sensitivity::Sensitive,
};
use crate::{
    event::Report,
    record,
    store::{Hash, Receipt, ReportId, Sqlite, Store as _, Version},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, RawQuery},
    response::Response,
};
use dateline_doc::{Article, Reading};
use history::{Change, change, kind};
pub use history::{Shared, shared};
use values::{Claimed, Said, claims, statements};

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    frame: Frame,
    /// Such as `r12`.
    id: String,
    title: String,
    /// How it is cited.
    cite: String,
    article: Article,
    marks: Vec<Mark>,
    statements: Vec<Said>,
    claims: Vec<Claimed>,
    shared: Vec<Shared>,
    /// Which of the versions is shown.
    number: u32,
    versions: Vec<Version>,
    receipts: Vec<Receipt>,
    sensitive: Sensitive,
    change: Option<Change>,
}

impl Page {
    fn paragraphs(&self) -> Vec<Vec<Piece<'_>>> {
        let text = &self.article.text;
        lines(text).map(|line| pieces(text, line, &self.marks)).collect()
    }

    /// The version before the one that is shown.
    fn before(&self) -> Option<u32> {
        let numbers = self.versions.iter().map(|version| version.number);
        numbers.filter(|number| *number < self.number).max()
    }

    fn published(&self) -> String {
        let date = self.article.published;
        date.map_or_else(|| "no date".to_owned(), |date| date.to_string())
    }

    /// The report's address, when it is one that a browser may be led to.
    fn link(&self) -> Option<&str> {
        let url = self.article.url.as_deref()?;
        (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
    }
}

/// # Errors
/// When there is no such report, or the store cannot be read.
pub async fn report(
    desk: Desk,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    desk.ask(move |desk, store| page(&view(desk, store, &id, &asked)?)).await
}

fn view(desk: &Desk, store: &Sqlite, id: &str, asked: &Asked) -> Result<Page, Refusal> {
    let report = number_of(id)?;
    let versions = store.versions(report)?;
    let Some(newest) = versions.last() else {
        return Err(Refusal::missing(format!("no report {id}")));
    };
    let number = match asked.get("version").as_str() {
        "" => newest.number,
        version => version.parse().map_err(|_| Refusal::wrong("a version is a number"))?,
    };
    let reading = reading(store, report, number)?;
    let newest = newest.number;
    let (marks, statements) = (marks::marks(&reading), statements(&reading));
    let claims = claims(desk, store, &reading, id, number == newest)?;
    let Reading { article, .. } = reading;
    let title = article.title.clone().or_else(|| article.url.clone());
    Ok(Page {
        frame: desk.frame("report"),
        id: id.to_owned(),
        cite: cite(&article),
        title: title.unwrap_or_else(|| format!("Report {id}")),
        change: change(store, report, number, &article.text, asked)?,
        marks,
        statements,
        claims,
        shared: shared(store, id)?,
        number,
        versions,
        receipts: store.receipts(report)?,
        sensitive: Sensitive::of(store, "reports", id)?,
        article,
    })
}

/// How it is cited: as the claims of an event are.
fn cite(article: &Article) -> String {
    super::cite::report(&Report {
        id: String::new(),
        given: String::new(),
        version: 0,
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        byline: None,
        url: article.url.clone(),
        language: None,
        published: article.published.map(|date| date.to_string()),
        added: String::new(),
        text_sha256: Hash::of(&article.text).to_string(),
        via: Vec::new(),
    })
}

/// The number of a report's id, `r12`.
///
/// # Errors
/// When it is none.
pub fn number_of(id: &str) -> Result<ReportId, Refusal> {
    let number = id.strip_prefix('r').and_then(|number| number.parse().ok());
    let missing = || Refusal::missing(format!("no report {id}; they look like r12"));
    number.map(ReportId).ok_or_else(missing)
}

/// What was read in a version of a report.
///
/// # Errors
/// When there is no such version.
pub fn reading(store: &Sqlite, report: ReportId, number: u32) -> Result<Reading, Refusal> {
    Ok(record::parse(&line(store, report, number)?).context("a stored record")?)
}

/// The record of a version of a report.
///
/// # Errors
/// When there is no such version.
pub fn line(store: &Sqlite, report: ReportId, number: u32) -> Result<String, Refusal> {
    let version = store.version(report, number)?;
    let missing = || Refusal::missing(format!("report r{} has no version {number}", report.0));
    Ok(store.stored(version.ok_or_else(missing)?)?.line)
}
