use crate::serve::refusal::Refusal;
use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;

/// What a program sent as JSON.
pub struct Sent<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let sent = Json::<T>::from_request(request, state).await;
        let Json(value) =
            sent.map_err(|error| Refusal::taken_apart(error.status(), error.body_text()))?;
        Ok(Self(value))
    }
}
