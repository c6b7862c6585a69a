//! Scripts, styles and the like, packed into the program by `build.rs`.

use super::refusal::Refusal;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::read::GzDecoder;
use std::{io::Read, sync::LazyLock};

/// Every file of `web/assets`: its name, and its bytes as gzip.
static ASSETS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The same for all files of one build.
static TAG: LazyLock<String> = LazyLock::new(|| {
    let parts = ASSETS.iter().flat_map(|(name, bytes)| [Some(name.as_bytes()), Some(*bytes)]);
    format!("\"{:.16}\"", crate::hash::Hash::of_fields(parts).to_string())
});

/// `/assets/{name}`.
///
/// # Errors
/// When there is no such file.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    let found = ASSETS.iter().find(|(it, _)| *it == name);
    let (name, bytes) = found.ok_or_else(|| Refusal::missing(format!("no asset {name}")))?;
    let given =
        |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let kept = [(header::CACHE_CONTROL, "no-cache"), (header::ETAG, TAG.as_str())];
    if given(header::IF_NONE_MATCH) == Some(TAG.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = [(header::CONTENT_TYPE, kind(name))];
    if given(header::ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip")) {
        let packed = [(header::CONTENT_ENCODING, "gzip")];
        return Ok((kept, kind, packed, *bytes).into_response());
    }
    Ok((kept, kind, unpacked(bytes)?).into_response())
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).map_err(anyhow::Error::from)?;
    Ok(plain)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("mjs" | "js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
