//! A workbench for many, and the people who sign in to it.

#![allow(dead_code, reason = "not every test needs all of it")]

use super::{
    browser::{Answer, Browser, store_of},
    run,
};
use std::{fs, path::Path};

/// Everybody's.
pub const PASSWORD: &str = "a long pass phrase";

/// One of each role: by their first letters, owner Mara aside.
const PEOPLE: [(&str, &str); 5] = [
    ("Mara", "owner"),
    ("Edda", "editor"),
    ("Rosa", "reviewer"),
    ("Vera", "viewer"),
    ("Dora", "data"),
];

/// A workbench that is served for many.
pub struct Team(Browser);

impl Team {
    /// Serves a store of the samples.
    pub fn of_samples(name: &str) -> Self {
        let store = run::folder(&format!("users-{name}")).join("a.db");
        store_of(&store, "samples");
        Self::of(&store)
    }

    /// Serves a store of these JSON Lines.
    pub fn of_reports(name: &str, lines: &str) -> Self {
        let folder = run::folder(&format!("users-{name}"));
        let reports = folder.join("reports.jsonl");
        fs::write(&reports, lines).unwrap();
        let store = folder.join("a.db");
        store_of(&store, reports.to_str().unwrap());
        Self::of(&store)
    }

    fn of(store: &Path) -> Self {
        for (name, role) in PEOPLE {
            let store = store.to_str().unwrap();
            let arguments = ["users", "add", name, "--role", role, "--store", store];
            let added = run::dateline_with(&arguments, PASSWORD.as_bytes());
            assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
        }
        Self(Browser::of_many(store))
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Browser {
        self.0.without_cookie()
    }

    /// Somebody's browser.
    pub fn sign_in(&self, name: &str) -> Browser {
        let answer = self.try_in(name, PASSWORD);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        self.stranger().with_cookie(cookie.split(';').next().unwrap())
    }

    /// What is answered to this name and password.
    pub fn try_in(&self, name: &str, password: &str) -> Answer {
        self.stranger().post("/sign-in", &[("name", name), ("password", password)])
    }
}
