//! What every request passes on its way in, and every answer on its way out.

use super::{
    care::covers,
    door::{Door, Entry, enter},
    patience::patient,
    refusal::Refusal,
    rights,
    visitor::Visitor,
    workbench::Workbench,
};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{net::IpAddr, sync::Arc, time::Duration};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Scripts, styles and pictures come from here alone; nothing is written into pages that a browser
/// would run, and nothing is sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; font-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Where a request comes from.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Lets in requests for this workbench by those who may ask for what they ask.
pub async fn guard(
    State(workbench): State<Arc<Workbench>>,
    request: Request,
    next: Next,
) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let answer = match admitted(workbench.clone(), request).await {
        Ok(Ok(request)) => tokio::time::timeout(PATIENCE, next.run(request))
            .await
            .unwrap_or_else(|_| Refusal::slow().into_response()),
        Ok(Err(answer)) => answer,
        Err(refusal) => refusal.into_response(),
    };
    with_headers(Refusal::leaving(answer, workbench.pool.path(), api))
}

/// The request as it may go on, else the answer to it.
async fn admitted(
    workbench: Arc<Workbench>,
    request: Request,
) -> Result<Result<Request, Response>, Refusal> {
    let (mut parts, body) = request.into_parts();
    is_meant_for_us(&workbench, &parts)?;
    if let Some(peer) = behind_proxy(&workbench, &parts.headers) {
        parts.extensions.insert(peer);
    }
    match enter(&workbench, &parts).await? {
        Entry::Answered(answer) => return Ok(Err(answer)),
        Entry::Open => {}
        Entry::Visitor(mut visitor) => {
            visitor.covers = covers(&parts.headers);
            may(&visitor, &parts)?;
            parts.extensions.insert(visitor);
        }
    }
    Ok(Ok(Request::from_parts(parts, patient(body))))
}

/// Fails for requests under another's name, of ways that no page knows, and from pages of others.
fn is_meant_for_us(workbench: &Workbench, parts: &Parts) -> Result<(), Refusal> {
    let text = |name: &HeaderName| parts.headers.get(name).map(|it| it.to_str().unwrap_or("?"));
    let host = text(&header::HOST).unwrap_or_default();
    // A request line may name a host of its own, and a head two.
    let named = parts.uri.authority().is_none_or(|named| workbench.hosts.knows(named.as_str()));
    let is_one = parts.headers.get_all(header::HOST).iter().count() == 1;
    if !(named && is_one && workbench.hosts.knows(host)) {
        return Err(Refusal::forbidden("this address is not the workbench's"));
    }
    if ![Method::GET, Method::HEAD, Method::POST].contains(&parts.method) {
        return Err(Refusal::no_such_way());
    }
    let from_others = text(&header::ORIGIN)
        .is_some_and(|origin| origin.split_once("://").is_none_or(|(_, from)| from != host))
        || text(&HeaderName::from_static("sec-fetch-site"))
            .is_some_and(|site| !["same-origin", "none"].contains(&site));
    if parts.method == Method::POST && from_others {
        return Err(Refusal::forbidden("this form is of another site; open the page here"));
    }
    Ok(())
}

/// Fails when what is asked for is not this visitor's. What is no page at all goes on, to be told so.
fn may(visitor: &Visitor, parts: &Parts) -> Result<(), Refusal> {
    let Some(address) = parts.extensions.get::<MatchedPath>() else { return Ok(()) };
    let role = |method: &Method| rights::needed(address.as_str(), method);
    match role(&parts.method) {
        Some(role) if visitor.role >= role => Ok(()),
        // A page that takes no form, or a form that has no page.
        None if [Method::GET, Method::POST].iter().any(|method| role(method).is_some()) => {
            Err(Refusal::no_such_way())
        }
        _ => Err(Refusal::forbidden("your role is not enough for this; ask an owner")),
    }
}

/// Who asks through our own proxy: the last that it names is the one it saw.
fn behind_proxy(workbench: &Workbench, headers: &HeaderMap) -> Option<Peer> {
    let Door::Many(signing, _) = &workbench.door else { return None };
    let named = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = named.rsplit(',').next()?.trim().parse().ok()?;
    signing.behind_tls.then_some(Peer(last))
}

fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
