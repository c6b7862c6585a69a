//! Addresses that are fetched again and again.

use anyhow::Result;

/// An address that is watched.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Watch {
    pub id: i64,
    pub address: String,
    /// Fetched so many minutes after the last time.
    pub minutes: u32,
    pub author: String,
    /// UTC, RFC 3339; so all times here.
    pub added: String,
    pub last_at: Option<String>,
    /// What came of the last time, in one line.
    pub outcome: Option<String>,
    /// Times in a row that it could not be fetched.
    pub failures: u32,
    /// What the server said of what it sent last, by which it tells whether there is more.
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// What came of fetching an address.
pub struct Watched {
    /// In one line.
    pub outcome: String,
    pub failed: bool,
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// Watching. Who watches what is in the log; what comes of it is beside the address.
pub trait Watches {
    /// Watches an address; one that is watched already gets this author and pace.
    ///
    /// # Errors
    /// When it is no address to fetch, the pace is too fast, or one line on what keeps the store from
    /// being written; so for all that change.
    fn watch(&mut self, address: &str, minutes: u32, author: &str) -> Result<()>;

    /// Watches an address no more.
    fn unwatch(&mut self, address: &str, author: &str) -> Result<()>;

    /// Takes up a watch whose time has come, unless another program has since.
    fn take_up(&mut self, watch: &Watch) -> Result<bool>;

    /// Keeps what came of it.
    fn watched(&mut self, watch: &Watch, what: &Watched) -> Result<()>;

    /// All addresses that are watched.
    ///
    /// # Errors
    /// One line on what keeps the store from being read.
    fn watches(&self) -> Result<Vec<Watch>>;
}
