//! `/claims/{id}`: one claim with its words, and the forms that say what is wrong with it.

mod parts;
mod rulings;
mod written;

use super::{
    asked::Asked,
    desk::Desk,
    form::{Form, Sent},
    frame::{Frame, moment, page},
    marked::{Piece, pieces},
    presence::seen,
    refusal::Refusal,
    sensitivity::Sensitive,
};
use crate::{
    event::{Claim, claim_id, claim_of},
    store::{Correction, Events as _, Judged, Judgement, Reviews as _, Ruling, Sqlite},
};
use askama::Template;
use axum::{
    extract::{Path, RawQuery},
    response::{Redirect, Response},
};
use dateline_doc::Span;
use dateline_link::ClaimKey;
use parts::Parts;
use rulings::rulings;

#[derive(Template)]
#[template(path = "claim.html")]
struct Page {
    frame: Frame,
    /// The claim as it was read.
    read: Claim,
    /// As it stands; none when somebody said that it is no claim.
    now: Option<Claim>,
    label: String,
    sensitive: Sensitive,
    /// The event that it is part of.
    event: Option<String>,
    /// What the form shows.
    parts: Parts,
    marks: Vec<super::marked::Mark>,
    corrections: Vec<Correction>,
    /// Where to go on once it is judged.
    next: String,
    /// Who else looks at it.
    others: Vec<String>,
}

impl Page {
    fn pieces(&self) -> Vec<Piece<'_>> {
        let sentence = &self.read.sentence.quote;
        pieces(sentence, Span::new(0, sentence.len()), &self.marks)
    }
}

/// # Errors
/// When no report makes such a claim.
pub async fn claim(
    desk: Desk,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    desk.ask(move |desk, store| page(&view(desk, store, &id, &asked)?)).await
}

fn view(desk: &Desk, store: &Sqlite, id: &str, asked: &Asked) -> Result<Page, Refusal> {
    let key = key_of(id)?;
    let Judged { read, now, .. } = found(desk, store, key)?;
    let (read, now) = (read.claim, now.map(|told| told.claim));
    let stands = now.as_ref().unwrap_or(&read);
    let event = store.holder(key)?.map(claim_id);
    let both: Vec<&str> = [read.id.as_str()].into_iter().chain(event.as_deref()).collect();
    Ok(Page {
        others: seen(desk, &both),
        frame: desk.frame("claim"),
        label: desk.label(&stands.kind),
        event,
        parts: Parts::of(desk, stands),
        marks: super::event::marks(&read),
        corrections: store.corrections(key)?,
        sensitive: Sensitive::of(store, "claims", &read.id)?,
        next: asked.get("next"),
        read,
        now,
    })
}

/// The key of a claim's id.
///
/// # Errors
/// When it is none.
pub fn key_of(id: &str) -> Result<ClaimKey, Refusal> {
    claim_of(id).ok_or_else(|| Refusal::missing(format!("no claim {id}")))
}

/// A claim as it was read and as it stands.
///
/// # Errors
/// When no report makes it.
pub fn found(desk: &Desk, store: &Sqlite, key: ClaimKey) -> Result<Judged, Refusal> {
    let missing = || Refusal::missing("no report of this store makes this claim");
    store.judged(key, &desk.packs)?.ok_or_else(missing)
}

/// Keeps what a form says of a claim.
///
/// # Errors
/// When there is no such claim, author or reason, or a value is none.
pub async fn judge(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let key = key_of(&id)?;
        let judged = found(desk, store, key)?;
        let stands = judged.now.as_ref().unwrap_or(&judged.read);
        let ruled = match form.get("verdict") {
            "accept" => vec![Ruling::Accept],
            "reject" => vec![Ruling::Reject],
            "correct" => rulings(desk, store, &form, &stands.claim)?,
            _ => return Err(Refusal::wrong("say whether the claim is right, none, or another")),
        };
        let (author, reason) = (form.author()?, form.needed("reason", "why")?);
        let by = Judgement { author: &author, reason: &reason };
        let kept = store.rule(key, &ruled, &by, &desk.packs);
        kept.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to(&form.onwards(&format!("/claims/{id}"))))
    };
    desk.change(change).await
}

/// Takes a correction back.
///
/// # Errors
/// When no such correction stands, or nobody takes it back.
pub async fn undo(desk: Desk, Path(number): Path<i64>, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let claim = store.unrule(number, &form.author()?, &desk.packs);
        let claim = claim.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to(&format!("/claims/{}", claim_id(claim))))
    };
    desk.change(change).await
}

/// What a correction says, for people.
fn said(correction: &Correction) -> String {
    match &correction.ruling {
        Ruling::Accept => "it is right".to_owned(),
        Ruling::Reject => "it is no claim".to_owned(),
        Ruling::Correct(part, value) => {
            let part = part.replace(':', " ");
            if value.is_null() {
                format!("{part}: nobody says it")
            } else {
                format!("{part} is {}", written::shown(value))
            }
        }
    }
}
