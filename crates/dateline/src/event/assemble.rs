//! From claims that tell of one happening to the event they make.

use super::{
    Acled, Claim, Event, Join, Origin, OriginKind, Plover, Published, Report, SCHEMA, Standing,
    Told, agree, claim_id,
};
use dateline_doc::EventType;
use dateline_link::{ClaimKey, ReportKey, origins};
use dateline_read::claims::Ontology;
use std::collections::BTreeMap;

/// What an event is made of.
pub struct Parts {
    /// Its claims, the one published first first.
    pub claims: Vec<Told>,
    /// The reports that make them, by their keys.
    pub reports: BTreeMap<ReportKey, Report>,
    /// Who stands behind the claims.
    pub origins: Vec<origins::Origin>,
    /// Why the claims are one event.
    pub joins: Vec<Join>,
    /// Whether it tells of many happenings at once.
    pub aggregate: bool,
}

/// The event that these parts make. What it contains and is part of is for the store to tell.
pub fn assemble(parts: Parts, ontology: &Ontology) -> Event {
    let origins = origins_of(&parts);
    let claims = with_origins(parts.claims, &origins);
    let reports = sorted(parts.reports);
    let types = agree::types(&claims, ontology);
    let kind = types.first().cloned().unwrap_or_default();
    let info = ontology.get(&EventType(kind.as_str().into()));
    let plover = info.and_then(|info| info.plover.clone());
    let acled = info.and_then(|info| info.acled.clone());
    Event {
        schema: SCHEMA.to_owned(),
        id: claims.first().map(|claim| claim.id.clone()).unwrap_or_default(),
        label: info.map_or_else(|| kind.clone(), |info| info.label.clone()),
        kind,
        types,
        plover: plover.map(|(event, mode)| Plover { event, mode }),
        acled: acled.map(|(event, sub_event)| Acled { event, sub_event }),
        cameo: info.and_then(|info| info.cameo.clone()),
        aggregate: parts.aggregate,
        within: Vec::new(),
        contains: Vec::new(),
        occurred: agree::occurred(&claims),
        place: agree::place(&claims),
        roles: agree::roles(&claims),
        counts: agree::counts(&claims, &reports),
        standing: standing(&claims, &origins, &reports),
        published: published(&reports),
        added: reports.iter().map(|report| report.added.clone()).min().unwrap_or_default(),
        origins,
        reports,
        claims,
        joins: parts.joins,
    }
}

fn origins_of(parts: &Parts) -> Vec<Origin> {
    let report = |key: &ReportKey| parts.reports.get(key).map(|report| report.id.clone());
    let origin = |(number, origin): (usize, &origins::Origin)| Origin {
        id: format!("o{}", number + 1),
        kind: match origin.kind {
            origins::OriginKind::Speaker => OriginKind::Speaker,
            origins::OriginKind::Publisher => OriginKind::Publisher,
        },
        name: origin.name.clone(),
        actor: origin.actor.as_ref().map(|actor| actor.0.to_string()),
        reports: origin.reports.iter().filter_map(report).collect(),
        claims: origin.claims.iter().copied().map(claim_id).collect(),
        because: origin.because.clone(),
    };
    parts.origins.iter().enumerate().map(origin).collect()
}

fn with_origins(claims: Vec<Told>, origins: &[Origin]) -> Vec<Claim> {
    let of: BTreeMap<&str, &str> = origins
        .iter()
        .flat_map(|origin| origin.claims.iter().map(|claim| (claim.as_str(), origin.id.as_str())))
        .collect();
    let claim = |told: Told| {
        let origin = of.get(told.claim.id.as_str()).copied().unwrap_or_default().to_owned();
        Claim { origin, ..told.claim }
    };
    claims.into_iter().map(claim).collect()
}

/// Oldest first; those of no known date last.
fn sorted(reports: BTreeMap<ReportKey, Report>) -> Vec<Report> {
    let mut reports: Vec<Report> = reports.into_values().collect();
    reports.sort_by(|a, b| {
        let when = |report: &Report| (report.published.is_none(), report.published.clone());
        when(a).cmp(&when(b)).then_with(|| a.given.cmp(&b.given))
    });
    reports
}

fn standing(claims: &[Claim], origins: &[Origin], reports: &[Report]) -> Standing {
    let has = |origin: &Origin, tells: &dyn Fn(&Claim) -> bool| {
        claims.iter().any(|claim| claim.origin == origin.id && tells(claim))
    };
    let count = |tells: &dyn Fn(&Claim) -> bool| {
        origins.iter().filter(|origin| has(origin, tells)).count() as u32
    };
    let tell = count(&|claim| claim.polarity != "denied");
    Standing {
        origins: tell,
        reports: reports.len() as u32,
        denials: count(&|claim| claim.polarity == "denied"),
        supposed_only: !claims.iter().any(|claim| claim.polarity == "asserted"),
        single_source: tell == 1,
    }
}

fn published(reports: &[Report]) -> Published {
    let days = || reports.iter().filter_map(|report| report.published.clone());
    Published { first: days().min(), last: days().max() }
}

/// A link that was found between two claims.
pub fn join(a: ClaimKey, b: ClaimKey, score: f32, because: String) -> Join {
    Join {
        a: claim_id(a),
        b: claim_id(b),
        score: crate::record::rounded(score),
        because,
        author: Join::FOUND.to_owned(),
    }
}
