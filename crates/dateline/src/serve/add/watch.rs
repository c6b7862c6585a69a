use super::{Desk, Form, Refusal};
use crate::{
    serve::form::Sent,
    store::{Sqlite, Watches as _},
};
use axum::response::Redirect;

/// `/watch`: watches an address, or no more.
///
/// # Errors
/// When it is none that is fetched, or is not watched.
pub async fn watch(desk: Desk, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let work = move |_: &Desk, store: &mut Sqlite| {
        let (author, address) = (form.author()?, form.needed("address", "which address")?);
        let minutes = form.get("minutes").parse();
        let changed = match form.get("verb") {
            "remove" => store.unwatch(&address, &author),
            _ => {
                let minutes = minutes.map_err(|_| Refusal::wrong("say how many minutes"))?;
                store.watch(&address, minutes, &author)
            }
        };
        changed.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/add#watched"))
    };
    desk.change(work).await
}
