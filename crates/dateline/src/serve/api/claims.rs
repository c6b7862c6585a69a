//! Claims as they were read and as people say they are.

use super::{judged::judged, sent::Sent};
use crate::{
    event::{Claim, claim_id},
    serve::{
        claim::{found, key_of},
        desk::Desk,
        refusal::Refusal,
    },
    store::{Correction, Events as _, Judged, Judgement, Reviews as _, Ruling, Sqlite, Verdict},
};
use axum::{Json, extract::Path};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A claim and what was said of it.
#[derive(Serialize)]
pub struct ClaimView {
    id: String,
    /// The event that it is in; null when somebody said that it is no claim.
    event: Option<String>,
    read: Claim,
    /// As it stands; null when somebody said that it is no claim.
    now: Option<Claim>,
    /// All that was said of it, also what was taken back, the newest first.
    corrections: Vec<Said>,
}

/// What somebody said of a claim.
#[derive(Serialize)]
pub struct Said {
    number: i64,
    claim: String,
    verdict: Verdict,
    part: Option<String>,
    value: Option<Value>,
    author: String,
    reason: String,
    at: String,
    undone_at: Option<String>,
    undone_by: Option<String>,
}

/// What a program says of a claim.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruled {
    verdict: Verdict,
    #[serde(default)]
    parts: Map<String, Value>,
    reason: String,
}

fn said(correction: Correction) -> Said {
    let verdict = correction.ruling.verdict();
    let (part, value) = match correction.ruling {
        Ruling::Correct(part, value) => (Some(part), Some(value)),
        _ => (None, None),
    };
    let (undone_at, undone_by) = correction.undone.unzip();
    Said {
        number: correction.id,
        claim: claim_id(correction.claim),
        verdict,
        part,
        value,
        author: correction.author,
        reason: correction.reason,
        at: correction.at,
        undone_at,
        undone_by,
    }
}

fn view(desk: &Desk, store: &Sqlite, id: &str) -> Result<ClaimView, Refusal> {
    let key = key_of(id)?;
    let Judged { read, now, .. } = found(desk, store, key)?;
    Ok(ClaimView {
        id: read.claim.id.clone(),
        event: store.holder(key)?.map(claim_id),
        read: read.claim,
        now: now.map(|told| told.claim),
        corrections: store.corrections(key)?.into_iter().map(said).collect(),
    })
}

/// Shows a claim as it was read and as people say it is
#[utoipa::path(get, path = "/api/1/claims/{id}", params(
    ("id" = String, Path, description = "Its id, as events have it"),
), responses(
    (status = 200, description = "`{id, event, read, now, corrections}`: the claim of `event-1` as it was read; \
        as it stands, null when somebody said that it is none; and all that was said of it, the newest first, \
        each with its `number`, also what was taken back"),
    (status = 404, description = "`{error}`: no report makes it"),
))]
pub async fn claim(desk: Desk, Path(id): Path<String>) -> Result<Json<ClaimView>, Refusal> {
    desk.ask(move |desk, store| view(desk, store, &id).map(Json)).await
}

/// Says that a claim is right, that it is none, or what parts of it should be
#[utoipa::path(post, path = "/api/1/claims/{id}/corrections", params(
    ("id" = String, Path, description = "Its id, as events have it"),
), request_body(
    content_type = "application/json",
    description = "`{verdict, parts?, reason}`: `verdict` is `accept`, `reject` or `correct`; `parts`, with \
        `correct`, are by name what they should be, in the shape they have in a claim: `type`, `polarity`, `place`, \
        `time`, `source`, `role:victim`, `count:killed`; null says that nobody said it",
), responses(
    (status = 200, description = "The claim, as `GET /api/1/claims/{id}` shows it"),
    (status = 400, description = "`{error}`: what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not judge"),
    (status = 404, description = "`{error}`: no report makes it"),
))]
pub async fn correct(
    desk: Desk,
    Path(id): Path<String>,
    Sent(ruled): Sent<Ruled>,
) -> Result<Json<ClaimView>, Refusal> {
    let reason = ruled.reason.clone();
    let change = move |desk: &Desk, store: &mut Sqlite, by: &Judgement<'_>| {
        let key = key_of(&id)?;
        found(desk, store, key)?;
        let kept = store.rule(key, &rulings(&ruled)?, by, &desk.packs);
        kept.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        view(desk, store, &id)
    };
    judged(desk, Some(reason), change).await
}

fn rulings(ruled: &Ruled) -> Result<Vec<Ruling>, Refusal> {
    let parts = ruled.parts.iter();
    match ruled.verdict {
        Verdict::Correct if ruled.parts.is_empty() => {
            Err(Refusal::wrong("parts: say which part should be what"))
        }
        Verdict::Correct => {
            Ok(parts.map(|(part, value)| Ruling::Correct(part.clone(), value.clone())).collect())
        }
        _ if !ruled.parts.is_empty() => Err(Refusal::wrong("parts: only with the verdict correct")),
        Verdict::Accept => Ok(vec![Ruling::Accept]),
        Verdict::Reject => Ok(vec![Ruling::Reject]),
    }
}

/// Takes back what was said of a claim
#[utoipa::path(post, path = "/api/1/corrections/{number}/undo", params(
    ("number" = i64, Path, description = "Its number, as the claim has it"),
), responses(
    (status = 200, description = "The claim, as `GET /api/1/claims/{id}` shows it"),
    (status = 400, description = "`{error}`: no such correction stands"),
    (status = 403, description = "`{error}`: the key may not write, or its owner not judge"),
))]
pub async fn undo(desk: Desk, Path(number): Path<i64>) -> Result<Json<ClaimView>, Refusal> {
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let claim = store.unrule(number, &desk.visitor.author(), &desk.packs);
        let claim = claim.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        view(desk, store, &claim_id(claim)).map(Json)
    };
    desk.change(change).await
}
