//! What every request passes on its way in, and every answer on its way out.

use super::{desk::Visitor, refusal::Refusal, workbench::Workbench};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use std::{sync::Arc, time::Duration};

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

/// Lets in requests for this machine by the browser that was given the address.
pub async fn guard(
    State(workbench): State<Arc<Workbench>>,
    mut request: Request,
    next: Next,
) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let answer = match admitted(&workbench, &request) {
        Ok(None) => {
            let form_key = workbench.session.form_key().to_owned();
            request.extensions_mut().insert(Visitor { name: None, form_key });
            tokio::time::timeout(PATIENCE, next.run(request))
                .await
                .unwrap_or_else(|_| Refusal::slow().into_response())
        }
        Ok(Some(answer)) => answer,
        Err(refusal) => refusal.into_response(),
    };
    with_headers(if api { Refusal::as_json(answer) } else { answer })
}

/// Nothing when the request may go on; else the answer to it.
fn admitted(workbench: &Workbench, request: &Request) -> Result<Option<Response>, Refusal> {
    let session = &workbench.session;
    let (headers, uri) = (request.headers(), request.uri());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !session.is_host(host) {
        return Err(Refusal::forbidden("this address is not the workbench's"));
    }
    if uri.path().starts_with("/assets/") || session.knows(headers) {
        return Ok(None);
    }
    let token = uri.query().and_then(|query| query.strip_prefix("token="));
    match token.filter(|_| uri.path() == "/").and_then(|token| session.admit(token)) {
        Some(cookie) => {
            Ok(Some(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()))
        }
        None => Err(Refusal::forbidden(
            "open the address that `dateline serve` printed; it is good once, so start it again for another browser",
        )),
    }
}

fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
