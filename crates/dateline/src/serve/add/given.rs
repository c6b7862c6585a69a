//! From what was sent to reports.

use super::{Form, Refusal, Upload};
use crate::ingest::{self, Body, Hints, Report};
use dateline_doc::{Basis, TimeInterval};

/// Most reports of one file: more are for `dateline add`.
const MOST: usize = 500;

/// The reports that were sent.
///
/// # Errors
/// When there are none, or too many, or their date is none.
pub fn reports(form: &Form, upload: Option<Upload>) -> Result<Vec<Report>, Refusal> {
    let published = form.given("published");
    if let Some(date) = &published
        && TimeInterval::parse(date, Basis::Stated).is_none()
    {
        return Err(Refusal::wrong(format!("{date}: not a date; write YYYY-MM-DD")));
    }
    let hints = Hints { published, outlet: form.given("outlet"), language: form.given("language") };
    match (upload, form.given("text")) {
        (Some(upload), _) => of_file(upload, &hints),
        (None, Some(text)) => Ok(vec![of_text(form, &text, hints)]),
        (None, None) => Err(Refusal::wrong("paste a report's text, or choose a file")),
    }
}

fn of_text(form: &Form, text: &str, hints: Hints) -> Report {
    Report {
        url: form.given("url"),
        title: form.given("title"),
        outlet: hints.outlet,
        published: hints.published,
        language: hints.language,
        // Browsers send their own line breaks, which no other report has.
        body: Body::Article(text.replace("\r\n", "\n")),
        ..Report::default()
    }
}

/// The reports of a file.
///
/// # Errors
/// When there are too many.
pub fn of_file(upload: Upload, hints: &Hints) -> Result<Vec<Report>, Refusal> {
    let reports: Vec<Report> = ingest::of_bytes(upload.bytes).take(MOST + 1).collect();
    if reports.len() > MOST {
        let message = format!("more than {MOST} reports; `dateline add FILE` takes any number");
        return Err(Refusal::wrong(message));
    }
    let report =
        |report| Report { file: Some(upload.name.clone()), hints: hints.clone(), ..report };
    Ok(reports.into_iter().map(report).collect())
}
