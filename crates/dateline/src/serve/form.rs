//! Forms. Nothing is changed by one that was not made here for this session.

use super::{cookie::same, desk::Desk, refusal::Refusal};

/// A form as a browser sends it.
pub type Sent = axum::Form<Vec<(String, String)>>;

/// The fields of a form that was made here.
pub struct Form {
    pairs: Vec<(String, String)>,
    /// Who is signed in and sent it.
    sender: Option<String>,
}

impl Form {
    /// # Errors
    /// When it was not made here.
    pub fn sent(desk: &Desk, axum::Form(pairs): Sent) -> Result<Self, Refusal> {
        Self::of(desk, pairs)
    }

    /// The form of these fields.
    ///
    /// # Errors
    /// When it was not made here.
    pub fn of(desk: &Desk, pairs: Vec<(String, String)>) -> Result<Self, Refusal> {
        let form = Self { pairs, sender: desk.visitor.name.clone() };
        let key = &desk.visitor.form_key;
        if key.is_empty() || !same(form.get("key"), key) {
            return Err(Refusal::forbidden("this form is of another session; open the page again"));
        }
        Ok(form)
    }

    /// A field's value; empty when it was left so.
    pub fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// A field's value as it was typed: blanks are part of a password.
    pub fn raw(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// A field's value, where it was filled in.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// A field that must be filled in.
    ///
    /// # Errors
    /// When it was not.
    pub fn needed(&self, name: &str, what: &str) -> Result<String, Refusal> {
        let wrong = || Refusal::wrong(format!("say {what}; it is kept with the decision"));
        self.given(name).ok_or_else(wrong)
    }

    /// Who does what the form says: who is signed in, else who is named in it.
    ///
    /// # Errors
    /// When nobody is.
    pub fn author(&self) -> Result<String, Refusal> {
        self.sender.clone().map_or_else(|| self.needed("author", "who you are"), Ok)
    }

    /// Where the form asks to go on, which is only ever a page of ours; else `usual`.
    pub fn onwards(&self, usual: &str) -> String {
        let next = self.get("next");
        if is_ours(next) { next.to_owned() } else { usual.to_owned() }
    }

    /// All values of a name, as of ticked boxes.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.pairs.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.clone()).collect()
    }
}

/// Whether an address leads to a page of ours, and to no other site.
pub fn is_ours(next: &str) -> bool {
    let is_plain = !next.contains(|letter: char| letter == '\\' || letter.is_control());
    next.starts_with('/') && !next.starts_with("//") && is_plain
}
