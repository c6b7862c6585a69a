//! `/events/{id}`: one event, what each origin says of it, and in which words.

mod claims;
mod fields;

use super::{
    cite,
    desk::Desk,
    frame::{Frame, moment, page, some},
    presence::seen,
    refusal::Refusal,
    review::{label, statuses},
    sensitivity::Sensitive,
};
use crate::{
    event::{Event, Standing, claim_of},
    human,
    store::{Act, Events as _, Log as _, Review, Reviews as _, Sqlite},
};
use askama::Template;
use axum::{extract::Path, response::Response};
pub use claims::marks;
use claims::{OriginView, origins};
use fields::{Field, fields};
pub use fields::{range, shortest};

#[derive(Template)]
#[template(path = "event.html")]
struct Page {
    frame: Frame,
    title: String,
    /// How it is cited.
    cite: String,
    event: Event,
    fields: Vec<Field>,
    origins: Vec<OriginView>,
    joins: Vec<JoinView>,
    review: Review,
    sensitive: Sensitive,
    /// Who else looks at it.
    others: Vec<String>,
    statuses: Vec<(String, &'static str, bool)>,
    /// What was done to it and its claims, the oldest first.
    acts: Vec<Act>,
}

/// Why two claims are one event.
struct JoinView {
    a: String,
    b: String,
    because: String,
    by: String,
}

/// # Errors
/// When there is no such event, or the store cannot be read.
pub async fn event(desk: Desk, Path(id): Path<String>) -> Result<Response, Refusal> {
    desk.ask(move |desk, store| page(&view(desk, store, desk.visitor.shown(find(store, &id)?))?))
        .await
}

/// The event of an id, or of one of its claims' ids.
///
/// # Errors
/// When there is none.
pub fn find(store: &Sqlite, id: &str) -> Result<Event, Refusal> {
    let event = claim_of(id).map(|key| store.event(key)).transpose()?.flatten();
    event.ok_or_else(|| Refusal::missing(format!("no event {id}; the list of events has them all")))
}

fn view(desk: &Desk, store: &Sqlite, event: Event) -> Result<Page, Refusal> {
    let review = store.review(&event)?;
    let subjects: Vec<&str> = event.claims.iter().map(|claim| claim.id.as_str()).collect();
    let acts = store.acts_on(&subjects)?;
    let joins = event.joins.iter().map(|join| JoinView {
        a: claim_name(&event, &join.a),
        b: claim_name(&event, &join.b),
        because: join.because.clone(),
        by: format!("{:.2}, {}", join.score, join.author),
    });
    let title = human::title(&event);
    Ok(Page {
        frame: desk.frame("event"),
        cite: cite::event(&event, &title),
        statuses: statuses(review.status),
        review,
        sensitive: Sensitive::of_event(store, &event)?,
        others: seen(desk, &[&event.id]),
        acts,
        title,
        fields: fields(&event, |kind| desk.label(kind)),
        origins: origins(&event, |kind| desk.label(kind)),
        joins: joins.collect(),
        event,
    })
}

/// A claim by its report: `r12 c3`.
fn claim_name(event: &Event, id: &str) -> String {
    let claim = event.claims.iter().find(|claim| claim.id == id);
    claim.map_or_else(|| id.to_owned(), |claim| format!("{} {}", claim.report, claim.claim))
}

/// What to beware of, each a word and its style.
fn flags(standing: &Standing) -> Vec<(&'static str, String)> {
    let mut flags = Vec::new();
    if standing.denials > 0 {
        let denials = some(standing.denials.into(), "origin");
        flags.push(("denied", format!("denied by {denials}")));
    }
    if standing.supposed_only {
        flags.push(("supposed", "supposed only".to_owned()));
    }
    if standing.single_source {
        flags.push(("single", "single origin".to_owned()));
    }
    flags
}
