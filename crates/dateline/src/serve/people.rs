//! `/people`: who may sign in, and what they may do. For owners.

use super::{
    desk::Desk,
    form::{Form, Sent},
    frame::{Frame, moment, page},
    refusal::Refusal,
};
use crate::{
    password,
    store::{People as _, Role, Sqlite, User},
};
use askama::Template;
use axum::response::{Redirect, Response};
use clap::ValueEnum;

#[derive(Template)]
#[template(path = "people.html")]
struct Page {
    frame: Frame,
    users: Vec<User>,
}

/// # Errors
/// When the workbench is one person's, or the store cannot be read.
pub async fn people(desk: Desk) -> Result<Response, Refusal> {
    let work = |desk: &Desk, store: &Sqlite| {
        desk.visitor.user()?;
        page(&Page { frame: desk.frame("people"), users: store.users()? })
    };
    desk.ask(work).await
}

/// Adds somebody, gives them another role or password, or removes them.
///
/// # Errors
/// When what the form says cannot be done.
pub async fn change(desk: Desk, sent: Sent) -> Result<Redirect, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let work = move |desk: &Desk, store: &mut Sqlite| {
        let by = &desk.visitor.user()?.name;
        let name = form.needed("name", "whom")?;
        let role = || {
            let role = Role::from_str(form.get("role"), false);
            role.map_err(|_| Refusal::wrong("choose a role"))
        };
        let changed = match form.get("verb") {
            "add" => store.add_user(&name, role()?, &hashed(&form, "password")?, by),
            "role" => store.set_role(&name, role()?, by),
            "password" => store.set_password(&name, &hashed(&form, "password")?, by, None),
            "remove" => store.remove_user(&name, by),
            _ => return Err(Refusal::wrong("say what to do")),
        };
        changed.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
        Ok(Redirect::to("/people"))
    };
    desk.change(work).await
}

/// The hash of a field's new password, taken as it was typed.
///
/// # Errors
/// When it is too short.
pub fn hashed(form: &Form, field: &str) -> Result<String, Refusal> {
    password::hashed(form.raw(field)).map_err(|error| Refusal::wrong(format!("{error:#}")))
}

/// Every role in one word and what it may do, the least first.
fn roles() -> Vec<(String, String)> {
    let help = |role: &Role| Some(role.to_possible_value()?.get_help()?.to_string());
    let roles = Role::value_variants().iter();
    roles.map(|role| (role.word(), help(role).unwrap_or_default())).collect()
}
