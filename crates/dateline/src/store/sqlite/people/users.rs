//! Users, their roles and the hashes of their passwords.

use crate::store::{Deed, Hash, Role, User, now, sqlite::acts};
use anyhow::{Result, bail, ensure};
use clap::ValueEnum;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Value, json};

/// Most letters of a name.
const LETTERS: usize = 64;

pub const COLUMNS: &str = "u.id, u.name, u.role, u.added, u.removed";

/// Lets somebody sign in; one who was removed comes back.
pub fn add(store: &Connection, name: &str, role: Role, password: &str, by: &str) -> Result<()> {
    let is_name = !name.is_empty() && name.trim() == name && !name.contains(char::is_control);
    ensure!(is_name && name.chars().count() <= LETTERS, "a name has 1 to {LETTERS} letters");
    let added = store.execute(
        "INSERT INTO user (name, role, password, added) VALUES (?, ?, ?, ?) \
         ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password, \
         removed = NULL WHERE removed IS NOT NULL",
        params![name, role.word(), password, now()],
    )?;
    ensure!(added == 1, "there is a {name} already; take another name");
    log(store, by, "user-add", name, json!({ "role": role.word() }))
}

/// Gives somebody another role.
pub fn set_role(store: &Connection, name: &str, role: Role, by: &str) -> Result<()> {
    change(store, name, "role = ?2", &role.word())?;
    one_owner_is_left(store)?;
    log(store, by, "user-role", name, json!({ "role": role.word() }))
}

/// Gives somebody another password, and ends all their sessions but one.
pub fn set_password(
    store: &Connection,
    name: &str,
    password: &str,
    by: &str,
    kept: Option<Hash>,
) -> Result<()> {
    change(store, name, "password = ?2", password)?;
    store.execute(
        "DELETE FROM session WHERE user = (SELECT id FROM user WHERE name = ?) AND hash IS NOT ?",
        params![name, kept],
    )?;
    log(store, by, "user-password", name, json!({}))
}

/// Lets somebody sign in no more.
pub fn remove(store: &Connection, name: &str, by: &str) -> Result<()> {
    change(store, name, "removed = ?2", &now())?;
    one_owner_is_left(store)?;
    let theirs = "user = (SELECT id FROM user WHERE name = ?)";
    store.execute(&format!("DELETE FROM session WHERE {theirs}"), [name])?;
    let revoke = format!("UPDATE token SET revoked = ? WHERE revoked IS NULL AND {theirs}");
    store.execute(&revoke, params![now(), name])?;
    log(store, by, "user-remove", name, json!({}))
}

/// Everybody who ever might sign in, by name.
pub fn all(store: &Connection) -> Result<Vec<User>> {
    let mut statement = store.prepare(&format!("SELECT {COLUMNS} FROM user u ORDER BY name"))?;
    let found = statement.query_map([], user)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Somebody who may sign in, with their password's hash.
pub fn of_name(store: &Connection, name: &str) -> Result<Option<(User, String)>> {
    let sql = format!("SELECT {COLUMNS}, password FROM user u WHERE name = ? AND removed IS NULL");
    let found = store.query_row(&sql, [name], |row| Ok((user(row)?, row.get(5)?)));
    Ok(found.optional()?)
}

/// A user of [`COLUMNS`].
pub fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    let role: String = row.get(2)?;
    Ok(User {
        id: row.get(0)?,
        name: row.get(1)?,
        // The least, should the table ever hold another word.
        role: Role::from_str(&role, false).unwrap_or(Role::Data),
        added: row.get(3)?,
        removed: row.get(4)?,
    })
}

fn change(store: &Connection, name: &str, set: &str, value: &str) -> Result<()> {
    let sql = format!("UPDATE user SET {set} WHERE name = ?1 AND removed IS NULL");
    match store.execute(&sql, params![name, value])? {
        1 => Ok(()),
        _ => bail!("there is no {name} here; `dateline users list` names everybody"),
    }
}

fn one_owner_is_left(store: &Connection) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM user WHERE role = 'owner' AND removed IS NULL)";
    let is_left = store.query_row(sql, [], |row| row.get::<_, bool>(0))?;
    ensure!(is_left, "this is the last owner; make another first");
    Ok(())
}

fn log(store: &Connection, by: &str, kind: &str, name: &str, detail: Value) -> Result<()> {
    acts::append(store, &Deed { author: by, kind, subject: name, detail })
}
