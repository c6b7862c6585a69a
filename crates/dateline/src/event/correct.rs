//! Claims as people say they are.
//!
//! A part of a claim is named in one word: `type`, `polarity`, `place`, `time`, `source`, `role:victim`
//! for all who have that role, `count:killed` for a count of what. What it should be is JSON in the shape
//! that the part has in a claim; null says that nobody said it.

use super::{Chain, Claim, ClaimCount, ClaimPlace, ClaimRole, ClaimTime, PlaceValue, Quote};
use crate::record::words;
use anyhow::{Context, Result, bail, ensure};
use dateline_doc::EventType;
use dateline_read::claims::Ontology;
use serde::Deserialize;
use serde_json::Value;

/// Somebody or something in a role, as a person names it.
#[derive(Deserialize)]
struct Party {
    name: String,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    span: Option<Quote>,
}

#[derive(Deserialize)]
struct Bounds {
    low: Option<u64>,
    high: Option<u64>,
    #[serde(default)]
    span: Option<Quote>,
}

#[derive(Deserialize)]
struct When {
    interval: String,
    #[serde(default)]
    span: Option<Quote>,
}

#[derive(Deserialize)]
struct Somewhere {
    #[serde(flatten)]
    value: PlaceValue,
    #[serde(default)]
    span: Option<Quote>,
}

#[derive(Deserialize)]
struct Source {
    name: String,
    #[serde(default)]
    actor: Option<String>,
    naming: String,
}

/// Makes a part of a claim what it should be. The words that it is said in stay those of the value
/// before, or are the claim's sentence, where no others are given.
///
/// # Errors
/// When there is no such part, or it cannot be that.
pub fn correct(claim: &mut Claim, part: &str, value: &Value, ontology: &Ontology) -> Result<()> {
    let given = || Some(value).filter(|value| !value.is_null());
    match part.split_once(':').unwrap_or((part, "")) {
        ("type", "") => claim.kind = kind(value, ontology)?,
        ("polarity", "") => claim.polarity = polarity(value)?,
        ("place", "") => claim.place = given().map(|value| place(claim, value)).transpose()?,
        ("time", "") => claim.time = given().map(|value| time(claim, value)).transpose()?,
        ("source", "") => claim.chain = chain(claim, given())?,
        ("role", role) => claim.roles = roles(claim, role, given())?,
        ("count", what) => claim.counts = counts(claim, what, given())?,
        _ => bail!(
            "{part}: no part of a claim; they are type, polarity, place, time, source, role:victim and count:killed"
        ),
    }
    Ok(())
}

fn kind(value: &Value, ontology: &Ontology) -> Result<String> {
    let kind = value.as_str().context("a type is its id")?;
    let known = ontology.get(&EventType(kind.into())).is_some();
    ensure!(known, "{kind}: no type of event; the pack of event types lists them");
    Ok(kind.to_owned())
}

fn polarity(value: &Value) -> Result<String> {
    let polarity = value.as_str().context("a polarity is a word")?;
    words::polarity(polarity)?;
    Ok(polarity.to_owned())
}

fn place(claim: &Claim, value: &Value) -> Result<ClaimPlace> {
    let Somewhere { value, span } = Somewhere::deserialize(value).context("a place")?;
    words::precision(&value.precision)?;
    let old = claim.place.as_ref().map(|place| &place.span);
    Ok(ClaimPlace { value, span: said(claim, span, old) })
}

fn time(claim: &Claim, value: &Value) -> Result<ClaimTime> {
    let When { interval, span } = When::deserialize(value).context("a time")?;
    let read = words::interval(&interval, "stated")?;
    let old = claim.time.as_ref().map(|time| &time.span);
    Ok(ClaimTime {
        interval: Some(interval),
        grain: Some(crate::record::word(read.grain)),
        basis: Some("stated".to_owned()),
        span: said(claim, span, old),
    })
}

/// The claim's chain with another source at its end; without its end when nobody but the report says it.
fn chain(claim: &Claim, source: Option<&Value>) -> Result<Vec<Chain>> {
    let mut chain = claim.chain.clone();
    let last = chain.pop();
    let Some(source) = source else { return Ok(chain) };
    let Source { name, actor, naming } = Source::deserialize(source).context("a source")?;
    words::naming(&naming)?;
    let unread = || Chain {
        statement: String::new(),
        name: String::new(),
        actor: None,
        naming: String::new(),
        mode: "indirect".to_owned(),
        stance: "asserts".to_owned(),
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![claim.sentence.clone()],
    };
    chain.push(Chain { name, actor, naming, ..last.unwrap_or_else(unread) });
    Ok(chain)
}

fn roles(claim: &Claim, role: &str, parties: Option<&Value>) -> Result<Vec<ClaimRole>> {
    words::role_kind(role)?;
    let old = claim.roles.iter().find(|it| it.role == role).map(|role| &role.span);
    let parties = parties.map(Vec::<Party>::deserialize).transpose().context("a role")?;
    let others = claim.roles.iter().filter(|it| it.role != role).cloned();
    let named = parties.unwrap_or_default().into_iter().map(|party| {
        if let Some(kind) = &party.kind {
            words::entity_kind(kind)?;
        }
        let Party { name, actor, kind, country, span } = party;
        let span = said(claim, span, old);
        Ok(ClaimRole { role: role.to_owned(), name, actor, kind, country, span })
    });
    let named = named.collect::<Result<Vec<_>>>()?;
    Ok(others.chain(named).collect())
}

fn counts(claim: &Claim, what: &str, bounds: Option<&Value>) -> Result<Vec<ClaimCount>> {
    ensure!(!what.is_empty(), "say what is counted, as in count:killed");
    let old = claim.counts.iter().find(|count| count.what == what).map(|count| &count.span);
    let bounds = bounds.map(Bounds::deserialize).transpose().context("a count")?;
    let count = bounds.map(|Bounds { low, high, span }| {
        let fits = low.zip(high).is_none_or(|(low, high)| low <= high);
        ensure!(fits && (low.is_some() || high.is_some()), "a count has a least, a most or both");
        Ok(ClaimCount { what: what.to_owned(), low, high, span: said(claim, span, old) })
    });
    let others = claim.counts.iter().filter(|count| count.what != what).cloned();
    Ok(others.chain(count.transpose()?).collect())
}

/// The words of a corrected value.
fn said(claim: &Claim, given: Option<Quote>, old: Option<&Quote>) -> Quote {
    given.or_else(|| old.cloned()).unwrap_or_else(|| claim.sentence.clone())
}
