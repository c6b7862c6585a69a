//! The log of what people did.

use super::Hash;
use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

/// Something a person did.
pub struct Deed<'a> {
    pub author: &'a str,
    /// In one word: `merge`, `correct`, `grade`, `export`, `sign-in`.
    pub kind: &'a str,
    /// What it was done to: an event's, claim's or report's id, a source's name, a user, a file.
    pub subject: &'a str,
    /// What else there is to say, as JSON.
    pub detail: Value,
}

/// A row of the log.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Act {
    pub id: i64,
    /// UTC, RFC 3339.
    pub at: String,
    pub author: String,
    pub kind: String,
    pub subject: String,
    /// JSON, as it was written.
    pub detail: String,
    /// See [`Act::chained`].
    pub hash: Hash,
}

impl Act {
    /// The hash that a row with these values has after one with the hash `before`: SHA-256 of that hash
    /// in hexadecimal (empty for the first row) and of the values, each ended by a zero byte.
    pub fn chained(before: Option<Hash>, id: i64, values: [&str; 5]) -> Hash {
        let mut bytes = before.map_or_else(String::new, |hash| hash.to_string());
        bytes.push('\0');
        bytes.push_str(&id.to_string());
        for value in values {
            bytes.push('\0');
            bytes.push_str(value);
        }
        Hash::of(&bytes)
    }

    /// Whether the row is as it was written after one with the hash `before`.
    pub fn follows(&self, before: Option<Hash>) -> bool {
        let values = [&self.at, &self.author, &self.kind, &self.subject, &self.detail];
        self.hash == Self::chained(before, self.id, values.map(String::as_str))
    }
}

/// What going through the log found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The first row that is not as it was written, or before which one is missing.
    pub broken: Option<i64>,
    /// The last row that is right, and its hash.
    pub last: Option<(i64, Hash)>,
}

/// The log, which is added to and never changed.
pub trait Log {
    /// Adds a row. What changes the store adds its own row in the same transaction; this is for deeds
    /// that change nothing, as an export.
    ///
    /// # Errors
    /// One line on what keeps the store from being written.
    fn note(&mut self, deed: &Deed<'_>) -> Result<()>;

    /// The first `limit` rows before this one, the newest first.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so for all below.
    fn acts(&self, before: Option<i64>, limit: usize) -> Result<Vec<Act>>;

    /// What was done to any of these things, the oldest first.
    fn acts_on(&self, subjects: &[&str]) -> Result<Vec<Act>>;

    /// Goes through the rows after one that was found right before, else through the whole log.
    fn checked(&self, after: Option<(i64, Hash)>) -> Result<Checked>;
}
