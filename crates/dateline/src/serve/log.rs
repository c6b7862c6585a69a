//! `/log`: what people did in this store, the newest first, and whether the log is whole.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, moment, page},
    refusal::Refusal,
};
use crate::{
    event::claim_of,
    store::{Act, Hash, Log as _, Sqlite},
};
use askama::Template;
use axum::{
    extract::RawQuery,
    http::header,
    response::{IntoResponse, Response},
};
use std::{
    fmt::Write as _,
    sync::{Mutex, PoisonError},
};

/// Rows of a page.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "log.html")]
struct Page {
    frame: Frame,
    acts: Vec<Act>,
    /// The row at which it is broken.
    broken: Option<i64>,
    next: Option<String>,
}

/// # Errors
/// When the store cannot be read.
pub async fn log(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let work = move |desk: &Desk, store: &Sqlite| {
        let mut acts = store.acts(asked.get("before").parse().ok(), LISTED + 1)?;
        // What is shown is looked at each time; the rest once, and then what came since.
        let broken = desk.checked.broken(store)?.or_else(|| broken(&acts));
        let more = acts.len() > LISTED;
        acts.truncate(LISTED);
        let last = acts.last().filter(|_| more).map(|act| format!("/log?before={}", act.id));
        page(&Page { frame: desk.frame("log"), acts, broken, next: last })
    };
    desk.ask(work).await
}

/// The first of these rows, the newest first, that does not follow the one before it.
fn broken(acts: &[Act]) -> Option<i64> {
    let pairs = acts.windows(2).rev();
    let mut wrong =
        pairs.filter(|pair| pair[0].id != pair[1].id + 1 || !pair[0].follows(Some(pair[1].hash)));
    wrong.next().map(|pair| pair[0].id)
}

/// How far the log was gone through.
#[derive(Default)]
pub struct LogHead(Mutex<Option<(i64, Hash)>>);

impl LogHead {
    /// The first row that is wrong, of those that came since it was asked for last.
    fn broken(&self, store: &Sqlite) -> anyhow::Result<Option<i64>> {
        let after = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let checked = store.checked(after)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = checked.last;
        Ok(checked.broken)
    }
}

/// The whole log as JSON Lines, the oldest row first.
///
/// # Errors
/// When the store cannot be read.
pub async fn whole(desk: Desk) -> Result<Response, Refusal> {
    let work = |_: &Desk, store: &Sqlite| {
        let mut lines = String::new();
        for act in store.acts(None, usize::MAX >> 1)?.iter().rev() {
            let row = serde_json::to_string(act).map_err(anyhow::Error::from)?;
            let _ = writeln!(lines, "{row}");
        }
        let kind = (header::CONTENT_TYPE, "application/jsonl");
        let file = (header::CONTENT_DISPOSITION, "attachment; filename=\"log.jsonl\"");
        Ok(([kind, file], lines).into_response())
    };
    desk.ask(work).await
}

/// Where a row's subject is shown, if it is.
fn link(act: &Act) -> Option<String> {
    match act.kind.as_str() {
        "accept" | "reject" | "correct" => Some(format!("/claims/{}", act.subject)),
        _ if claim_of(&act.subject).is_some() => Some(format!("/events/{}", act.subject)),
        _ => None,
    }
}

/// Why it was done, where that was said.
fn reason(act: &Act) -> String {
    let detail: serde_json::Value = serde_json::from_str(&act.detail).unwrap_or_default();
    detail["reason"].as_str().unwrap_or_default().to_owned()
}
