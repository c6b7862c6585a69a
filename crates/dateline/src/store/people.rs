//! Who may sign in where the workbench is for many, and the keys of their programs.

use super::Hash;
use anyhow::Result;
use clap::ValueEnum;

/// What somebody may do. Each may also do all that those above it in this list may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum)]
pub enum Role {
    /// Looks at events and downloads them, without any words of reports, and at nothing that is kept from partners
    Data,
    /// Looks at everything but what is severely sensitive, and downloads it
    Viewer,
    /// Judges claims, and says where the review of events stands
    Reviewer,
    /// Adds reports, merges and splits events, grades sources
    Editor,
    /// Decides who may do what
    Owner,
}

impl Role {
    /// The role in one word.
    pub fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Somebody who may sign in, or once might.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub role: Role,
    /// UTC, RFC 3339.
    pub added: String,
    /// When they were removed.
    pub removed: Option<String>,
}

/// What a program may do with a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Scope {
    /// Look and download
    Read,
    /// Add reports too, if the person whose key it is may
    Write,
}

impl Scope {
    /// The scope in one word.
    pub fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// A program's key. What it holds is not kept, only its hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    pub id: i64,
    pub name: String,
    pub scope: Scope,
    /// UTC, RFC 3339; so all times here.
    pub added: String,
    /// The day after which it is no longer good, `YYYY-MM-DD`.
    pub ends: Option<String>,
    pub revoked: Option<String>,
}

/// A key that is to be made.
pub struct NewToken<'a> {
    pub hash: Hash,
    pub name: &'a str,
    pub scope: Scope,
    pub ends: Option<&'a str>,
}

/// A time at which somebody is signed in or a key is used: UTC, RFC 3339, to the second.
pub type Moment<'a> = &'a str;

/// People. Whatever changes is in the log too, by whom (`by`), in the same transaction; passwords and
/// keys come here as hashes alone.
pub trait People {
    /// Lets somebody sign in; one who was removed comes back.
    ///
    /// # Errors
    /// When the name is taken or none, or one line on what keeps the store from being written; so for
    /// all that change.
    fn add_user(&mut self, name: &str, role: Role, password: &str, by: &str) -> Result<()>;

    /// Gives somebody another role.
    ///
    /// # Errors
    /// As above, when there is nobody of this name, and when no owner would be left.
    fn set_role(&mut self, name: &str, role: Role, by: &str) -> Result<()>;

    /// Gives somebody another password, and signs them out everywhere but in the session `kept`.
    fn set_password(
        &mut self,
        name: &str,
        password: &str,
        by: &str,
        kept: Option<Hash>,
    ) -> Result<()>;

    /// Lets somebody sign in no more, signs them out, and takes their keys back.
    fn remove_user(&mut self, name: &str, by: &str) -> Result<()>;

    /// Everybody who ever might sign in, by name.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so for all that only ask.
    fn users(&self) -> Result<Vec<User>>;

    /// Somebody who may sign in, with their password's hash.
    fn user(&self, name: &str) -> Result<Option<(User, String)>>;

    /// Signs somebody in until `ends`.
    fn sign_in(&mut self, user: &User, session: Hash, ends: Moment<'_>) -> Result<()>;

    /// Signs somebody out.
    fn sign_out(&mut self, session: Hash) -> Result<()>;

    /// Who is signed in with this session.
    fn signed_in(&self, session: Hash, at: Moment<'_>) -> Result<Option<User>>;

    /// Makes a key for somebody's programs.
    fn add_token(&mut self, user: &User, token: &NewToken<'_>) -> Result<()>;

    /// Takes a key of theirs back.
    fn revoke_token(&mut self, user: &User, token: i64) -> Result<()>;

    /// All keys that somebody ever made, the newest first.
    fn tokens(&self, user: &User) -> Result<Vec<Token>>;

    /// Whose key this is and what it may be used for, if it is still good.
    fn bearer(&self, token: Hash, at: Moment<'_>) -> Result<Option<(User, Scope)>>;
}
