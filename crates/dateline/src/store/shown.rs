//! A store as those see it who may not see all of it.

use super::{ReportId, Sensitivity};
use crate::hash::Hash;
use anyhow::Result;
use dateline_link::ClaimKey;
use std::collections::BTreeSet;

/// What is more sensitive than somebody may see.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Beyond {
    /// Those of which any claim, or the report of any, is marked so. A claim that its report is no longer read to
    /// make may be any other of it.
    pub events: BTreeSet<ClaimKey>,
    /// Those that are marked so or tell of such an event: the words are there.
    pub reports: BTreeSet<ReportId>,
}

impl Beyond {
    pub fn is_nothing(&self) -> bool {
        self.events.is_empty() && self.reports.is_empty()
    }

    /// What tells it from any other; empty where nothing is beyond.
    pub fn name(&self) -> String {
        if self.is_nothing() {
            return String::new();
        }
        let events = self.events.iter().map(|event| format!("e{} ", event.0));
        let reports = self.reports.iter().map(|report| format!("r{} ", report.0));
        format!("{:.16}", Hash::of(events.chain(reports).collect::<String>()))
    }
}

/// A store of which some is not shown.
pub trait Shown {
    /// From now on shows the store as it is at this moment, and of that nothing that is more sensitive than this: it is
    /// absent whatever is asked, as if it had never come. The name of what is not shown, as [`Beyond::name`] has it.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so below.
    fn show_up_to(&mut self, most: Sensitivity) -> Result<String>;

    /// Lets go of a moment that was held: the next question sees what others wrote meanwhile.
    fn let_go(&self) -> Result<()>;
}
