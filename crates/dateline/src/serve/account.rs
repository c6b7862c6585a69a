//! `/account`: one's own password, and keys for one's programs.

use super::{
    bearer,
    cookie::secret,
    desk::Desk,
    form::{Form, Sent},
    frame::{Frame, moment, page},
    people::hashed,
    refusal::Refusal,
    sign::signing,
};
use crate::{
    password,
    store::{Deed, Hash, Log as _, NewToken, People as _, Role, Scope, Sqlite, Token, User, now},
};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use clap::ValueEnum;
use serde_json::json;

#[derive(Template)]
#[template(path = "account.html")]
struct Page {
    frame: Frame,
    role: Role,
    tokens: Vec<Token>,
    /// A key that was just made, which is shown this once.
    made: Option<String>,
    today: String,
}

/// # Errors
/// When the workbench is one person's, or the store cannot be read.
pub async fn account(desk: Desk) -> Result<Response, Refusal> {
    desk.ask(|desk, store| show(desk, store, None)).await
}

/// Changes one's password, makes a key, or takes one back.
///
/// # Errors
/// When what the form says cannot be done.
pub async fn change(desk: Desk, sent: Sent) -> Result<Response, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let work = move |desk: &Desk, store: &mut Sqlite| {
        let user = desk.visitor.user()?;
        match form.get("verb") {
            "password" => new_password(desk, store, &form)?,
            "key" => {
                let made = new_key(store, user, &form)?;
                return show(desk, store, Some(made));
            }
            "revoke" => {
                let number = form.get("number").parse();
                let number = number.map_err(|_| Refusal::wrong("say which key"))?;
                let revoked = store.revoke_token(user, number);
                revoked.map_err(|error| Refusal::wrong(format!("{error:#}")))?;
            }
            _ => return Err(Refusal::wrong("say what to do")),
        }
        Ok(Redirect::to("/account").into_response())
    };
    desk.change(work).await
}

fn show(desk: &Desk, store: &Sqlite, made: Option<String>) -> Result<Response, Refusal> {
    let user = desk.visitor.user()?;
    let today = now().split('T').next().unwrap_or_default().to_owned();
    let (frame, tokens) = (desk.frame("account"), store.tokens(user)?);
    page(&Page { frame, role: user.role, tokens, made, today })
}

/// The old password is asked for: whoever finds a browser open is not to keep the person out.
fn new_password(desk: &Desk, store: &mut Sqlite, form: &Form) -> Result<(), Refusal> {
    let user = desk.visitor.user()?;
    let old = store.user(&user.name)?.map(|(_, hash)| hash);
    signing(desk)?.count_own(&user.name)?;
    if !password::is_right(form.raw("old"), old.as_deref()) {
        let kind = "password-wrong";
        store.note(&Deed { author: &user.name, kind, subject: &user.name, detail: json!({}) })?;
        return Err(Refusal::wrong("the old password is another"));
    }
    signing(desk)?.uncount_own(&user.name);
    let kept = desk.visitor.signed.as_ref().map(|(_, session)| *session);
    Ok(store.set_password(&user.name, &hashed(form, "password")?, &user.name, kept)?)
}

fn new_key(store: &mut Sqlite, user: &User, form: &Form) -> Result<String, Refusal> {
    let name = form.needed("name", "what the key is for")?;
    let scope = Scope::from_str(form.get("scope"), false);
    let scope = scope.map_err(|_| Refusal::wrong("choose what the key may do"))?;
    let ends = form.given("ends");
    if let Some(day) = &ends
        && !day.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == *day)
    {
        return Err(Refusal::wrong(format!("{day}: not a date; write YYYY-MM-DD")));
    }
    let key = format!("{}{}", bearer::PREFIX, secret()?);
    let (hash, ends) = (Hash::of(&key), ends.as_deref());
    store.add_token(user, &NewToken { hash, name: &name, scope, ends })?;
    Ok(key)
}

/// Whether a key may be used today.
fn is_good(token: &Token, today: &str) -> bool {
    token.revoked.is_none() && token.ends.as_deref().is_none_or(|ends| ends >= today)
}
