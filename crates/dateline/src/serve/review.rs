//! `/review`: the queue of events, where the review of each stands, and who does it.

use super::{
    asked::Asked,
    desk::Desk,
    event::find,
    form::{Form, Sent},
    frame::{Frame, grouped, moment, page},
    kept::Moment,
    refusal::Refusal,
};
use crate::{
    event::{Brief, claim_of},
    human,
    store::{self, Judgement, Review, Reviews as _, Sqlite, Status},
};
use askama::Template;
use axum::{
    extract::{Path, RawQuery},
    response::{Redirect, Response},
};
use clap::ValueEnum;
use std::time::Instant;

/// Events of a page.
const LISTED: usize = 50;

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    tabs: Vec<Tab>,
    /// Each with who looks at it.
    rows: Vec<(Brief, Review, Vec<String>)>,
    next: Option<String>,
    /// Whose events are shown; empty for everybody's.
    assignee: String,
    /// Where the forms lead back to.
    here: String,
}

/// A status with how many events have it.
struct Tab {
    label: String,
    count: String,
    address: String,
    is_here: bool,
}

/// # Errors
/// When what is asked for is no status, or the store cannot be read.
pub async fn review(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    desk.ask(move |desk, store| page(&view(desk, store, &asked)?)).await
}

fn view(desk: &Desk, store: &Sqlite, asked: &Asked) -> Result<Page, Refusal> {
    let status = match asked.get("status").as_str() {
        "" => None,
        word => Some(status(word)?),
    };
    let queue = store::Asked {
        status,
        assignee: Some(asked.get("assignee")).filter(|name| !name.is_empty()),
        after: after(&asked.get("cursor"))?,
    };
    let mut rows = store.queue(&queue, LISTED + 1)?;
    let next = (rows.len() > LISTED).then(|| {
        rows.truncate(LISTED);
        rows.last().map(|(event, _)| format!("{}~{}", event.added, event.id))
    });
    let next = next.flatten().map(|cursor| asked.with(&[("cursor", &cursor)]).at("/review"));
    let Moment { version, hidden, .. } = desk.now()?;
    let counts = desk.statuses.get(version, &hidden, "", || store.review_counts())?;
    let all = counts.iter().map(|(_, count)| count).sum();
    let tab = |word: &str, label: &str, count: u64| Tab {
        label: label.to_owned(),
        count: grouped(count),
        address: asked.with(&[("status", word), ("cursor", "")]).at("/review"),
        is_here: asked.get("status") == word,
    };
    let mut tabs = vec![tab("", "All", all)];
    tabs.extend(counts.iter().map(|(status, count)| tab(&word(*status), label(*status), *count)));
    let looked = |event: &Brief| {
        desk.presence.others(&event.id, desk.visitor.name.as_deref(), Instant::now())
    };
    let rows = rows.into_iter().map(|(event, review)| {
        let others = looked(&event);
        (event, review, others)
    });
    Ok(Page {
        frame: desk.frame("review"),
        tabs,
        rows: rows.collect(),
        next,
        assignee: asked.get("assignee"),
        here: asked.at("/review"),
    })
}

/// The last event of the page before: when it came into the store, and its id.
///
/// # Errors
/// When it is no cursor of the queue.
pub fn after(cursor: &str) -> Result<Option<(String, dateline_link::ClaimKey)>, Refusal> {
    if cursor.is_empty() {
        return Ok(None);
    }
    let parts = cursor.split_once('~').and_then(|(at, id)| Some((at.to_owned(), claim_of(id)?)));
    parts.map(Some).ok_or_else(|| Refusal::wrong("cursor: none of this list's; start anew"))
}

/// Says where the review of an event stands, and who does it.
///
/// # Errors
/// When there is no such event, status or author.
pub async fn set(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |_: &Desk, store: &mut Sqlite| {
        let event = find(store, &id)?;
        let author = form.author()?;
        let (status, assignee) = match form.get("verb") {
            "take" => (Status::InProgress, Some(author.clone())),
            _ => (status(form.get("status"))?, form.given("assignee")),
        };
        let by = Judgement { author: &author, reason: form.get("reason") };
        store.set_review(&event, status, assignee.as_deref(), &by)?;
        Ok(Redirect::to(&form.onwards(&format!("/events/{}", event.id))))
    };
    desk.change(change).await
}

/// A status by its word.
///
/// # Errors
/// When it is none.
pub fn status(word: &str) -> Result<Status, Refusal> {
    Status::from_str(word, false)
        .map_err(|_| Refusal::wrong(format!("{word}: no status of a review")))
}

/// A status on the wire.
pub fn word(status: Status) -> String {
    status.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// A status for people.
pub fn label(status: Status) -> &'static str {
    match status {
        Status::ToDo => "To do",
        Status::InProgress => "In progress",
        Status::HelpNeeded => "Help needed",
        Status::Ready => "Ready for review",
        Status::Completed => "Completed",
        Status::Cancelled => "Cancelled",
    }
}

/// Every status: its word, its label, and whether it is this one.
pub fn statuses(now: Status) -> Vec<(String, &'static str, bool)> {
    let all = Status::value_variants().iter();
    all.map(|status| (word(*status), label(*status), *status == now)).collect()
}

/// The first claim of an event: where judging it begins.
fn first(event: &Brief) -> String {
    event.claims.first().map_or_else(|| event.id.clone(), |claim| claim.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::claim_id;

    #[test]
    fn a_cursor_names_the_last_event_of_a_page() {
        let id = claim_id(dateline_link::ClaimKey(42));
        let cursor = format!("2026-01-02T03:04:05Z~{id}");
        let (added, key) = after(&cursor).unwrap().unwrap();
        assert_eq!((added.as_str(), key.0), ("2026-01-02T03:04:05Z", 42));
        assert!(after("tomorrow").is_err());
    }
}
