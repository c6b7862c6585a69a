//! `/land.geojson`: the world's outlines, for the map that scripts draw.

use super::{desk::Desk, map::Country, refusal::Refusal};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// # Errors
/// When a thread died.
pub async fn land(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, _: &crate::store::Sqlite| {
        let features: Vec<Value> = desk.atlas.world.countries.iter().map(feature).collect();
        let body = json!({ "type": "FeatureCollection", "features": features }).to_string();
        let headers = [
            (header::CONTENT_TYPE, "application/geo+json"),
            (header::CACHE_CONTROL, "max-age=86400"),
        ];
        Ok((headers, body).into_response())
    };
    desk.ask(work).await
}

/// Rings within rings are drawn as land of their own: at this scale none is a lake.
fn feature(country: &Country) -> Value {
    let polygons: Vec<Value> = country.rings.iter().map(|ring| json!([ring])).collect();
    json!({
        "type": "Feature",
        "properties": { "name": country.name },
        "geometry": { "type": "MultiPolygon", "coordinates": polygons },
    })
}
