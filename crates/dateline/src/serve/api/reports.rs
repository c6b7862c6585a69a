use crate::{
    serve::{
        asked::Asked,
        desk::Desk,
        refusal::Refusal,
        report::{line, number_of},
    },
    store::Store as _,
};
use axum::{
    extract::{Path, RawQuery},
    http::header,
    response::{IntoResponse, Response},
};

/// Shows what was read in a report
#[utoipa::path(get, path = "/api/1/reports/{id}", params(
    ("id" = String, Path, description = "Its number in the store, such as r12"),
    ("version" = Option<u32>, Query, description = "Which version of it; the newest unless said"),
), responses(
    (status = 200, description = "A record of `reading-1`, as `dateline read` prints it"),
    (status = 404, description = "`{error}`: there is none"),
))]
pub async fn report(
    desk: Desk,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let work = move |_: &Desk, store: &crate::store::Sqlite| {
        let report = number_of(&id)?;
        let version = match asked.get("version").as_str() {
            "" => store.versions(report)?.last().map_or(1, |version| version.number),
            version => version.parse().map_err(|_| Refusal::wrong("a version is a number"))?,
        };
        let kind = [(header::CONTENT_TYPE, "application/json")];
        Ok((kind, line(store, report, version)?).into_response())
    };
    desk.ask(work).await
}
