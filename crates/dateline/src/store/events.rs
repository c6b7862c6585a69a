//! What the program asks of a store's events.

use super::{Columns, Cursor, Decided, Judgement, Query, ReportId, SourcePage, SourceQuery};
use crate::event::{Brief, Event, Report};
use anyhow::Result;
use dateline_link::ClaimKey;
use dateline_link::events::DecisionKind;
use dateline_read::Packs;
use jiff::civil::Date;
use std::sync::Arc;

/// Events, asked for and judged. What is put in is safe on the disk, whole, when the call returns.
pub trait Events {
    /// Links the first `limit` readings that wait for it; how many there were.
    ///
    /// # Errors
    /// One line on what keeps the store from being written.
    fn link(&mut self, packs: &Packs, limit: u32) -> Result<usize>;

    /// From now on this store shows what it holds at this moment, whatever others write.
    ///
    /// # Errors
    /// One line on what keeps the store from being read; so for all that only ask.
    fn hold(&self) -> Result<()>;

    /// How many readings wait to be linked.
    fn waiting(&self) -> Result<u64>;

    /// How many texts there are, copies of one counted once.
    fn texts(&self) -> Result<u64>;

    /// The first `limit` reports before this one, the newest first, each with how many claims it makes.
    fn reports(&self, before: Option<ReportId>, limit: usize) -> Result<Vec<(Report, u64)>>;

    /// The first `limit` outlets, or those whom claims are told by in the end, after the cursor.
    fn tellers(&self, query: &SourceQuery, limit: usize) -> Result<SourcePage>;

    /// The key of the event that holds a claim.
    fn holder(&self, claim: ClaimKey) -> Result<Option<ClaimKey>>;

    /// The event that holds a claim.
    fn event(&self, claim: ClaimKey) -> Result<Option<Event>>;

    /// The same, as far as lists show it.
    fn brief(&self, claim: ClaimKey) -> Result<Option<Brief>>;

    /// The same, as the JSON that it is stored as, with what it contains and is part of.
    fn record(&self, claim: ClaimKey) -> Result<Option<String>>;

    /// The first `limit` events that are asked for, after the cursor.
    fn page(&self, query: &Query, after: Option<&Cursor>, limit: usize) -> Result<Page>;

    /// How many events are asked for.
    fn count(&self, query: &Query) -> Result<u64>;

    /// The events of these claims, in their order; those that are gone are left out.
    fn events(&self, keys: &[ClaimKey]) -> Result<Vec<Event>>;

    /// All events in memory, as they are now; `before` saves reading what did not change since.
    fn columns(&self, before: Option<&Arc<Columns>>) -> Result<Arc<Columns>>;

    /// The keys of the events that have the words asked for, sorted; none when no words are.
    fn worded(&self, query: &Query) -> Result<Option<Vec<i64>>>;

    /// A number that is another once something was committed through another connection.
    fn data_version(&self) -> Result<i64>;

    /// What reports have from each other: every edge of this report, by its number as `r12`.
    fn edges(&self, report: &str) -> Result<Vec<Taken>>;

    /// Keeps a decision on pairs of claims, and works their events out again; its number.
    ///
    /// # Errors
    /// As [`Events::link`].
    fn decide(
        &mut self,
        kind: DecisionKind,
        pairs: &[(ClaimKey, ClaimKey)],
        by: &Judgement<'_>,
        packs: &Packs,
    ) -> Result<i64>;

    /// Takes a decision back, and works its events out again.
    ///
    /// # Errors
    /// As [`Events::link`], and when no such decision stands.
    fn undo(&mut self, decision: i64, author: &str, packs: &Packs) -> Result<()>;

    /// The decision of this number.
    fn decision(&self, number: i64) -> Result<Option<Decided>>;

    /// All decisions, the newest first.
    fn decisions(&self) -> Result<Vec<Decided>>;
}

/// Readings linked in one transaction.
pub const LINKED: usize = 256;

/// Links all readings that wait for it, telling how many were linked each time it writes.
///
/// # Errors
/// As [`Events::link`].
pub fn link_all(store: &mut impl Events, packs: &Packs, told: impl Fn(u64)) -> Result<()> {
    loop {
        match store.link(packs, LINKED as u32)? {
            0 => return Ok(()),
            linked => told(linked as u64),
        }
    }
}

/// A part of a list of events.
pub struct Page {
    pub events: Vec<Event>,
    /// Where the list goes on; none at its end.
    pub next: Option<Cursor>,
}

/// An event on a map or a timeline.
#[derive(Clone, PartialEq, Debug)]
pub struct Dot {
    pub event: ClaimKey,
    pub kind: Arc<str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: Option<Arc<str>>,
    pub country: Option<Arc<str>>,
    /// Days from 1970-01-01; none where open or unknown.
    pub first_day: Option<i64>,
    pub last_day: Option<i64>,
    pub origins: u32,
    pub reports: u32,
}

/// What events are counted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The month in which it began: `2024-03`.
    Month,
    /// The day on which it began: `2024-03-09`.
    Day,
    /// Its type.
    Type,
    /// ISO 3166-1 alpha-3.
    Country,
    /// `IRQ/Salah ad Din`.
    Admin1,
}

/// What one report has from another.
#[derive(Clone, PartialEq, Debug)]
pub struct Taken {
    /// As `r12`.
    pub taker: String,
    pub giver: String,
    pub kind: String,
    /// Whether the two are one origin by it; else single statements are.
    pub folds: bool,
    pub score: f64,
    pub reason: String,
}

/// The first day of an EDTF date, from 1970-01-01.
pub fn days(edtf: &str) -> Option<i64> {
    let first = edtf.split('/').next()?;
    let whole = match first.split('-').count() {
        1 => format!("{first}-01-01"),
        2 => format!("{first}-01"),
        _ => first.to_owned(),
    };
    Some(day_number(whole.parse().ok()?))
}

/// Days from 1970-01-01.
pub fn day_number(date: Date) -> i64 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |since| since.get_days().into())
}
