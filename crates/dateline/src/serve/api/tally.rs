use crate::{
    serve::{asked::Asked, desk::Desk, refusal::Refusal},
    store::{By, Sqlite},
};
use axum::{Json, extract::RawQuery};
use serde::Serialize;

/// How many events there are of a value.
#[derive(Serialize)]
pub struct Tallied {
    value: String,
    count: u64,
}

/// Counts the events asked for by a value
#[utoipa::path(get, path = "/api/1/tally", params(
    ("by" = String, Query, description = "`month`, `day`, `type`, `country` or `admin1`"),
), responses(
    (status = 200, description = "A list of `{value, count}`, by value; what has no value is not counted"),
    (status = 400, description = "`{error}`: what is wrong with the question"),
))]
pub async fn tally(desk: Desk, RawQuery(query): RawQuery) -> Result<Json<Vec<Tallied>>, Refusal> {
    let asked = Asked::of(query.as_deref());
    let by = match asked.get("by").as_str() {
        "month" => By::Month,
        "day" => By::Day,
        "type" => By::Type,
        "country" => By::Country,
        "admin1" => By::Admin1,
        _ => return Err(Refusal::wrong("by: give month, day, type, country or admin1")),
    };
    let query = asked.query(&desk)?;
    let work = move |desk: &Desk, store: &Sqlite| {
        let moment = desk.now()?;
        let matched = desk.kept.matched(store, &moment, &query)?;
        let tally = moment.columns.tally(&matched, by).into_iter();
        Ok(Json(tally.map(|(value, count)| Tallied { value, count }).collect()))
    };
    desk.ask(work).await
}
