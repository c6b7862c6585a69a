//! How sensitive somebody says that an event, a claim or a report is: the form on each of their pages.

use super::{
    claim::key_of,
    desk::Desk,
    event::find,
    form::{Form, Sent},
    refusal::Refusal,
    report::number_of,
};
use crate::{
    event::{Event, claim_of},
    store::{Judgement, Mark, Marked, Marks as _, Sensitivity, Sqlite, Store as _},
};
use axum::{extract::Path, response::Redirect};
use clap::ValueEnum as _;

/// What stands, and where the form is sent to.
pub struct Sensitive {
    /// Such as `events/e7k2m9qa4x0bt`.
    pub at: String,
    pub marks: Vec<Mark>,
}

impl Sensitive {
    /// What stands of an event, a claim or a report.
    ///
    /// # Errors
    /// When there is none, or the store cannot be read.
    pub fn of(store: &Sqlite, kind: &str, id: &str) -> Result<Self, Refusal> {
        let marks = store.marks(&marked(store, kind, id)?)?;
        Ok(Self { at: format!("{kind}/{id}"), marks })
    }

    /// What stands of an event.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of_event(store: &Sqlite, event: &Event) -> Result<Self, Refusal> {
        Ok(Self { at: format!("events/{}", event.id), marks: store.marks(&claims(event))? })
    }

    /// Every level: its word, what it means, and whether it is the one that stands.
    pub fn levels(&self) -> [(&'static str, &'static str, bool); 4] {
        let stands = self.level();
        Sensitivity::ALL.map(|level| (level.word(), level.means(), level == stands))
    }

    /// The greatest that stands.
    pub fn level(&self) -> Sensitivity {
        self.marks.iter().map(|mark| mark.level).max().unwrap_or_default()
    }
}

/// What is meant by an id of `events`, `claims` or `reports`.
///
/// # Errors
/// When there is none.
pub fn marked(store: &Sqlite, kind: &str, id: &str) -> Result<Vec<Marked>, Refusal> {
    match kind {
        "events" => Ok(claims(&find(store, id)?)),
        "claims" => Ok(vec![Marked::Claim(key_of(id)?)]),
        "reports" => {
            let report = number_of(id)?;
            match store.versions(report)?.is_empty() {
                true => Err(Refusal::missing(format!("no report {id}"))),
                false => Ok(vec![Marked::Report(report)]),
            }
        }
        _ => Err(Refusal::missing(format!("{kind}: give events, claims or reports"))),
    }
}

fn claims(event: &Event) -> Vec<Marked> {
    event.claims.iter().filter_map(|claim| claim_of(&claim.id)).map(Marked::Claim).collect()
}

/// Keeps what somebody says.
///
/// # Errors
/// When there is no such thing or level, or no author or reason.
pub fn keep(
    store: &mut Sqlite,
    [kind, id]: [&str; 2],
    level: &str,
    by: &Judgement<'_>,
) -> Result<(), Refusal> {
    let level = Sensitivity::from_str(level, false)
        .map_err(|_| Refusal::wrong("level: one of low, moderate, high, severe"))?;
    let on = marked(store, kind, id)?;
    store.mark(id, &on, level, by).map_err(|error| Refusal::wrong(format!("{error:#}")))
}

/// The form that says it.
///
/// # Errors
/// As [`keep`].
pub async fn mark(
    desk: Desk,
    Path((kind, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |_: &Desk, store: &mut Sqlite| {
        let (author, reason) = (form.author()?, form.needed("reason", "why")?);
        let by = Judgement { author: &author, reason: &reason };
        keep(store, [&kind, &id], form.get("level"), &by)?;
        Ok(Redirect::to(&format!("/{kind}/{id}#sensitivity")))
    };
    desk.change(change).await
}
