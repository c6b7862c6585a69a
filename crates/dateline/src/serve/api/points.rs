use crate::{
    event::{claim_id, reach},
    serve::{asked::Asked, desk::Desk, refusal::Refusal},
    store::{Dot, Events as _},
};
use axum::{Json, extract::RawQuery};
use serde_json::{Value, json};

/// Features of an answer at most.
const MOST: usize = 100_000;

/// Where and when the events are that are asked for
#[utoipa::path(get, path = "/api/1/points", responses(
    (status = 200, description = "GeoJSON: a point an event, with the kilometres around it within \
        which the event lies (`radius_km`); events that nobody places closer than a country have \
        no geometry"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn points(desk: Desk, RawQuery(query): RawQuery) -> Result<Json<Value>, Refusal> {
    let query = Asked::of(query.as_deref()).query(&desk)?;
    let work = move |desk: &Desk, store: &crate::store::Sqlite| {
        let dots = store.points(&query, MOST)?;
        let features: Vec<Value> = dots.iter().map(|dot| feature(dot, desk)).collect();
        Ok(Json(json!({ "type": "FeatureCollection", "features": features })))
    };
    desk.ask(work).await
}

fn feature(dot: &Dot, desk: &Desk) -> Value {
    let radius = dot.precision.as_deref().and_then(reach);
    let point = dot.lon.zip(dot.lat).filter(|_| radius.is_some());
    json!({
        "type": "Feature",
        "geometry": point.map(|(lon, lat)| json!({ "type": "Point", "coordinates": [lon, lat] })),
        "properties": {
            "id": claim_id(dot.event),
            "type": dot.kind,
            "label": desk.label(&dot.kind),
            "precision": dot.precision,
            "radius_km": radius,
            "country": dot.country,
            "start": dot.first_day.and_then(date),
            "end": dot.last_day.and_then(date),
            "origins": dot.origins,
            "reports": dot.reports,
        },
    })
}

/// A day counted from 1970-01-01 as a date.
fn date(day: i64) -> Option<String> {
    let days = jiff::Span::new().try_days(day).ok()?;
    Some(jiff::civil::Date::constant(1970, 1, 1).checked_add(days).ok()?.to_string())
}
