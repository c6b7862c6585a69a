use crate::{
    serve::{desk::Desk, refusal::Refusal},
    store::{Judgement, Sqlite},
};
use axum::Json;

/// Does what a program says, in the name of the one whose key it has and for the reason that it gives, and answers
/// with what became of it.
///
/// # Errors
/// When the reason is empty, and as `change`.
pub async fn judged<T: Send + 'static>(
    desk: Desk,
    reason: Option<String>,
    change: impl FnOnce(&Desk, &mut Sqlite, &Judgement<'_>) -> Result<T, Refusal> + Send + 'static,
) -> Result<Json<T>, Refusal> {
    let change = move |desk: &Desk, store: &mut Sqlite| {
        let author = desk.visitor.author();
        let reason = reason.as_deref().map_or(Ok(""), said)?;
        change(desk, store, &Judgement { author: &author, reason }).map(Json)
    };
    desk.change(change).await
}

/// Why something is said.
fn said(reason: &str) -> Result<&str, Refusal> {
    let reason = reason.trim();
    let given = Some(reason).filter(|reason| !reason.is_empty());
    given.ok_or_else(|| Refusal::wrong("reason: say why; it is kept with the decision"))
}
