//! `/sources/{kind}/{name}`: how people grade a source, and the form to grade it.

use super::{
    desk::Desk,
    form::{Form, Sent},
    frame::{Frame, moment, page},
    refusal::Refusal,
};
use crate::store::{Grade, Reviews as _, SourceKind, Sqlite};
use askama::Template;
use axum::{
    extract::Path,
    response::{Redirect, Response},
};
use clap::ValueEnum;
use url::form_urlencoded::byte_serialize;

/// Reliability of a source, on the Admiralty scale.
pub const RELIABILITIES: [(char, &str); 6] = [
    ('A', "reliable"),
    ('B', "usually reliable"),
    ('C', "fairly reliable"),
    ('D', "not usually reliable"),
    ('E', "unreliable"),
    ('F', "cannot be judged"),
];

/// Credibility of what it tells, on the same scale.
pub const CREDIBILITIES: [(u8, &str); 6] = [
    (1, "confirmed"),
    (2, "probably true"),
    (3, "possibly true"),
    (4, "doubtful"),
    (5, "improbable"),
    (6, "cannot be judged"),
];

#[derive(Template)]
#[template(path = "grade.html")]
struct Page {
    frame: Frame,
    kind: String,
    name: String,
    grades: Vec<Grade>,
    /// The events that it tells.
    events: String,
}

/// The page of a source.
pub fn address(kind: SourceKind, name: &str) -> String {
    // A path's `+` is no space.
    let name: String = byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    format!("/sources/{}/{name}", word(kind))
}

/// # Errors
/// When there is no such kind of source, or the store cannot be read.
pub async fn source(
    desk: Desk,
    Path((kind, name)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let work = move |desk: &Desk, store: &Sqlite| {
        let grades = store.grades(kind_of(&kind)?, &name)?;
        let events = super::asked::Asked::default().events(&[("source", &name)]);
        page(&Page { frame: desk.frame("sources"), kind, name, grades, events })
    };
    desk.ask(work).await
}

/// Keeps a grade.
///
/// # Errors
/// When it is none, or has no author or reason.
pub async fn grade(
    desk: Desk,
    Path((kind, name)): Path<(String, String)>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |_: &Desk, store: &mut Sqlite| {
        let kind = kind_of(&kind)?;
        let back = address(kind, &name);
        let grade = Grade {
            kind,
            name,
            reliability: form.get("reliability").chars().next().unwrap_or_default(),
            credibility: form.get("credibility").parse().unwrap_or_default(),
            author: form.author()?,
            reason: form.needed("reason", "why")?,
            at: String::new(),
        };
        store.grade(&grade).map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to(&back))
    };
    desk.change(change).await
}

/// A kind of source by its word.
///
/// # Errors
/// When it is none.
pub fn kind_of(word: &str) -> Result<SourceKind, Refusal> {
    SourceKind::from_str(word, false)
        .map_err(|_| Refusal::missing(format!("{word}: sources are outlets or speakers")))
}

fn word(kind: SourceKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
