//! Who gets in, and how.

use super::{
    bearer,
    guard::Peer,
    limits::{Buckets, place},
    refusal::Refusal,
    session::Session,
    signing::Signing,
    visitor::Visitor,
    workbench::Workbench,
};
use crate::store::Sqlite;
use anyhow::Result;
use axum::{
    http::{HeaderMap, Method, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use url::form_urlencoded::byte_serialize;

/// How people get in.
pub enum Door {
    /// One browser, by the address that was printed.
    One(Session),
    /// Many, by signing in. Each may ask so and so often: a page takes some ten requests.
    Many(Box<Signing>, Buckets),
}

/// What a request may do.
pub enum Entry {
    /// Go on, as this visitor's.
    Visitor(Visitor),
    /// Go on, whoever it is.
    Open,
    /// Nothing; this is the answer.
    Answered(Response),
}

impl Door {
    pub fn many(signing: Signing) -> Self {
        Self::Many(Box::new(signing), Buckets::new(300, Duration::from_millis(25)))
    }

    /// Whoever is signed in with a cookie of these headers.
    fn visitor(&self, store: &Sqlite, headers: &HeaderMap) -> Result<Option<Visitor>> {
        match self {
            Self::One(_) => Ok(None),
            Self::Many(signing, _) => signing.visitor(store, headers),
        }
    }

    /// Whether everybody may ask for this.
    fn is_open(&self, path: &str) -> bool {
        path.starts_with("/assets/") || matches!(self, Self::Many(..)) && path == "/sign-in"
    }
}

/// Lets a request in.
///
/// # Errors
/// When it must not.
pub async fn enter(workbench: &Arc<Workbench>, parts: &Parts) -> Result<Entry, Refusal> {
    let path = parts.uri.path();
    if workbench.door.is_open(path) {
        return often(&workbench.door, None, parts).map(|()| Entry::Open);
    }
    if let Some(key) = bearer::key(&parts.headers).filter(|_| bearer::is_for_programs(path)) {
        // Counted by place first: guesses are many.
        often(&workbench.door, None, parts)?;
        let (key, method) = (key.to_owned(), parts.method.clone());
        let found = asked(workbench, move |_, store| Ok(bearer::visitor(store, &key, &method)));
        return found.await?.map(Entry::Visitor);
    }
    if parts.method == Method::POST && path.starts_with("/api/") {
        return Err(Refusal::unknown("programs write with a key: Authorization: Bearer"));
    }
    match &workbench.door {
        Door::One(session) => by_address(session, parts),
        Door::Many(..) => {
            let headers = parts.headers.clone();
            let found = asked(workbench, move |door, store| door.visitor(store, &headers)).await?;
            often(&workbench.door, found.as_ref(), parts)?;
            found.map_or_else(|| to_sign_in(parts), |visitor| Ok(Entry::Visitor(visitor)))
        }
    }
}

/// Asks the store, where waiting holds nobody up.
async fn asked<T: Send + 'static>(
    workbench: &Arc<Workbench>,
    ask: impl FnOnce(&Door, &Sqlite) -> Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let workbench = workbench.clone();
    let ask = move || workbench.pool.read(|store| ask(&workbench.door, store));
    Ok(tokio::task::spawn_blocking(ask).await.map_err(anyhow::Error::from)??)
}

fn by_address(session: &Session, parts: &Parts) -> Result<Entry, Refusal> {
    if session.knows(&parts.headers) {
        return Ok(Entry::Visitor(Visitor::alone(session.form_key())));
    }
    let token = parts.uri.query().and_then(|query| query.strip_prefix("token="));
    match token.filter(|_| parts.uri.path() == "/").and_then(|token| session.admit(token)) {
        Some(cookie) => {
            let answer = ([(header::SET_COOKIE, cookie)], Redirect::to("/"));
            Ok(Entry::Answered(answer.into_response()))
        }
        None => Err(Refusal::forbidden(
            "open the address that `dateline serve` printed; it is good once, so start it again for another browser",
        )),
    }
}

/// People are led to sign in, and from there on to what they asked for; programs are told.
fn to_sign_in(parts: &Parts) -> Result<Entry, Refusal> {
    let path = parts.uri.path();
    if parts.method == Method::POST || bearer::is_for_programs(path) {
        return Err(Refusal::unknown("sign in first"));
    }
    let asked = parts.uri.path_and_query().map_or(path, |asked| asked.as_str());
    let next: String = byte_serialize(asked.as_bytes()).collect();
    let answer = Redirect::to(&format!("/sign-in?next={next}")).into_response();
    Ok(Entry::Answered(answer))
}

/// Counts a request, of somebody who is signed in or from some place.
fn often(door: &Door, visitor: Option<&Visitor>, parts: &Parts) -> Result<(), Refusal> {
    let Door::Many(_, requests) = door else { return Ok(()) };
    let name = visitor.and_then(|visitor| visitor.name.as_ref());
    let key = match (name, parts.extensions.get::<Peer>()) {
        (Some(name), _) => format!("user {name}"),
        (None, Some(Peer(address))) => place(*address),
        (None, None) => "unknown".to_owned(),
    };
    requests.take(&key, Instant::now()).map_err(Refusal::often)
}
