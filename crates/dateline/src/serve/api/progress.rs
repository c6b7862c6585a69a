use crate::serve::{desk::Desk, progress::Job, refusal::Refusal};
use axum::{Json, extract::Path};
use serde::Serialize;

/// What is being read.
#[derive(Serialize)]
pub struct Progress {
    jobs: Vec<Job>,
}

/// Tells how far the reading is of what was sent on the page `/add`
#[utoipa::path(get, path = "/api/1/progress", responses(
    (status = 200, description = "`{jobs}`: the last twenty, each with its `number`, `author`, how many \
        `reports` it has, what became of those that are in the store (`added`), what broke it off \
        (`problem`), and whether it is `done`"),
))]
pub async fn progress(desk: Desk) -> Result<Json<Progress>, Refusal> {
    Ok(Json(Progress { jobs: desk.jobs.all() }))
}

/// Tells how far the reading is of one thing that was sent
#[utoipa::path(get, path = "/api/1/progress/{number}", params(
    ("number" = u64, Path, description = "Its number, as the answer to sending it has it"),
), responses(
    (status = 200, description = "A job as `GET /api/1/progress` lists it; of each report in `added`, in order, \
        its number in the store, `outcome` and `problems`"),
    (status = 404, description = "`{error}`: there is none, or more than twenty came after it"),
))]
pub async fn job(desk: Desk, Path(number): Path<u64>) -> Result<Json<Job>, Refusal> {
    let gone = || Refusal::missing(format!("no job {number}; the last twenty are remembered"));
    desk.jobs.get(number).map(Json).ok_or_else(gone)
}
