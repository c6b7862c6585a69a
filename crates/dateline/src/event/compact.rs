//! What linking compares of a claim, in the form that a store keeps beside its words.

use crate::record::{word, words};
use anyhow::{Context, Result};
use dateline_doc::{ActorId, EventType, Point, TimeInterval};
use dateline_link::{ClaimKey, Facts, Party, ReportKey, Speaker, Tally, Where};
use dateline_read::claims::Ontology;
use serde::{Deserialize, Serialize};

/// The facts that are the claim's own: its keys stand in the table, and what its type is a kind of in the
/// ontology. Lists and not objects, for there are many.
#[derive(Serialize, Deserialize)]
struct Compact {
    sentence: u32,
    kind: String,
    polarity: String,
    place: Option<Spot>,
    time: Option<When>,
    published: Option<When>,
    /// Role, kind, actor, name.
    parties: Vec<(String, Option<String>, Option<String>, String)>,
    /// What, low, high.
    tallies: Vec<(String, Option<u64>, Option<u64>)>,
    /// Name, actor, naming.
    chain: Vec<(String, Option<String>, String)>,
    words: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct Spot {
    name: String,
    geonameid: Option<u32>,
    point: Option<(f64, f64)>,
    precision: String,
    country: Option<String>,
    admin1: Option<String>,
    admin2: Option<String>,
}

/// First day, last day, grain, basis.
type When = (Option<String>, Option<String>, String, String);

/// A claim's facts as the store keeps them.
///
/// # Errors
/// None that a claim can cause.
pub fn compact(facts: &Facts) -> Result<Vec<u8>> {
    let party = |party: &Party| {
        (word(party.role), party.kind.map(word), id(party.actor.as_ref()), party.name.clone())
    };
    let tally = |tally: &Tally| (tally.what.to_string(), tally.low, tally.high);
    let speaker = |speaker: &Speaker| {
        (speaker.name.clone(), id(speaker.actor.as_ref()), word(speaker.naming))
    };
    Ok(serde_json::to_vec(&Compact {
        sentence: facts.sentence,
        kind: facts.kind.0.to_string(),
        polarity: word(facts.polarity),
        place: facts.place.as_ref().map(spot),
        time: facts.time.map(when),
        published: facts.published.map(when),
        parties: facts.parties.iter().map(party).collect(),
        tallies: facts.tallies.iter().map(tally).collect(),
        chain: facts.chain.iter().map(speaker).collect(),
        words: facts.words.clone(),
    })?)
}

/// What [`compact`] made, undone.
///
/// # Errors
/// When it is damaged.
pub fn expanded(
    stored: &[u8],
    key: ClaimKey,
    report: ReportKey,
    ontology: &Ontology,
) -> Result<Facts> {
    let stored: Compact = serde_json::from_slice(stored).context("the stored facts of a claim")?;
    let kind = EventType(stored.kind.into());
    let party = |(role, kind, actor, name): (String, Option<String>, Option<String>, String)| {
        let kind = kind.as_deref().map(words::entity_kind).transpose()?;
        Ok(Party { role: words::role_kind(&role)?, kind, actor: actor.map(actor_id), name })
    };
    let tally = |(what, low, high): (String, _, _)| Tally { what: what.into(), low, high };
    let speaker = |(name, actor, naming): (String, Option<String>, String)| {
        Ok(Speaker { name, actor: actor.map(actor_id), naming: words::naming(&naming)? })
    };
    Ok(Facts {
        key,
        report,
        sentence: stored.sentence,
        broader: ontology.broader(&kind),
        families: ontology.families(&kind),
        kind,
        polarity: words::polarity(&stored.polarity)?,
        place: stored.place.map(place).transpose()?,
        time: stored.time.as_ref().map(interval).transpose()?,
        published: stored.published.as_ref().map(interval).transpose()?,
        parties: stored.parties.into_iter().map(party).collect::<Result<_>>()?,
        tallies: stored.tallies.into_iter().map(tally).collect(),
        chain: stored.chain.into_iter().map(speaker).collect::<Result<_>>()?,
        words: stored.words,
    })
}

fn id(actor: Option<&ActorId>) -> Option<String> {
    actor.map(|actor| actor.0.to_string())
}

fn actor_id(id: String) -> ActorId {
    ActorId(id.into())
}

fn spot(place: &Where) -> Spot {
    Spot {
        name: place.name.clone(),
        geonameid: place.geonameid,
        point: place.point.map(|point| (point.lat, point.lon)),
        precision: word(place.precision),
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        admin2: place.admin2.clone(),
    }
}

fn place(spot: Spot) -> Result<Where> {
    Ok(Where {
        name: spot.name,
        geonameid: spot.geonameid,
        point: spot.point.map(|(lat, lon)| Point { lat, lon }),
        precision: words::precision(&spot.precision)?,
        country: spot.country,
        admin1: spot.admin1,
        admin2: spot.admin2,
    })
}

fn when(time: TimeInterval) -> When {
    let day = |day: jiff::civil::Date| day.to_string();
    (time.start.map(day), time.end.map(day), word(time.grain), word(time.basis))
}

fn interval((start, end, grain, basis): &When) -> Result<TimeInterval> {
    let day = |day: &String| day.parse().with_context(|| format!("{day:?} is no day"));
    Ok(TimeInterval {
        start: start.as_ref().map(day).transpose()?,
        end: end.as_ref().map(day).transpose()?,
        grain: words::grain(grain)?,
        basis: words::basis(basis)?,
    })
}
