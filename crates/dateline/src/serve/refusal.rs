//! What is answered when something cannot be done.

use super::frame::page;
use askama::Template;
use axum::{
    Json,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// Why a request is not answered, in one line.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    message: String,
    /// What the answer's head says too.
    header: Option<(HeaderName, String)>,
}

impl Refusal {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), header: None }
    }

    /// Of somebody who did not say who they are, or not rightly.
    pub fn unknown(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    pub fn forbidden(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    pub fn missing(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    pub fn wrong(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Of what axum refused while it took a request apart.
    pub fn taken_apart(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, message)
    }

    /// Of a way to ask that this address does not know.
    pub fn no_such_way() -> Self {
        let message = "this address is not asked like this";
        let allow = Some((header::ALLOW, "GET, HEAD, POST".to_owned()));
        Self { header: allow, ..Self::new(StatusCode::METHOD_NOT_ALLOWED, message) }
    }

    /// Of somebody who asks too often.
    pub fn often(wait: Duration) -> Self {
        let seconds = wait.as_secs_f64().ceil().max(1.0);
        let message = format!("too often; try again in {seconds} s");
        let retry = Some((header::RETRY_AFTER, seconds.to_string()));
        Self { header: retry, ..Self::new(StatusCode::TOO_MANY_REQUESTS, message) }
    }

    pub fn slow() -> Self {
        let message = "this took too long; ask for less, for example for fewer months";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    /// The same refusal for a program.
    pub fn as_json(answer: Response) -> Response {
        match answer.extensions().get::<Told>() {
            Some(Told(message)) => {
                let body = Json(serde_json::json!({ "error": message }));
                let mut told = (answer.status(), body).into_response();
                for name in [header::ALLOW, header::RETRY_AFTER] {
                    if let Some(value) = answer.headers().get(&name) {
                        told.headers_mut().insert(name, value.clone());
                    }
                }
                told
            }
            None => answer,
        }
    }
}

/// A failure of ours: said, for it is the user's own machine.
impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
    }
}

impl From<askama::Error> for Refusal {
    fn from(error: askama::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

/// A refusal's message, kept with its page.
#[derive(Clone)]
struct Told(String);

#[derive(Template)]
#[template(path = "refusal.html")]
struct Page<'a> {
    status: u16,
    reason: &'a str,
    message: &'a str,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let reason = self.status.canonical_reason().unwrap_or_default();
        let template = Page { status: self.status.as_u16(), reason, message: &self.message };
        let mut answer = match page(&template) {
            Ok(answer) => answer,
            Err(_) => {
                ([(header::CONTENT_TYPE, "text/plain")], self.message.clone()).into_response()
            }
        };
        *answer.status_mut() = self.status;
        if let Some((name, value)) = self.header
            && let Ok(value) = value.parse()
        {
            answer.headers_mut().insert(name, value);
        }
        answer.extensions_mut().insert(Told(self.message));
        answer
    }
}
