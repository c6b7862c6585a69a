//! Who is signed in, by the hash of what their cookie holds.

use super::users::{COLUMNS, user};
use crate::store::{Deed, Hash, User, now, sqlite::acts};
use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

/// Signs somebody in until `ends`, and forgets sessions that have ended.
pub fn sign_in(store: &Connection, user: &User, session: Hash, ends: &str) -> Result<()> {
    store.execute("DELETE FROM session WHERE ends <= ?", [now()])?;
    store.execute(
        "INSERT INTO session (hash, user, begun, ends) VALUES (?, ?, ?, ?)",
        params![session, user.id, now(), ends],
    )?;
    log(store, "sign-in", &user.name)
}

/// Signs somebody out. A session that is not there has ended already.
pub fn sign_out(store: &Connection, session: Hash) -> Result<()> {
    let sql = "SELECT u.name FROM session s JOIN user u ON u.id = s.user WHERE s.hash = ?";
    let name: Option<String> = store.query_row(sql, [session], |row| row.get(0)).optional()?;
    let Some(name) = name else { return Ok(()) };
    store.execute("DELETE FROM session WHERE hash = ?", [session])?;
    log(store, "sign-out", &name)
}

/// Who is signed in with this session at this time.
pub fn signed_in(store: &Connection, session: Hash, at: &str) -> Result<Option<User>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session s JOIN user u ON u.id = s.user \
         WHERE s.hash = ? AND s.ends > ? AND u.removed IS NULL"
    );
    let mut statement = store.prepare_cached(&sql)?;
    Ok(statement.query_row(params![session, at], user).optional()?)
}

fn log(store: &Connection, kind: &str, name: &str) -> Result<()> {
    acts::append(store, &Deed { author: name, kind, subject: name, detail: json!({}) })
}
