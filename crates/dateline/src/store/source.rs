//! Who tells of events, and how they are listed.

use super::SourceKind;
use anyhow::{Context, Result};
use std::{fmt, str::FromStr};

/// One who tells of events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    pub name: String,
    pub claims: u64,
    pub events: u64,
    /// Of these, those that have a single origin.
    pub alone: u64,
}

/// Which sources are listed: those with the most events first, those with as many by name.
pub struct SourceQuery {
    pub kind: SourceKind,
    /// Words or parts of words, all of which are in a source's name; small and capital letters are one.
    pub name: String,
    pub after: Option<SourceCursor>,
}

/// Where a list of sources is to go on: after the one of this name, which tells so many events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceCursor {
    pub events: u64,
    pub name: String,
}

/// A part of a list of sources.
pub struct SourcePage {
    pub sources: Vec<Source>,
    /// Where the list goes on; none at its end.
    pub next: Option<SourceCursor>,
}

impl fmt::Display for SourceCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.events, self.name)
    }
}

impl FromStr for SourceCursor {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('~');
        let parts = parts.and_then(|(events, name)| Some((events.parse().ok()?, name.to_owned())));
        let (events, name) = parts.with_context(|| {
            format!("{text:?} is no cursor; give the one that the page before ended with")
        })?;
        Ok(Self { events, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_back() {
        let cursor = SourceCursor { events: 7, name: "The ~ Post, daily".into() };
        assert_eq!(cursor.to_string().parse::<SourceCursor>().unwrap(), cursor);
        assert!(
            "Post".parse::<SourceCursor>().is_err() && "x~Post".parse::<SourceCursor>().is_err()
        );
    }
}
