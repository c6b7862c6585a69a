//! What linking compares of a claim.

use super::{Chain, Claim, ClaimRole, ClaimTime, PlaceValue, Told, claim_of};
use crate::record::words;
use anyhow::{Context, Result};
use dateline_doc::{EventType, Point, TimeInterval};
use dateline_link::{Facts, Party, ReportKey, Speaker, Tally, Where, events};
use dateline_read::claims::Ontology;

/// The facts of a claim of this report, published then: what it says itself. A report's claims are
/// completed from each other by [`dateline_link::events::inherit`].
///
/// # Errors
/// When it is not as [`super::tell`] makes it.
pub fn facts(
    told: &Told,
    report: ReportKey,
    published: Option<TimeInterval>,
    ontology: &Ontology,
) -> Result<Facts> {
    let claim = &told.claim;
    let kind = EventType(claim.kind.as_str().into());
    Ok(Facts {
        key: claim_of(&claim.id).with_context(|| format!("{:?} is no claim's id", claim.id))?,
        report,
        sentence: told.sentence_number,
        broader: ontology.broader(&kind),
        families: ontology.families(&kind),
        kind,
        polarity: words::polarity(&claim.polarity)?,
        place: claim.place.as_ref().map(|place| place_of(&place.value)).transpose()?,
        time: claim.time.as_ref().and_then(time_of),
        published,
        parties: claim.roles.iter().map(party).collect::<Result<_>>()?,
        tallies: tallies(claim),
        chain: claim.chain.iter().map(speaker).collect::<Result<_>>()?,
        words: events::words(&claim.sentence.quote),
    })
}

fn place_of(place: &PlaceValue) -> Result<Where> {
    Ok(Where {
        name: place.name.clone(),
        geonameid: place.geonameid,
        point: place.lat.zip(place.lon).map(|(lat, lon)| Point { lat, lon }),
        precision: words::precision(&place.precision)?,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        admin2: place.admin2.clone(),
    })
}

fn time_of(time: &ClaimTime) -> Option<TimeInterval> {
    let interval = words::interval(time.interval.as_deref()?, time.basis.as_deref()?).ok()?;
    let grain = time.grain.as_deref().and_then(|grain| words::grain(grain).ok());
    Some(TimeInterval { grain: grain.unwrap_or(interval.grain), ..interval })
}

fn party(role: &ClaimRole) -> Result<Party> {
    Ok(Party {
        role: words::role_kind(&role.role)?,
        kind: role.kind.as_deref().map(words::entity_kind).transpose()?,
        actor: role.actor.as_deref().map(|id| dateline_doc::ActorId(id.into())),
        name: role.name.clone(),
    })
}

fn tallies(claim: &Claim) -> Vec<Tally> {
    let tally = |count: &super::ClaimCount| Tally {
        what: count.what.as_str().into(),
        low: count.low,
        high: count.high,
    };
    claim.counts.iter().map(tally).collect()
}

fn speaker(link: &Chain) -> Result<Speaker> {
    Ok(Speaker {
        name: link.name.clone(),
        actor: link.actor.as_deref().map(|id| dateline_doc::ActorId(id.into())),
        naming: words::naming(&link.naming)?,
    })
}
