//! Keys of programs: `Authorization: Bearer …`.

use super::{refusal::Refusal, visitor::Visitor};
use crate::store::{Hash, People as _, Scope, Sqlite, now};
use axum::http::{HeaderMap, Method, header};

/// What a key begins with, so that one that got about is known for what it is.
pub const PREFIX: &str = "dateline-";

/// The key that a request carries.
pub fn key(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

/// Whether programs ask here: a key opens no page.
pub fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path == "/download"
}

/// The one whose key it is.
///
/// # Errors
/// When it is none, no longer good, or only for looking.
pub fn visitor(store: &Sqlite, key: &str, method: &Method) -> Result<Visitor, Refusal> {
    let Some((user, scope)) = store.bearer(Hash::of(key), &now())? else {
        return Err(Refusal::unknown("this key is not good, or no longer"));
    };
    if *method == Method::POST && scope == Scope::Read {
        return Err(Refusal::forbidden("this key is for reading alone; make one that may write"));
    }
    // No page is made for a program, so it has no form.
    let (form_key, signed) = (String::new(), None);
    Ok(Visitor { name: Some(user.name), form_key, role: user.role, covers: false, signed })
}
