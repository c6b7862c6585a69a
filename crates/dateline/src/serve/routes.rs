//! Which address is which page.

use super::{
    account::{self, account},
    add::{self, add},
    api,
    assets::asset,
    care::cover,
    claim::{claim, judge, undo as uncorrect},
    compare::compare,
    decisions::decisions,
    download::download,
    event::event,
    events::events,
    grade::{grade, source},
    guard::guard,
    judge::{merge, split, undo},
    land::land,
    log::{log, whole},
    overview::overview,
    people::{self, people},
    refusal::Refusal,
    report::report,
    reports::reports,
    review::{review, set},
    sensitivity,
    sign::{sign_in, sign_in_page, sign_out},
    sources::sources,
    workbench::Workbench,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};
use std::sync::Arc;

/// Most bytes of a form.
const FORM: usize = 64 << 10;

/// Most bytes of a file that is sent.
pub const UPLOAD: usize = 32 << 20;

/// All pages, behind the guard.
pub fn routes(workbench: Arc<Workbench>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/events", get(events))
        .route("/events/{id}", get(event))
        .route("/events/{id}/merge", post(merge))
        .route("/events/{id}/split", post(split))
        .route("/events/{id}/review", post(set))
        .route("/review", get(review))
        .route("/claims/{id}", get(claim))
        .route("/claims/{id}/judge", post(judge))
        .route("/corrections/{number}/undo", post(uncorrect))
        .route("/reports", get(reports))
        .route("/reports/{id}", get(report))
        .route("/compare", get(compare))
        .route("/sources", get(sources))
        .route("/sources/{kind}/{name}", get(source).post(grade))
        .route("/sensitivity/{kind}/{id}", post(sensitivity::mark))
        .route("/log", get(log))
        .route("/log.jsonl", get(whole))
        .route("/decisions", get(decisions))
        .route("/decisions/{decision}/undo", post(undo))
        .route("/add", get(add::form).post(add).layer(DefaultBodyLimit::max(UPLOAD)))
        .route("/watch", post(add::watch))
        .route("/people", get(people).post(people::change))
        .route("/account", get(account).post(account::change))
        .route("/sign-in", get(sign_in_page).post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/care", post(cover))
        .route("/download", get(download))
        .route("/land.geojson", get(land))
        .route("/assets/{name}", get(asset))
        .nest("/api/1", api::routes())
        .fallback(async || Refusal::missing("no page is here"))
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(workbench.clone(), guard))
        .with_state(workbench)
}
