use crate::serve::{desk::Desk, progress::Job, refusal::Refusal};
use axum::Json;
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
