//! How sensitive people say that reports, claims and events are.

use super::{Beyond, Judgement, ReportId};
use anyhow::Result;
use clap::ValueEnum;
use dateline_link::ClaimKey;
use serde::{Deserialize, Serialize};

/// How much harm may come of something being known.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug, ValueEnum, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Anyone may know it
    #[default]
    Low,
    /// It is kept from the public
    Moderate,
    /// It stays inside, and is kept from the role `data`
    High,
    /// It leaves in no file at all, and is kept from the role `viewer` too
    Severe,
}

impl Sensitivity {
    pub const ALL: [Self; 4] = [Self::Low, Self::Moderate, Self::High, Self::Severe];

    pub fn word(self) -> &'static str {
        ["low", "moderate", "high", "severe"][self as usize]
    }

    /// What it means, in a few words.
    pub fn means(self) -> &'static str {
        let all =
            ["anyone may know it", "kept from the public", "stays inside", "leaves in no file"];
        all[self as usize]
    }

    /// The same in the Traffic Light Protocol.
    pub fn tlp(self) -> &'static str {
        ["CLEAR", "GREEN", "AMBER", "RED"][self as usize]
    }
}

/// What is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marked {
    Claim(ClaimKey),
    /// With all its claims.
    Report(ReportId),
}

/// What somebody said last of a report or a claim.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Mark {
    /// Which: a claim's id, or a report's as `r12`.
    pub on: String,
    pub level: Sensitivity,
    pub author: String,
    pub reason: String,
    /// UTC, RFC 3339.
    pub at: String,
}

/// Marks. What is put in is safe on the disk, whole and in the log, when the call returns.
pub trait Marks {
    /// Says how sensitive these are, which the log has under the id `subject`.
    ///
    /// # Errors
    /// When one is not there, or one line on what keeps the store from being written.
    fn mark(
        &mut self,
        subject: &str,
        on: &[Marked],
        level: Sensitivity,
        by: &Judgement<'_>,
    ) -> Result<()>;

    /// What stands of these: of a claim also what is said of its report, of a report also what is said of its claims.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so below.
    fn marks(&self, on: &[Marked]) -> Result<Vec<Mark>>;

    /// What is more sensitive than this, whatever this store shows.
    fn beyond(&self, most: Sensitivity) -> Result<Beyond>;
}
