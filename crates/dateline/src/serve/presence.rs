//! Who looks at what at this moment, so that no two people do the same work.

use super::{desk::Desk, refusal::Refusal};
use crate::{
    event::claim_of,
    store::{Events as _, Reviews as _, Sqlite},
};
use axum::{Json, extract::Path};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How long somebody is taken to look at a page: a browser with scripts says so again sooner.
const LOOKS: Duration = Duration::from_secs(60);

/// Most that are remembered.
const MOST: usize = 10_000;

/// Who was last at which event or claim, and when.
#[derive(Default)]
pub struct Presence(Mutex<BTreeMap<(String, String), Instant>>);

impl Presence {
    /// Somebody looks at an event or a claim.
    pub fn at(&self, id: &str, name: &str, now: Instant) {
        let mut seen = self.held();
        if seen.len() >= MOST {
            seen.retain(|_, at| is_there(*at, now));
        }
        if seen.len() < MOST {
            seen.insert((id.to_owned(), name.to_owned()), now);
        }
    }

    /// Who looks at it, but for one.
    pub fn others(&self, id: &str, but: Option<&str>, now: Instant) -> Vec<String> {
        let seen = self.held();
        let here = seen.range((id.to_owned(), String::new())..);
        let here = here.take_while(|((it, _), _)| it == id);
        let others = here.filter(|((_, name), at)| is_there(**at, now) && but != Some(name));
        others.map(|((_, name), _)| name.clone()).collect()
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<(String, String), Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_there(at: Instant, now: Instant) -> bool {
    now.saturating_duration_since(at) < LOOKS
}

/// Notes that the visitor looks at these, and tells who else looks at the first. Where nobody signs in,
/// nobody is told.
pub fn seen(desk: &Desk, ids: &[&str]) -> Vec<String> {
    let (name, now) = (desk.visitor.name.as_deref(), Instant::now());
    if let Some(name) = name {
        ids.iter().for_each(|id| desk.presence.at(id, name, now));
    }
    ids.first().map(|id| desk.presence.others(id, name, now)).unwrap_or_default()
}

/// Who else looks at an event or a claim.
#[derive(Serialize)]
pub struct Others {
    others: Vec<String>,
}

/// Says that one still looks at an event or a claim, and asks who else does
#[utoipa::path(get, path = "/api/1/presence/{id}", params(
    ("id" = String, Path, description = "The id of an event or a claim"),
), responses(
    (status = 200, description = "`{others}`: the names of those who opened it within the last minute"),
    (status = 404, description = "`{error}`: there is none"),
))]
pub async fn presence(desk: Desk, Path(id): Path<String>) -> Result<Json<Others>, Refusal> {
    let work = move |desk: &Desk, store: &Sqlite| {
        if !is_there_to_see(store, &id)? {
            return Err(Refusal::missing(format!("{id}: no event or claim")));
        }
        Ok(Json(Others { others: seen(desk, &[&id]) }))
    };
    desk.ask(work).await
}

/// Whether there is such an event or claim; also one that somebody said is none.
fn is_there_to_see(store: &Sqlite, id: &str) -> anyhow::Result<bool> {
    let Some(key) = claim_of(id) else { return Ok(false) };
    Ok(store.holder(key)?.is_some() || store.maker(key)?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_told_as_long_as_they_look() {
        let (presence, start) = (Presence::default(), Instant::now());
        presence.at("e1", "Mara", start);
        presence.at("e1", "Idris", start);
        presence.at("e10", "Vera", start);
        assert_eq!(presence.others("e1", Some("Mara"), start), ["Idris"]);
        assert_eq!(presence.others("e1", None, start), ["Idris", "Mara"]);
        assert!(presence.others("e1", None, start + LOOKS).is_empty());
    }

    #[test]
    fn the_memory_is_bounded() {
        let (presence, start) = (Presence::default(), Instant::now());
        for number in 0..2 * MOST {
            presence.at(&format!("e{number}"), "Mara", start);
        }
        assert!(presence.held().len() <= MOST);
        presence.at("e1", "Idris", start + LOOKS);
        assert_eq!(presence.held().len(), 1, "those who left are forgotten");
    }
}
