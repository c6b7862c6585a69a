//! What people decide: that events are one, that claims of one are two, and that it was wrong.

use super::{event::find, refusal::Refusal, workbench::Workbench};
use crate::{
    event::apart,
    store::{Events as _, Judgement},
};
use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use dateline_link::events::DecisionKind;
use std::sync::Arc;

/// A form as it was sent. No page is changed by one that was not made here.
type Sent = Form<Vec<(String, String)>>;

/// The fields of a form that was made here.
struct Filled {
    pairs: Vec<(String, String)>,
}

impl Filled {
    fn of(workbench: &Workbench, Form(pairs): Sent) -> Result<Self, Refusal> {
        let filled = Self { pairs };
        if !workbench.session.made(filled.get("key")) {
            return Err(Refusal::forbidden("this form is of another session; open the page again"));
        }
        Ok(filled)
    }

    fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// A field that must be filled in.
    fn needed(&self, name: &str, what: &str) -> Result<String, Refusal> {
        match self.get(name) {
            "" => Err(Refusal::wrong(format!("say {what}; it is kept with the decision"))),
            value => Ok(value.to_owned()),
        }
    }

    fn all(&self, name: &str) -> Vec<String> {
        let values = self.pairs.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.clone()).collect()
    }

    fn author_and_reason(&self) -> Result<(String, String), Refusal> {
        Ok((self.needed("author", "who decides")?, self.needed("reason", "why")?))
    }
}

/// Makes one event of two.
///
/// # Errors
/// When there is no such event, author or reason.
pub async fn merge(
    State(workbench): State<Arc<Workbench>>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let filled = Filled::of(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut _| {
        let (one, other) =
            (find(store, &id)?, find(store, &filled.needed("other", "which event")?)?);
        if one.id == other.id {
            return Err(Refusal::wrong("the two are one event already"));
        }
        let (author, reason) = filled.author_and_reason()?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Merge, &one.merged_with(&other), &by, &workbench.packs)?;
        Ok(Redirect::to(&format!("/events/{}", one.id)))
    };
    workbench.change(change).await
}

/// Takes claims out of an event.
///
/// # Errors
/// When there is no such event, claim, author or reason.
pub async fn split(
    State(workbench): State<Arc<Workbench>>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let filled = Filled::of(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut _| {
        let event = find(store, &id)?;
        let leaving = filled.all("claim");
        let pairs = apart(&event, &leaving).map_err(|error| Refusal::wrong(error.to_string()))?;
        let (author, reason) = filled.author_and_reason()?;
        let by = Judgement { author: &author, reason: &reason };
        store.decide(DecisionKind::Split, &pairs, &by, &workbench.packs)?;
        Ok(Redirect::to(&format!("/events/{}", event.id)))
    };
    workbench.change(change).await
}

/// Takes a decision back.
///
/// # Errors
/// When no such decision stands, or nobody takes it back.
pub async fn undo(
    State(workbench): State<Arc<Workbench>>,
    Path(decision): Path<i64>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let filled = Filled::of(&workbench, sent)?;
    let change = move |workbench: &Workbench, store: &mut crate::store::Sqlite| {
        let author = filled.needed("author", "who takes it back")?;
        let undone = store.undo(decision, &author, &workbench.packs);
        undone.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/decisions"))
    };
    workbench.change(change).await
}
