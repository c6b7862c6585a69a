//! `/sign-in` and `/sign-out`, where the workbench is for many.

use super::{
    desk::Desk,
    door::Door,
    form::{Form, Sent, is_ours},
    frame::page,
    guard::Peer,
    limits::place,
    refusal::Refusal,
    signing::Signing,
    workbench::Workbench,
};
use crate::{
    password,
    store::{Deed, Log as _, People as _, User},
};
use anyhow::Result;
use askama::Template;
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    /// Where to go on.
    next: String,
    /// What was wrong.
    problem: &'static str,
}

/// Letters of a name that are looked at: one more than any name has.
const LETTERS: usize = 65;

/// # Errors
/// None in practice.
pub async fn sign_in_page(RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = super::asked::Asked::of(query.as_deref());
    page(&Page { next: onwards(&asked.get("next")), problem: "" })
}

/// Signs somebody in, and leads them to where they wanted to go.
///
/// # Errors
/// When it was tried too often, or the store cannot be written.
pub async fn sign_in(
    State(workbench): State<Arc<Workbench>>,
    Extension(Peer(peer)): Extension<Peer>,
    axum::Form(pairs): Sent,
) -> Result<Response, Refusal> {
    let field = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let (name, password, next) = (field("name"), field("password"), onwards(&field("next")));
    let (name, place): (String, _) = (name.trim().chars().take(LETTERS).collect(), place(peer));
    signing(&workbench)?.count(&name, &place)?;
    let checks = signing(&workbench)?.checks.acquire().await;
    let tried = {
        let (workbench, name) = (workbench.clone(), name.clone());
        move || admit(&workbench, &name, &password)
    };
    let cookie = tokio::task::spawn_blocking(tried).await.map_err(anyhow::Error::from)??;
    drop(checks);
    match cookie {
        Some(cookie) => {
            signing(&workbench)?.uncount(&name, &place);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
        }
        None => {
            let problem = "Name or password is wrong.";
            Ok((StatusCode::UNAUTHORIZED, page(&Page { next, problem })?).into_response())
        }
    }
}

/// The cookie's header of somebody who gave the right password.
fn admit(workbench: &Workbench, name: &str, password: &str) -> Result<Option<String>, Refusal> {
    let signing = signing(workbench)?;
    let found: Option<(User, String)> = workbench.pool.read(|store| store.user(name))?;
    let is_right = password::is_right(password, found.as_ref().map(|(_, hash)| hash.as_str()));
    let cookie = workbench.pool.write(|store| match &found {
        Some((user, _)) if is_right => signing.sign_in(store, user).map(Some),
        _ => {
            let kind = "sign-in-failed";
            store.note(&Deed { author: "", kind, subject: name, detail: json!({}) })?;
            Ok(None)
        }
    });
    Ok(cookie?)
}

/// # Errors
/// When the form was not made here, or the store cannot be written.
pub async fn sign_out(desk: Desk, sent: Sent) -> Result<Response, Refusal> {
    Form::sent(&desk, sent)?;
    let work = |desk: &Desk, store: &mut crate::store::Sqlite| {
        if let Some((_, session)) = &desk.visitor.signed {
            store.sign_out(*session)?;
        }
        let cookie = signing(desk)?.sign_out();
        Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/sign-in")).into_response())
    };
    desk.change(work).await
}

/// How people sign in.
///
/// # Errors
/// When nobody does.
pub fn signing(workbench: &Workbench) -> Result<&Signing, Refusal> {
    match &workbench.door {
        Door::Many(signing, _) => Ok(signing),
        Door::One(_) => Err(Refusal::missing("nobody signs in here: it is one person's workbench")),
    }
}

/// Where to go on after signing in: a page of ours.
fn onwards(next: &str) -> String {
    if is_ours(next) { next.to_owned() } else { "/".to_owned() }
}
