use crate::{
    ingest::Hints,
    serve::{
        add::of_program,
        asked::Asked,
        desk::Desk,
        difference::{Piece, difference},
        refusal::Refusal,
        report::{line, number_of, reading},
    },
    store::{ReportId, Sqlite, Store as _},
};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, RawQuery},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

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
    let work = move |_: &Desk, store: &Sqlite| {
        let report = number_of(&id)?;
        let version = version(store, report, &asked)?;
        let kind = [(header::CONTENT_TYPE, "application/json")];
        Ok((kind, line(store, report, version)?).into_response())
    };
    desk.ask(work).await
}

/// What changed between two versions of a report.
#[derive(Serialize)]
pub struct Changes {
    version: u32,
    since: u32,
    paragraphs: Vec<Vec<Piece>>,
}

/// Shows what changed between two versions of a report, word by word
#[utoipa::path(get, path = "/api/1/reports/{id}/changes", params(
    ("id" = String, Path, description = "Its number in the store, such as r12"),
    ("since" = Option<u32>, Query, description = "The version that it is compared with; the one before unless said"),
    ("version" = Option<u32>, Query, description = "Which version of it; the newest unless said"),
), responses(
    (status = 200, description = "`{version, since, paragraphs}`: each paragraph is a list of `{kind, text}`, where \
        `kind` is `kept`, `gone` (in `since` alone) or `new` (in `version` alone)"),
    (status = 400, description = "`{error}`: there is no version before it, or one is no number"),
    (status = 404, description = "`{error}`: there is no such report or version"),
))]
pub async fn changes(
    desk: Desk,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Changes>, Refusal> {
    let asked = Asked::of(query.as_deref());
    let work = move |_: &Desk, store: &Sqlite| {
        let report = number_of(&id)?;
        let version = version(store, report, &asked)?;
        let since = match asked.get("since").as_str() {
            "" if version > 1 => version - 1,
            "" => return Err(Refusal::wrong("since: there is no version before the first")),
            since => since.parse().map_err(|_| Refusal::wrong("a version is a number"))?,
        };
        let text = |number| Ok::<_, Refusal>(reading(store, report, number)?.article.text);
        let paragraphs = difference(&text(since)?, &text(version)?);
        Ok(Json(Changes { version, since, paragraphs }))
    };
    desk.ask(work).await
}

/// The version that is asked for, else the newest.
fn version(store: &Sqlite, report: ReportId, asked: &Asked) -> Result<u32, Refusal> {
    match asked.get("version").as_str() {
        "" => Ok(store.versions(report)?.last().map_or(1, |version| version.number)),
        version => version.parse().map_err(|_| Refusal::wrong("a version is a number")),
    }
}

/// Where to look for what becomes of the reports that were sent.
#[derive(Serialize)]
pub struct Begun {
    job: u64,
    /// How many reports there are.
    reports: usize,
    progress: String,
}

/// Reads reports into the store
#[utoipa::path(post, path = "/api/1/reports", params(
    ("published" = Option<String>, Query, description = "The date of reports that do not state theirs"),
    ("outlet" = Option<String>, Query, description = "Who published them"),
    ("language" = Option<String>, Query, description = "BCP 47"),
), request_body(
    content_type = "application/octet-stream",
    description = "A file as `dateline add` takes it: HTML, text, JSON Lines, RSS or Atom, WARC; .gz of any",
), responses(
    (status = 202, description = "`{job, reports, progress}`: they are being read; `progress`, and `Location`, is \
        where to look for what becomes of them"),
    (status = 400, description = "`{error}`: what is wrong with what was sent"),
    (status = 403, description = "`{error}`: the key may not write"),
))]
pub async fn add(desk: Desk, RawQuery(query): RawQuery, body: Bytes) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let given = |name| Some(asked.get(name)).filter(|value| !value.is_empty());
    let hints = Hints {
        published: given("published"),
        outlet: given("outlet"),
        language: given("language"),
    };
    let work = move |desk: &Desk, _: &Sqlite| {
        let (job, reports) = of_program(desk, body.into(), &hints)?;
        let progress = format!("/api/1/progress/{job}");
        let location = [(header::LOCATION, progress.clone())];
        let begun = Json(Begun { job, reports, progress });
        Ok((StatusCode::ACCEPTED, location, begun).into_response())
    };
    desk.ask(work).await
}
