//! The description of the API: its paths as they stand beside their handlers, its filters as the
//! command line describes them, its records as `schema/` does.

use crate::{commands::Filters, serve::refusal::Refusal};
use axum::Json;
use serde_json::{Value, json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dateline",
        description = "The record of a store. Every request needs the cookie that the workbench gives, \
            or a key that somebody made on their page `/account`; what writes needs a key that may write, \
            and may do what the person whose key it is may. \
            What is marked as more sensitive than their role may see (`data`: `moderate` at most, `viewer`: `high`) is \
            in no answer, and its ids are answered like ids that never were. \
            A key opens `/download` too, which takes the filters of `/api/1/events`, `format`, `quotes` and `profile`. \
            429 and `Retry-After` answer those who ask too often."
    ),
    paths(
        super::events::events,
        super::events::event,
        super::reports::report,
        super::reports::changes,
        super::reports::add,
        super::points::points,
        super::tally::tally,
        super::progress::progress,
        super::progress::job,
        super::claims::claim,
        super::claims::correct,
        super::claims::undo,
        super::decisions::decisions,
        super::decisions::merge,
        super::decisions::split,
        super::decisions::undo,
        super::reviews::reviews,
        super::reviews::set,
        super::sources::sources,
        super::sources::source,
        super::sources::grade,
        super::sensitivity::sensitivity,
        super::sensitivity::mark,
        crate::serve::presence::presence,
    )
)]
struct Description;

/// Paths that take filters.
const FILTERED: [&str; 3] = ["/api/1/events", "/api/1/points", "/api/1/tally"];

const EVENT: &str = include_str!("../../../../../schema/event-1.json");
const READING: &str = include_str!("../../../../../schema/reading-1.json");

/// `/api/1/openapi.json`.
///
/// # Errors
/// When the description is no JSON, which a build tests.
pub async fn openapi() -> Result<Json<Value>, Refusal> {
    Ok(Json(description().map_err(anyhow::Error::from)?))
}

fn description() -> serde_json::Result<Value> {
    let mut description = serde_json::to_value(Description::openapi())?;
    for path in FILTERED {
        let parameters = &mut description["paths"][path]["get"]["parameters"];
        if parameters.is_null() {
            *parameters = json!([]);
        }
        if let Some(parameters) = parameters.as_array_mut() {
            parameters.extend(Filters::described().into_iter().map(filter));
        }
    }
    description["components"]["securitySchemes"] = json!({
        "key": { "type": "http", "scheme": "bearer" },
        "cookie": { "type": "apiKey", "in": "cookie", "name": "dateline-PORT" },
    });
    description["security"] = json!([{ "key": [] }, { "cookie": [] }]);
    // Nothing is written by a cookie alone.
    let paths = description["paths"].as_object_mut().into_iter().flatten();
    for (_, path) in paths.filter(|(_, path)| path.get("post").is_some()) {
        path["post"]["security"] = json!([{ "key": [] }]);
    }
    description["components"]["schemas"]["event-1"] = serde_json::from_str(EVENT)?;
    description["components"]["schemas"]["reading-1"] = serde_json::from_str(READING)?;
    Ok(description)
}

fn filter((name, help): (String, String)) -> Value {
    json!({ "name": name, "in": "query", "description": help, "schema": { "type": "string" } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_and_records_are_described() {
        let description = description().unwrap();
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
        let parameters = description["paths"]["/api/1/events"]["get"]["parameters"].to_string();
        for name in ["cursor", "country", "published-since"] {
            assert!(parameters.contains(&format!("{name:?}")), "{name}");
        }
        for path in ["claims/{id}/corrections", "events/{id}/merge", "events/{id}/split"] {
            let write = &description["paths"][format!("/api/1/{path}")]["post"];
            assert_eq!(write["security"], json!([{ "key": [] }]), "{path}");
        }
        assert!(description["components"]["schemas"]["event-1"]["properties"].is_object());
    }
}
