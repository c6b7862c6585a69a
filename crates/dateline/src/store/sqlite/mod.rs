//! The store as one SQLite file. What each table holds stands in `schema/`.
//!
//! The file is in WAL mode: one program writes while others read what was last committed.
//! Every commit waits for the disk (`synchronous = FULL`), so that what was acknowledged survives a
//! power cut too. A `version` is never changed; its `reading` is worked out of it and may be replaced
//! at any time, and claims, origins and events are worked out of the readings.

mod acts;
mod asking;
mod error;
mod find;
mod linking;
mod lookup;
mod marks;
mod open;
mod people;
mod review;
mod rows;
mod shown;
mod watches;
mod write;

use super::{
    Act, Asked, Capture, Checked, Columns, Correction, Counts, Cursor, Decided, Deed, Entry,
    Events, Grade, Hash, Judged, Judgement, Key, Log, Lookup, NewToken, Page, People, Place,
    Present, Put, Query, ReaderVersion, Receipt, ReportId, Review, Reviews, Role, Ruling, Scope,
    SourceKind, SourcePage, SourceQuery, Status, Store, Stored, StoredReading, Taken, Token, User,
    Version, VersionId,
};
use crate::event::{Brief, Event, Report};
use anyhow::{Context, Result};
use dateline_link::ClaimKey;
use dateline_link::events::DecisionKind;
use dateline_read::Packs;
use rusqlite::{Connection, TransactionBehavior};
use shown::Hidden;
use std::{path::PathBuf, sync::Arc};

/// A store in a SQLite file.
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
    /// What it does not show.
    hidden: Hidden,
}

impl Sqlite {
    fn ask<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        ask(&self.connection).map_err(|error| error::explained(&self.path, &error))
    }

    /// Runs `change` in one transaction.
    fn change<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = &mut self.connection;
        let changed = (|| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changed = change(&transaction)?;
            transaction.commit()?;
            Ok(changed)
        })();
        changed.map_err(|error| error::explained(&self.path, &error))
    }
}

impl Lookup for Sqlite {
    fn by_capture(&self, hash: &Hash) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_capture(store, hash))
    }

    fn by_key(&self, key: &Key) -> Result<Option<ReportId>> {
        self.ask(|store| lookup::by_key(store, key))
    }

    fn by_report(&self, report: ReportId, text: &Hash) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_report(store, report, text))
    }

    fn by_text(&self, text: &Hash, keyless: bool) -> Result<Option<Place>> {
        self.ask(|store| lookup::by_text(store, text, keyless))
    }

    fn read_by_others_of(
        &self,
        report: ReportId,
        reader: &ReaderVersion,
    ) -> Result<Vec<(Place, Capture)>> {
        self.ask(|store| lookup::read_by_others_of(store, report, reader))
    }
}

impl Store for Sqlite {
    fn put(&mut self, batch: &[Entry], present: Present<'_>) -> Result<Vec<Put>> {
        self.change(|store| write::entries(store, batch, present))
    }

    fn replace_readings(
        &mut self,
        readings: &[(VersionId, StoredReading)],
        reader: &ReaderVersion,
    ) -> Result<()> {
        self.change(|store| write::readings(store, readings, reader))
    }

    fn read_by_others(
        &self,
        reader: &ReaderVersion,
        after: VersionId,
        limit: usize,
    ) -> Result<Vec<(Place, Capture)>> {
        self.ask(|store| find::read_by_others(store, reader, after, limit))
    }

    fn count_read_by_others(&self, reader: &ReaderVersion) -> Result<u64> {
        self.ask(|store| find::count_read_by_others(store, reader))
    }

    fn named(&self, name: &str) -> Result<Vec<VersionId>> {
        self.ask(|store| find::named(store, name))
    }

    fn stored(&self, version: VersionId) -> Result<Stored> {
        self.ask(|store| find::stored(store, version))
    }

    fn versions(&self, report: ReportId) -> Result<Vec<Version>> {
        self.ask(|store| find::versions(store, report))
    }

    fn version(&self, report: ReportId, number: u32) -> Result<Option<VersionId>> {
        self.ask(|store| find::version(store, report, number))
    }

    fn receipts(&self, report: ReportId) -> Result<Vec<Receipt>> {
        self.ask(|store| find::receipts(store, report))
    }

    fn readers(&self) -> Result<Vec<ReaderVersion>> {
        self.ask(find::readers)
    }

    fn counts(&self) -> Result<Counts> {
        self.ask(find::counts)
    }
}

impl Events for Sqlite {
    fn link(&mut self, packs: &Packs, limit: u32) -> Result<usize> {
        self.change(|store| linking::link(store, packs, limit))
    }

    fn hold(&self) -> Result<()> {
        // It takes hold with the first look.
        let hold = "BEGIN; SELECT count(*) FROM sqlite_schema";
        self.ask(|store| Ok(store.execute_batch(hold)?))
    }

    fn waiting(&self) -> Result<u64> {
        self.ask(linking::waiting)
    }

    fn reports(&self, before: Option<ReportId>, limit: usize) -> Result<Vec<(Report, u64)>> {
        self.ask(|store| asking::reports(store, before, limit))
    }

    fn tellers(&self, query: &SourceQuery, limit: usize) -> Result<SourcePage> {
        self.ask(|store| asking::tellers(store, query, limit))
    }

    fn texts(&self) -> Result<u64> {
        self.ask(asking::texts)
    }

    fn holder(&self, claim: ClaimKey) -> Result<Option<ClaimKey>> {
        self.ask(|store| asking::holder(store, claim))
    }

    fn brief(&self, claim: ClaimKey) -> Result<Option<Brief>> {
        self.ask(|store| asking::brief(store, claim))
    }

    fn record(&self, claim: ClaimKey) -> Result<Option<String>> {
        self.ask(|store| asking::record(store, claim))
    }

    fn event(&self, claim: ClaimKey) -> Result<Option<Event>> {
        self.ask(|store| asking::event(store, claim))
    }

    fn page(&self, query: &Query, after: Option<&Cursor>, limit: usize) -> Result<Page> {
        self.ask(|store| asking::page(store, query, after, limit))
    }

    fn count(&self, query: &Query) -> Result<u64> {
        self.ask(|store| asking::count(store, query))
    }

    fn events(&self, keys: &[ClaimKey]) -> Result<Vec<Event>> {
        self.ask(|store| asking::events(store, keys))
    }

    fn columns(&self, before: Option<&Arc<Columns>>) -> Result<Arc<Columns>> {
        self.ask(|store| asking::columns(store, before))
    }

    fn worded(&self, query: &Query) -> Result<Option<Vec<i64>>> {
        self.ask(|store| asking::worded(store, query))
    }

    fn data_version(&self) -> Result<i64> {
        self.ask(asking::data_version)
    }

    fn edges(&self, report: &str) -> Result<Vec<Taken>> {
        let number = report.strip_prefix('r').and_then(|number| number.parse().ok());
        let number = number.with_context(|| format!("{report:?} is no report's number"))?;
        self.ask(|store| asking::edges(store, number))
    }

    fn decide(
        &mut self,
        kind: DecisionKind,
        pairs: &[(ClaimKey, ClaimKey)],
        by: &Judgement<'_>,
        packs: &Packs,
    ) -> Result<i64> {
        self.change(|store| linking::decide(store, kind, pairs, by, packs))
    }

    fn undo(&mut self, decision: i64, author: &str, packs: &Packs) -> Result<()> {
        self.change(|store| linking::undo(store, decision, author, packs))
    }

    fn decision(&self, number: i64) -> Result<Option<Decided>> {
        self.ask(|store| linking::decision(store, number))
    }

    fn decisions(&self) -> Result<Vec<Decided>> {
        self.ask(linking::decisions)
    }
}

impl Reviews for Sqlite {
    fn rule(
        &mut self,
        claim: ClaimKey,
        rulings: &[Ruling],
        by: &Judgement<'_>,
        packs: &Packs,
    ) -> Result<()> {
        self.change(|store| review::rule(store, claim, rulings, by, packs))
    }

    fn unrule(&mut self, correction: i64, author: &str, packs: &Packs) -> Result<ClaimKey> {
        self.change(|store| review::unrule(store, correction, author, packs))
    }

    fn judged(&self, claim: ClaimKey, packs: &Packs) -> Result<Option<Judged>> {
        self.ask(|store| review::judged(store, claim, packs))
    }

    fn all_judged(&self, packs: &Packs) -> Result<Vec<Judged>> {
        self.ask(|store| review::all_judged(store, packs))
    }

    fn maker(&self, claim: ClaimKey) -> Result<Option<ReportId>> {
        self.ask(|store| review::maker(store, claim))
    }

    fn corrections(&self, claim: ClaimKey) -> Result<Vec<Correction>> {
        self.ask(|store| review::corrections(store, claim))
    }

    fn set_review(
        &mut self,
        event: &Event,
        status: Status,
        assignee: Option<&str>,
        by: &Judgement<'_>,
    ) -> Result<()> {
        self.change(|store| review::set(store, event, status, assignee, by))
    }

    fn review(&self, event: &Event) -> Result<Review> {
        self.ask(|store| review::review(store, event))
    }

    fn queue(&self, asked: &Asked, limit: usize) -> Result<Vec<(Brief, Review)>> {
        self.ask(|store| review::queue(store, asked, limit))
    }

    fn review_counts(&self) -> Result<Vec<(Status, u64)>> {
        self.ask(review::counts)
    }

    fn grade(&mut self, grade: &Grade) -> Result<()> {
        self.change(|store| review::grade(store, grade))
    }

    fn grades(&self, kind: SourceKind, name: &str) -> Result<Vec<Grade>> {
        self.ask(|store| review::grades(store, kind, name))
    }

    fn standing_grades(&self) -> Result<Vec<Grade>> {
        self.ask(review::standing_grades)
    }
}

impl Log for Sqlite {
    fn note(&mut self, deed: &Deed<'_>) -> Result<()> {
        self.change(|store| acts::append(store, deed))
    }

    fn acts(&self, before: Option<i64>, limit: usize) -> Result<Vec<Act>> {
        self.ask(|store| acts::before(store, before, limit))
    }

    fn acts_on(&self, subjects: &[&str]) -> Result<Vec<Act>> {
        self.ask(|store| acts::on(store, subjects))
    }

    fn checked(&self, after: Option<(i64, Hash)>) -> Result<Checked> {
        self.ask(|store| acts::checked(store, after))
    }
}

impl People for Sqlite {
    fn add_user(&mut self, name: &str, role: Role, password: &str, by: &str) -> Result<()> {
        self.change(|store| people::add(store, name, role, password, by))
    }

    fn set_role(&mut self, name: &str, role: Role, by: &str) -> Result<()> {
        self.change(|store| people::set_role(store, name, role, by))
    }

    fn set_password(
        &mut self,
        name: &str,
        password: &str,
        by: &str,
        kept: Option<Hash>,
    ) -> Result<()> {
        self.change(|store| people::set_password(store, name, password, by, kept))
    }

    fn remove_user(&mut self, name: &str, by: &str) -> Result<()> {
        self.change(|store| people::remove(store, name, by))
    }

    fn users(&self) -> Result<Vec<User>> {
        self.ask(people::all)
    }

    fn user(&self, name: &str) -> Result<Option<(User, String)>> {
        self.ask(|store| people::of_name(store, name))
    }

    fn sign_in(&mut self, user: &User, session: Hash, ends: &str) -> Result<()> {
        self.change(|store| people::sign_in(store, user, session, ends))
    }

    fn sign_out(&mut self, session: Hash) -> Result<()> {
        self.change(|store| people::sign_out(store, session))
    }

    fn signed_in(&self, session: Hash, at: &str) -> Result<Option<User>> {
        self.ask(|store| people::signed_in(store, session, at))
    }

    fn add_token(&mut self, user: &User, token: &NewToken<'_>) -> Result<()> {
        self.change(|store| people::add_token(store, user, token))
    }

    fn revoke_token(&mut self, user: &User, token: i64) -> Result<()> {
        self.change(|store| people::revoke_token(store, user, token))
    }

    fn tokens(&self, user: &User) -> Result<Vec<Token>> {
        self.ask(|store| people::tokens(store, user))
    }

    fn bearer(&self, token: Hash, at: &str) -> Result<Option<(User, Scope)>> {
        self.ask(|store| people::bearer(store, token, at))
    }
}

#[cfg(test)]
mod tests;
