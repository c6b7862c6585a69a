//! What linking compares of a claim.

use super::{Chain, Claim, ClaimRole, ClaimTime, PlaceValue, Told, claim_of};
use crate::record::words;
use anyhow::{Context, Result};
use dateline_doc::{EventType, Point, TimeInterval};
use dateline_link::{Facts, Party, ReportKey, Speaker, Tally, Where, events};
use dateline_read::claims::Ontology;

/// The facts of all claims of a report, published then, completed from each other: what each takes from
/// others is noted in it.
///
/// # Errors
/// When one is not as [`super::tell`] makes it.
pub fn complete(
    claims: &mut [Told],
    report: ReportKey,
    published: Option<TimeInterval>,
    ontology: &Ontology,
) -> Result<Vec<Facts>> {
    let own = claims.iter().map(|told| facts(told, report, published, ontology));
    let own: Vec<Facts> = own.collect::<Result<_>>()?;
    let mut facts = own.clone();
    events::inherit(&mut facts);
    let said = claims.to_vec();
    for (number, told) in claims.iter_mut().enumerate() {
        let (own_facts, facts) = (&own[number], &facts[number]);
        if facts.place != own_facts.place {
            let lender = own.iter().position(|other| other.place == facts.place);
            let place = lender.and_then(|lender| said[lender].claim.place.as_ref());
            told.taken.place = place.map(|place| place.value.clone());
        }
        if facts.time != own_facts.time {
            let lender = own.iter().position(|other| other.time == facts.time);
            told.taken.time = lender.and_then(|lender| said[lender].claim.time.clone());
        }
    }
    Ok(facts)
}

/// The facts of a claim of this report, published then, with what it takes from others.
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
    let own = claim.place.as_ref().map(|place| &place.value);
    let place = told.taken.place.as_ref().or(own);
    Ok(Facts {
        key: claim_of(&claim.id).with_context(|| format!("{:?} is no claim's id", claim.id))?,
        report,
        sentence: told.sentence_number,
        broader: ontology.broader(&kind),
        families: ontology.families(&kind),
        kind,
        polarity: words::polarity(&claim.polarity)?,
        place: place.map(place_of).transpose()?,
        time: told.taken.time.as_ref().or(claim.time.as_ref()).and_then(time_of),
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
