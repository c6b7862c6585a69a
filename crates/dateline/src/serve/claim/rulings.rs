//! What a claim's form says that is other than the claim. A place or an actor is written as reports
//! write them and read by the same reader.

use super::{
    parts::{NAMINGS, POLARITIES, ROLES, counts, names, naming, source, time},
    written::{bounds, place},
};
use crate::{
    event::{Claim, PlaceValue},
    serve::{desk::Desk, form::Form, refusal::Refusal, report},
    store::{Ruling, Sqlite},
};
use anyhow::Context as _;
use dateline_doc::{Article, Basis, Reading, TimeInterval};
use serde_json::{Value, json};

/// The corrections that a form makes.
///
/// # Errors
/// When a value is none, or nothing is other than before.
pub fn rulings(
    desk: &Desk,
    store: &Sqlite,
    form: &Form,
    claim: &Claim,
) -> Result<Vec<Ruling>, Refusal> {
    let report = Report::of(store, claim)?;
    let mut found = Vec::new();
    let mut part = |name: String, value: Value| found.push(Ruling::Correct(name, value));
    let kind = form.get("type");
    if kind != claim.kind {
        part("type".to_owned(), json!(kind));
    }
    let polarity = form.get("polarity");
    if polarity != claim.polarity && POLARITIES.contains(&polarity) {
        part("polarity".to_owned(), json!(polarity));
    }
    let before = claim.place.as_ref().map(|it| place(&it.value)).unwrap_or_default();
    if form.get("place") != before {
        let value = report.place(desk, form.get("place"))?;
        // The same place in other words is no correction.
        if value != json!(claim.place.as_ref().map(|it| &it.value)) {
            part("place".to_owned(), value);
        }
    }
    if form.get("time") != time(claim) {
        part("time".to_owned(), report.time(desk, form.get("time"))?);
    }
    if form.get("source") != source(claim) || form.get("naming") != naming(claim) {
        part("source".to_owned(), report.source(desk, form.get("source"), form.get("naming"))?);
    }
    for role in ROLES {
        let written = form.get(&format!("role-{role}")).replace('\r', "");
        if written != names(claim, role) {
            part(format!("role:{role}"), report.parties(desk, claim, role, &written)?);
        }
    }
    for (what, before) in counts(claim) {
        let written = form.get(&format!("count-{what}"));
        if written != before {
            part(format!("count:{what}"), number(written)?);
        }
    }
    if let Some(what) = form.given("count-of") {
        part(format!("count:{what}"), number(form.get("count-new"))?);
    }
    if found.is_empty() {
        return Err(Refusal::wrong(
            "nothing is other than before; change a part, or accept the claim",
        ));
    }
    Ok(found)
}

fn number(written: &str) -> Result<Value, Refusal> {
    if written.is_empty() {
        return Ok(Value::Null);
    }
    let wrong = || Refusal::wrong(format!("{written}: no number; write 3, 3-5, 41+ or -12"));
    let (low, high) = bounds(written).ok_or_else(wrong)?;
    Ok(json!({ "low": low, "high": high }))
}

/// The report that a claim is from: what is written of it is meant as there.
struct Report {
    reading: Reading,
}

impl Report {
    fn of(store: &Sqlite, claim: &Claim) -> Result<Self, Refusal> {
        let number = report::number_of(&claim.report)?;
        let newest = crate::store::Store::versions(store, number)?.last().map(|it| it.number);
        let newest = newest.context("a report without versions")?;
        Ok(Self { reading: report::reading(store, number, newest)? })
    }

    /// What is read in words that stand by themselves, at the time and in the language of the report.
    fn read(&self, desk: &Desk, words: &str) -> Result<Reading, Refusal> {
        let article = &self.reading.article;
        Ok(desk.reader()?.0.read(Article {
            text: words.to_owned(),
            published: article.published,
            language: article.language.clone(),
            ..Article::default()
        }))
    }

    fn place(&self, desk: &Desk, written: &str) -> Result<Value, Refusal> {
        if written.is_empty() {
            return Ok(Value::Null);
        }
        let reading = self.read(desk, written)?;
        // Of "Gao, Mali" the first is meant, and the second says which.
        let place = reading.places.iter().find(|place| place.point.is_some());
        let wrong = || {
            Refusal::wrong(format!(
                "{written}: no place that the gazetteer knows; write it as reports do, as in Gao, Mali"
            ))
        };
        Ok(json!(PlaceValue::of(place.ok_or_else(wrong)?)))
    }

    fn time(&self, desk: &Desk, written: &str) -> Result<Value, Refusal> {
        if written.is_empty() {
            return Ok(Value::Null);
        }
        let plain = TimeInterval::parse(written, Basis::Stated);
        let read = || -> Result<Option<TimeInterval>, Refusal> {
            Ok(self.read(desk, written)?.times.first().and_then(|time| time.interval))
        };
        let interval = plain.map_or_else(read, |interval| Ok(Some(interval)))?;
        let wrong = || Refusal::wrong(format!("{written}: no time; write 2024-03-09 or 2024-03"));
        Ok(json!({ "interval": interval.ok_or_else(wrong)?.edtf() }))
    }

    fn source(&self, desk: &Desk, written: &str, naming: &str) -> Result<Value, Refusal> {
        if written.is_empty() {
            return Ok(Value::Null);
        }
        if !NAMINGS.contains(&naming) {
            return Err(Refusal::wrong("say how the source is named"));
        }
        let actor = self.actor(desk, written)?;
        Ok(json!({ "name": written, "actor": actor.0, "naming": naming }))
    }

    fn parties(
        &self,
        desk: &Desk,
        claim: &Claim,
        role: &str,
        written: &str,
    ) -> Result<Value, Refusal> {
        let names = written.lines().map(str::trim).filter(|name| !name.is_empty());
        let parties = names.map(|name| {
            let before = claim.roles.iter().find(|it| it.role == role && it.name == name);
            if let Some(same) = before {
                return Ok(json!(same));
            }
            let (actor, kind, country) = self.actor(desk, name)?;
            Ok(json!({ "name": name, "actor": actor, "kind": kind, "country": country }))
        });
        let parties = parties.collect::<Result<Vec<_>, Refusal>>()?;
        Ok(if parties.is_empty() { Value::Null } else { json!(parties) })
    }

    /// The registry's id for a name, what it is, and its country; of those that are known.
    fn actor(&self, desk: &Desk, name: &str) -> Result<Known, Refusal> {
        let reading = self.read(desk, name)?;
        let whole = reading.entities.iter().find(|entity| entity.name == name);
        let Some(entity) = whole else { return Ok(Known::default()) };
        let country =
            entity.actor.as_ref().and_then(|id| desk.packs.actors.get(id)?.country.clone());
        let actor = entity.actor.as_ref().map(|id| id.0.to_string());
        Ok((actor, Some(crate::record::word(entity.kind)), country))
    }
}

type Known = (Option<String>, Option<String>, Option<String>);
