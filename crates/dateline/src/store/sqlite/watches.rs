//! Addresses that are fetched again and again.

use super::{Sqlite, acts};
use crate::store::{Deed, Watch, Watched, Watches, now};
use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, params};
use serde_json::json;
use url::Url;

impl Watches for Sqlite {
    fn watch(&mut self, address: &str, minutes: u32, author: &str) -> Result<()> {
        self.change(|store| add(store, address, minutes, author))
    }

    fn unwatch(&mut self, address: &str, author: &str) -> Result<()> {
        self.change(|store| remove(store, address, author))
    }

    fn take_up(&mut self, watch: &Watch) -> Result<bool> {
        self.change(|store| take_up(store, watch))
    }

    fn watched(&mut self, watch: &Watch, what: &Watched) -> Result<()> {
        self.change(|store| done(store, watch, what))
    }

    fn watches(&self) -> Result<Vec<Watch>> {
        self.ask(all)
    }
}

/// The fastest pace.
const MINUTES: u32 = 5;

/// Watches an address; one that is watched already gets this author and pace.
fn add(store: &Connection, address: &str, minutes: u32, author: &str) -> Result<()> {
    let url = Url::parse(address).with_context(|| format!("{address}: not an address"))?;
    let is_web = matches!(url.scheme(), "http" | "https");
    ensure!(is_web, "{address}: only http and https are fetched");
    let is_open = url.username().is_empty() && url.password().is_none();
    ensure!(is_open, "an address with a password in it is not fetched; take it out");
    ensure!(minutes >= MINUTES, "every {minutes} minutes is too often; give {MINUTES} or more");
    store.execute(
        "INSERT INTO watch (address, minutes, author, added) VALUES (?, ?, ?, ?) \
         ON CONFLICT (address) DO UPDATE SET minutes = excluded.minutes, author = excluded.author",
        params![url.as_str(), minutes, author, now()],
    )?;
    let detail = json!({ "minutes": minutes });
    acts::append(store, &Deed { author, kind: "watch", subject: url.as_str(), detail })
}

/// Watches an address no more.
fn remove(store: &Connection, address: &str, author: &str) -> Result<()> {
    let url = Url::parse(address).map_or_else(|_| address.to_owned(), String::from);
    let removed = store.execute("DELETE FROM watch WHERE address = ?", [&url])?;
    ensure!(removed == 1, "{address} is not watched; `dateline watch list` names what is");
    acts::append(store, &Deed { author, kind: "unwatch", subject: &url, detail: json!({}) })
}

/// Takes up a watch as it was found, unless another program has since.
fn take_up(store: &Connection, watch: &Watch) -> Result<bool> {
    let sql = "UPDATE watch SET last_at = ? WHERE id = ? AND last_at IS ?";
    Ok(store.execute(sql, params![now(), watch.id, watch.last_at])? == 1)
}

/// Keeps what came of it.
fn done(store: &Connection, watch: &Watch, what: &Watched) -> Result<()> {
    let failures = if what.failed { watch.failures.saturating_add(1) } else { 0 };
    store.execute(
        "UPDATE watch SET last_at = ?, outcome = ?, failures = ?, etag = ?, modified = ? WHERE id = ?",
        params![now(), what.outcome, failures, what.etag, what.modified, watch.id],
    )?;
    Ok(())
}

/// All addresses that are watched.
fn all(store: &Connection) -> Result<Vec<Watch>> {
    let sql = "SELECT id, address, minutes, author, added, last_at, outcome, failures, etag, modified \
               FROM watch ORDER BY address";
    let mut statement = store.prepare_cached(sql)?;
    let found = statement.query_map([], |row| {
        Ok(Watch {
            id: row.get(0)?,
            address: row.get(1)?,
            minutes: row.get(2)?,
            author: row.get(3)?,
            added: row.get(4)?,
            last_at: row.get(5)?,
            outcome: row.get(6)?,
            failures: row.get(7)?,
            etag: row.get(8)?,
            modified: row.get(9)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_fetched_are_watched_and_not_too_often() {
        let store = super::super::open::in_memory();
        for address in ["x", "ftp://a.example/", "file:///etc/passwd", "http://u:p@a.example/"] {
            assert!(add(&store, address, 60, "Mara").is_err(), "{address}");
        }
        assert!(add(&store, "https://a.example/feed", 4, "Mara").is_err());
        add(&store, "https://A.example/feed", 5, "Mara").unwrap();
        add(&store, "https://a.example/feed", 60, "Idris").unwrap();
        let all = all(&store).unwrap();
        assert_eq!((all.len(), all[0].minutes, all[0].author.as_str()), (1, 60, "Idris"));
        remove(&store, "https://a.example/feed", "Mara").unwrap();
        assert!(remove(&store, "https://a.example/feed", "Mara").is_err());
        assert_eq!(acts::on(&store, &["https://a.example/feed"]).unwrap().len(), 3);
    }

    #[test]
    fn a_watch_is_taken_up_once_and_its_failures_are_counted() {
        let store = super::super::open::in_memory();
        add(&store, "https://a.example/feed", 5, "Mara").unwrap();
        let found = all(&store).unwrap().remove(0);
        assert!(take_up(&store, &found).unwrap());
        assert!(!take_up(&store, &found).unwrap(), "another program has it");
        let what = |failed| Watched {
            outcome: "no answer".to_owned(),
            failed,
            etag: Some("x".to_owned()),
            modified: None,
        };
        for number in 1..3 {
            let found = all(&store).unwrap().remove(0);
            done(&store, &found, &what(true)).unwrap();
            assert_eq!(all(&store).unwrap()[0].failures, number);
        }
        let found = all(&store).unwrap().remove(0);
        done(&store, &found, &what(false)).unwrap();
        let found = all(&store).unwrap().remove(0);
        assert_eq!((found.failures, found.etag.as_deref()), (0, Some("x")));
    }
}
