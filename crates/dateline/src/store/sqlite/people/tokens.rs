//! Keys of people's programs, by their hashes.

use super::users::{COLUMNS, user};
use crate::store::{Deed, Hash, NewToken, Scope, Token, User, now, sqlite::acts};
use anyhow::{Result, ensure};
use clap::ValueEnum;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

/// Makes a key for somebody's programs.
pub fn add_token(store: &Connection, user: &User, token: &NewToken<'_>) -> Result<()> {
    store.execute(
        "INSERT INTO token (hash, user, name, scope, added, ends) VALUES (?, ?, ?, ?, ?, ?)",
        params![token.hash, user.id, token.name, token.scope.word(), now(), token.ends],
    )?;
    let detail = json!({ "scope": token.scope.word(), "ends": token.ends });
    let deed = Deed { author: &user.name, kind: "token-add", subject: token.name, detail };
    acts::append(store, &deed)
}

/// Takes a key of theirs back.
pub fn revoke_token(store: &Connection, user: &User, token: i64) -> Result<()> {
    let sql = "UPDATE token SET revoked = ? WHERE id = ? AND user = ? AND revoked IS NULL";
    let revoked = store.execute(sql, params![now(), token, user.id])?;
    ensure!(revoked == 1, "you have no such key, or it was taken back already");
    let named = "SELECT name FROM token WHERE id = ?";
    let name: String = store.query_row(named, [token], |row| row.get(0))?;
    let deed = Deed { author: &user.name, kind: "token-revoke", subject: &name, detail: json!({}) };
    acts::append(store, &deed)
}

/// All keys that somebody ever made, the newest first.
pub fn tokens(store: &Connection, user: &User) -> Result<Vec<Token>> {
    let sql = "SELECT id, name, scope, added, ends, revoked FROM token \
               WHERE user = ? ORDER BY id DESC";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([user.id], token)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Whose key this is and what for, if it is good at this time.
pub fn bearer(store: &Connection, hash: Hash, at: &str) -> Result<Option<(User, Scope)>> {
    let sql = format!(
        "SELECT {COLUMNS}, t.scope FROM token t JOIN user u ON u.id = t.user WHERE t.hash = ? \
         AND t.revoked IS NULL AND u.removed IS NULL AND (t.ends IS NULL OR t.ends >= ?)"
    );
    let mut statement = store.prepare_cached(&sql)?;
    // A key is good to the end of its day.
    let day = at.split('T').next().unwrap_or(at);
    let found = statement
        .query_row(params![hash, day], |row| Ok((user(row)?, scope(&row.get::<_, String>(5)?))));
    Ok(found.optional()?)
}

fn token(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        id: row.get(0)?,
        name: row.get(1)?,
        scope: scope(&row.get::<_, String>(2)?),
        added: row.get(3)?,
        ends: row.get(4)?,
        revoked: row.get(5)?,
    })
}

fn scope(word: &str) -> Scope {
    Scope::from_str(word, false).unwrap_or(Scope::Read)
}
