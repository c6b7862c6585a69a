use crate::{
    event::{claim_id, reach},
    serve::{asked::Asked, desk::Desk, kept::Moment, refusal::Refusal},
    store::{Dot, Sqlite, date},
};
use axum::{
    extract::RawQuery,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::collections::HashMap;

/// Features of an answer, unless told otherwise, and at most.
const USUAL: usize = 20_000;
const MOST: usize = 100_000;

/// GeoJSON.
#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    label: &'a str,
    precision: Option<&'a str>,
    radius_km: Option<f64>,
    country: Option<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    origins: u32,
    reports: u32,
}

/// Where and when the events are that are asked for
#[utoipa::path(get, path = "/api/1/points", params(
    ("limit" = Option<u32>, Query, description = "At most so many events, the first in the order asked for: 20000, or up to 100000"),
), responses(
    (status = 200, description = "GeoJSON: a point an event, with the kilometres around it within \
        which the event lies (`radius_km`); events that nobody places closer than a country have \
        no geometry. `ETag` is another once events came or went"),
    (status = 304, description = "Nothing came or went since the answer that `If-None-Match` names"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn points(
    desk: Desk,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let (query, limit) = (asked.query(&desk)?, asked.limit(USUAL, MOST)?);
    let work = move |desk: &Desk, store: &Sqlite| {
        let moment = desk.now()?;
        let Moment { columns, hidden, .. } = &moment;
        // The events of this run of the program: another may count its changes anew.
        let tag = format!("\"{}-{}-{hidden}\"", desk.run, columns.upto());
        let kept =
            [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
        if headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| known.as_bytes() == tag.as_bytes())
        {
            return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
        }
        let matched = desk.kept.matched(store, &moment, &query)?;
        let dots = columns.dots(&matched, &query, limit);
        let (mut labels, mut dates) = (HashMap::new(), HashMap::new());
        for dot in &dots {
            labels.entry(&*dot.kind).or_insert_with_key(|kind| desk.label(kind));
            for day in [dot.first_day, dot.last_day].into_iter().flatten() {
                dates.entry(day).or_insert_with(|| date(day).map(|it| it.to_string()));
            }
        }
        let features = dots.iter().map(|dot| feature(dot, &labels, &dates)).collect();
        let collection = Collection { kind: "FeatureCollection", features };
        let body = serde_json::to_vec(&collection).map_err(anyhow::Error::from)?;
        Ok((kept, [(header::CONTENT_TYPE, "application/geo+json")], body).into_response())
    };
    desk.ask(work).await
}

fn feature<'a>(
    dot: &'a Dot,
    labels: &'a HashMap<&str, String>,
    dates: &'a HashMap<i64, Option<String>>,
) -> Feature<'a> {
    let radius_km = dot.precision.as_deref().and_then(reach);
    let point = dot.lon.zip(dot.lat).filter(|_| radius_km.is_some());
    let date = |day: Option<i64>| dates.get(&day?)?.as_deref();
    Feature {
        kind: "Feature",
        geometry: point.map(|(lon, lat)| Geometry { kind: "Point", coordinates: [lon, lat] }),
        properties: Properties {
            id: claim_id(dot.event),
            kind: &dot.kind,
            label: labels.get(&*dot.kind).map_or(&*dot.kind, String::as_str),
            precision: dot.precision.as_deref(),
            radius_km,
            country: dot.country.as_deref(),
            start: date(dot.first_day),
            end: date(dot.last_day),
            origins: dot.origins,
            reports: dot.reports,
        },
    }
}
