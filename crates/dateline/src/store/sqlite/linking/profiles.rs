//! What is compared of reports.

use crate::{
    record,
    store::{VersionId, sqlite::find},
};
use anyhow::{Context, Result};
use dateline_doc::Reading;
use dateline_link::{ReportKey, origins::Profile};
use rusqlite::Connection;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// Profiles looked up while linking, each once: it takes reading a record and its text to make one, and
/// the reports that all others of a story are compared with are asked for again and again.
pub struct Profiles<'a> {
    store: &'a Connection,
    made: RefCell<BTreeMap<i64, Rc<Profile>>>,
}

impl<'a> Profiles<'a> {
    /// None yet.
    pub fn new(store: &'a Connection) -> Self {
        Self { store, made: RefCell::default() }
    }

    /// The profile of a report that comes in.
    pub fn of(&self, reading: &Reading, key: ReportKey) -> Rc<Profile> {
        self.keep(key.0 as i64, Profile::of(reading, key))
    }

    /// The profile of a report in the store.
    pub fn load(&self, key: i64) -> Result<Rc<Profile>> {
        if let Some(profile) = self.made.borrow().get(&key) {
            return Ok(profile.clone());
        }
        let sql = "SELECT version FROM source WHERE key = ?";
        let version: VersionId =
            self.store.prepare_cached(sql)?.query_row([key], |row| row.get(0))?;
        let line = find::stored(self.store, version)?.line;
        let reading = record::parse(&line).context("a stored record")?;
        Ok(self.keep(key, Profile::of(&reading, ReportKey(key as u64))))
    }

    /// Forgets a report that goes, or comes in another version.
    pub fn forget(&self, key: i64) {
        self.made.borrow_mut().remove(&key);
    }

    fn keep(&self, key: i64, profile: Profile) -> Rc<Profile> {
        let profile = Rc::new(profile);
        self.made.borrow_mut().insert(key, profile.clone());
        profile
    }
}
