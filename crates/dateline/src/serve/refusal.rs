//! What is answered when something cannot be done.

use super::frame::page;
use askama::Template;
use axum::{
    Json,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::{path::Path, time::Duration};

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

    /// The answer as it may leave: a refusal does not tell where the store lies, and is JSON for a program.
    pub fn leaving(answer: Response, store: &Path, for_program: bool) -> Response {
        let status = answer.status();
        let told = answer.extensions().get::<Told>().map(|Told(message)| message.as_str());
        let message = match told {
            Some(message) => message,
            // Of axum, which says it in plain text.
            None if for_program && status.is_client_error() => {
                status.canonical_reason().unwrap_or_default()
            }
            None => return answer,
        };
        let place = store.display().to_string();
        if !for_program && !message.contains(&place) {
            return answer;
        }
        let message = message.replace(&place, "the store");
        let mut told = if for_program {
            (status, Json(serde_json::json!({ "error": message }))).into_response()
        } else {
            Self::new(status, message).into_response()
        };
        for name in [header::ALLOW, header::RETRY_AFTER] {
            if let Some(value) = answer.headers().get(&name) {
                told.headers_mut().insert(name, value.clone());
            }
        }
        told
    }
}

/// A failure of ours.
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
