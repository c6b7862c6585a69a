//! What people say of what was read: of claims, of where the review of events stands, and of sources.

use super::{Judgement, ReportId};
use crate::event::{Brief, Event, Told};
use anyhow::Result;
use clap::ValueEnum;
use dateline_link::ClaimKey;
use dateline_read::Packs;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How far the review of an event has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    ToDo,
    InProgress,
    HelpNeeded,
    Ready,
    Completed,
    Cancelled,
}

/// Where the review of an event stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    pub status: Status,
    /// Who does it.
    pub assignee: Option<String>,
    /// When it was last changed (UTC, RFC 3339), and by whom; none when nobody has touched it.
    pub changed: Option<(String, String)>,
}

impl Review {
    /// Of an event that nobody has touched.
    pub const UNTOUCHED: Self = Self { status: Status::ToDo, assignee: None, changed: None };
}

/// What a person says of a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right as it stands.
    Accept,
    /// It is no claim: nothing of the kind is said there.
    Reject,
    /// A part of it is another.
    Correct,
}

/// What is said of a claim, before it is kept.
#[derive(Clone, PartialEq, Debug)]
pub enum Ruling {
    Accept,
    Reject,
    /// A part, as [`crate::event::correct`] names it, and what it should be; null when nobody said it.
    Correct(String, Value),
}

impl Ruling {
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Accept => Verdict::Accept,
            Self::Reject => Verdict::Reject,
            Self::Correct(..) => Verdict::Correct,
        }
    }
}

/// What a person said of a claim, as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    pub id: i64,
    pub claim: ClaimKey,
    pub report: ReportId,
    /// The claim's trigger, and where in code points it begins.
    pub trigger: (String, usize),
    pub ruling: Ruling,
    pub author: String,
    pub reason: String,
    /// UTC, RFC 3339.
    pub at: String,
    /// When and by whom it was taken back.
    pub undone: Option<(String, String)>,
}

/// A claim as it was read and as people say it is; nothing when they say it is none.
pub struct Judged {
    pub read: Told,
    pub now: Option<Told>,
    /// What they said, the oldest first; what was taken back is not among it.
    pub corrections: Vec<Correction>,
}

/// Whether a source is an outlet or somebody whom outlets quote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    Outlet,
    Speaker,
}

/// How somebody grades a source, on the Admiralty scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grade {
    pub kind: SourceKind,
    pub name: String,
    /// `A` (reliable) to `E` (unreliable), `F` (cannot be judged).
    pub reliability: char,
    /// 1 (confirmed) to 5 (improbable), 6 (cannot be judged).
    pub credibility: u8,
    pub author: String,
    pub reason: String,
    /// UTC, RFC 3339.
    pub at: String,
}

/// Which events are asked for by their review.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Asked {
    pub status: Option<Status>,
    pub assignee: Option<String>,
    /// Only those before this one in the list.
    pub after: Option<(String, ClaimKey)>,
}

/// Review. What is put in is safe on the disk, whole and in the log, when the call returns.
pub trait Reviews {
    /// Keeps what somebody says of a claim, all of it or nothing, and works its report's claims out again.
    ///
    /// # Errors
    /// When there is no such claim, or one line on what keeps the store from being written; so for
    /// all that change.
    fn rule(
        &mut self,
        claim: ClaimKey,
        rulings: &[Ruling],
        by: &Judgement<'_>,
        packs: &Packs,
    ) -> Result<()>;

    /// Takes a correction back; the claim that it was about.
    ///
    /// # Errors
    /// As above, and when no such correction stands.
    fn unrule(&mut self, correction: i64, author: &str, packs: &Packs) -> Result<ClaimKey>;

    /// A claim as it was read and as it stands, with what was said of it; none when no report makes it.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so for all that only ask.
    fn judged(&self, claim: ClaimKey, packs: &Packs) -> Result<Option<Judged>>;

    /// Every claim that something was said of and that is still read.
    fn all_judged(&self, packs: &Packs) -> Result<Vec<Judged>>;

    /// The report that makes a claim, or made it before somebody said that it is none.
    fn maker(&self, claim: ClaimKey) -> Result<Option<ReportId>>;

    /// All that was said of a claim, also what was taken back, the newest first.
    fn corrections(&self, claim: ClaimKey) -> Result<Vec<Correction>>;

    /// Says where the review of an event stands, and who does it.
    fn set_review(
        &mut self,
        event: &Event,
        status: Status,
        assignee: Option<&str>,
        by: &Judgement<'_>,
    ) -> Result<()>;

    /// Where the review of an event stands.
    fn review(&self, event: &Event) -> Result<Review>;

    /// The first `limit` events of the queue, those that came into the store last first.
    fn queue(&self, asked: &Asked, limit: usize) -> Result<Vec<(Brief, Review)>>;

    /// How many events there are of each status.
    fn review_counts(&self) -> Result<Vec<(Status, u64)>>;

    /// Keeps a grade.
    fn grade(&mut self, grade: &Grade) -> Result<()>;

    /// The grades of a source, the newest first.
    fn grades(&self, kind: SourceKind, name: &str) -> Result<Vec<Grade>>;

    /// The grade that stands of each source that has one.
    fn standing_grades(&self) -> Result<Vec<Grade>>;
}
