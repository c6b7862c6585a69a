//! What claims say together, field by field.

use super::{
    Claim, ClaimCount, Count, CountValue, Occurred, OccurredValue, Place, PlaceValue, Placed,
    Report, Role, area,
};
use dateline_doc::{EventType, TimeInterval};
use dateline_read::claims::Ontology;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Who says something: the ids of origins, and of claims.
#[derive(Default)]
struct Sayers {
    origins: Vec<String>,
    claims: Vec<String>,
}

impl Sayers {
    fn add(&mut self, claim: &Claim) {
        if !self.origins.contains(&claim.origin) {
            self.origins.push(claim.origin.clone());
        }
        self.claims.push(claim.id.clone());
    }
}

/// Values with who says each, in the order they are first said.
struct Said<T>(Vec<(T, Sayers)>);

impl<T: PartialEq> Said<T> {
    fn of(values: impl Iterator<Item = (T, impl std::ops::Deref<Target = Claim>)>) -> Self {
        let mut said: Vec<(T, Sayers)> = Vec::new();
        for (value, claim) in values {
            let at = said.iter().position(|(other, _)| *other == value).unwrap_or_else(|| {
                said.push((value, Sayers::default()));
                said.len() - 1
            });
            said[at].1.add(&claim);
        }
        Self(said)
    }

    /// Whether `fits` holds between any two of them.
    fn agree(&self, fits: impl Fn(&T, &T) -> bool) -> bool {
        let all = &self.0;
        all.iter().enumerate().all(|(at, (a, _))| all[at + 1..].iter().all(|(b, _)| fits(a, b)))
    }

    /// The value that most origins say something fitting to; of these the finest.
    fn best<K: Ord>(&self, fits: impl Fn(&T, &T) -> bool, coarse: impl Fn(&T) -> K) -> Option<&T> {
        let backed = |value: &T| {
            let backers = self.0.iter().filter(|(other, _)| fits(value, other));
            let mut origins: Vec<&String> = backers.flat_map(|(_, by)| &by.origins).collect();
            origins.sort();
            origins.dedup();
            origins.len()
        };
        let values = self.0.iter().map(|(value, _)| value);
        values.min_by_key(|value| (Reverse(backed(value)), coarse(value)))
    }
}

/// All types that claims tell: what was done before what came of it, kinds before what they are kinds
/// of, the most told first, and of those told as often the narrower.
pub fn types(claims: &[Claim], ontology: &Ontology) -> Vec<String> {
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims {
        *told.entry(&claim.kind).or_default() += 1;
    }
    let broader = |kind: &str| ontology.broader(&EventType(kind.into()));
    let wide: BTreeSet<_> = told.keys().flat_map(|kind| broader(kind)).collect();
    let mut types: Vec<(&str, usize)> = told.into_iter().collect();
    types.sort_by_key(|(kind, count)| {
        let depth = broader(kind).len();
        let kind = EventType((*kind).into());
        let is_outcome = ontology.get(&kind).is_some_and(|info| info.outcome);
        (is_outcome, wide.contains(&kind), Reverse(*count), Reverse(depth))
    });
    types.into_iter().map(|(kind, _)| kind.to_owned()).collect()
}

/// When it happened, as far as claims say.
pub fn occurred(claims: &[Claim]) -> Option<Occurred> {
    let time = |claim: &Claim| {
        let time = claim.time.as_ref()?;
        Some((time.interval.clone()?, time.grain.clone()?, time.basis.clone()?))
    };
    let said = Said::of(claims.iter().filter_map(|claim| Some((time(claim)?, claim))));
    let days = |value: &(String, String, String)| interval(&value.0);
    let fits = |a: &_, b: &_| match (days(a), days(b)) {
        (Some(a), Some(b)) => a.overlaps(b),
        _ => true,
    };
    let length = |value: &_| days(value).and_then(TimeInterval::days).unwrap_or(i32::MAX);
    let (edtf, grain, basis) = said.best(fits, length)?.clone();
    let agree = said.agree(fits);
    let side = |text: &str| Some(text.to_owned()).filter(|text| text != "..");
    let (start, end) = edtf.split_once('/')?;
    let values = said.0.into_iter().map(|((interval, grain, basis), by)| OccurredValue {
        interval,
        grain,
        basis,
        origins: by.origins,
        claims: by.claims,
    });
    let (start, end) = (side(start), side(end));
    Some(Occurred { start, end, grain, basis, agree, values: values.collect() })
}

fn interval(edtf: &str) -> Option<TimeInterval> {
    crate::record::words::interval(edtf, "stated").ok()
}

/// Where it happened, as far as claims say.
pub fn place(claims: &[Claim]) -> Option<Place> {
    let value = |claim: &Claim| claim.place.as_ref().map(|place| place.value.clone());
    let said = Said::of(claims.iter().filter_map(|claim| Some((value(claim)?, claim))));
    let best = said.best(area::fit, |place| (area::rank(place), place.name.clone()))?.clone();
    let agree = said.agree(area::fit);
    let placed = |(value, by): (PlaceValue, Sayers)| Placed {
        value,
        origins: by.origins,
        claims: by.claims,
    };
    Some(Place {
        radius_km: area::radius_km(&best),
        value: best,
        agree,
        values: said.0.into_iter().map(placed).collect(),
    })
}

/// Who and what took part: one entry for each actor of the registry, else for each name.
pub fn roles(claims: &[Claim]) -> Vec<Role> {
    let mut roles: Vec<(Role, Sayers)> = Vec::new();
    for claim in claims {
        for role in &claim.roles {
            let same = |(other, _): &&mut (Role, Sayers)| {
                other.role == role.role
                    && (other.actor.is_some() && other.actor == role.actor
                        || other.name.to_lowercase() == role.name.to_lowercase())
            };
            match roles.iter_mut().find(same) {
                Some((_, by)) => by.add(claim),
                None => {
                    let mut by = Sayers::default();
                    by.add(claim);
                    let role = Role {
                        role: role.role.clone(),
                        name: role.name.clone(),
                        actor: role.actor.clone(),
                        kind: role.kind.clone(),
                        country: role.country.clone(),
                        origins: Vec::new(),
                        claims: Vec::new(),
                    };
                    roles.push((role, by));
                }
            }
        }
    }
    let mut roles: Vec<Role> = roles
        .into_iter()
        .map(|(role, by)| Role { origins: by.origins, claims: by.claims, ..role })
        .collect();
    roles.sort_by_key(|role| (Reverse(role.actor.is_some()), Reverse(role.claims.len())));
    roles
}

/// How many, of each kind that is counted.
pub fn counts(claims: &[Claim], reports: &[Report]) -> Vec<Count> {
    let mut kinds: Vec<&str> = Vec::new();
    for count in claims.iter().flat_map(|claim| &claim.counts) {
        if !kinds.contains(&count.what.as_str()) {
            kinds.push(&count.what);
        }
    }
    kinds.into_iter().map(|what| count(what, claims, reports)).collect()
}

type Bounds = (Option<u64>, Option<u64>);

fn count(what: &str, claims: &[Claim], reports: &[Report]) -> Count {
    let bounds = |count: &ClaimCount| (count.low, count.high);
    let told = || {
        claims.iter().flat_map(|claim| {
            let counts = claim.counts.iter().filter(|count| count.what == what);
            counts.map(move |count| (bounds(count), claim))
        })
    };
    let age = |claim: &Claim| reports.iter().position(|report| report.id == claim.report);
    let latest = told().max_by_key(|(_, claim)| age(claim)).map(|(bounds, _)| bounds);
    let said = Said::of(told());
    let open = said.0.iter().any(|((low, high), _)| low.is_some() && high.is_none());
    let highs = said.0.iter().filter_map(|((_, high), _)| *high);
    Count {
        what: what.to_owned(),
        low: said.0.iter().filter_map(|((low, _), _)| *low).min(),
        high: if open { None } else { highs.max() },
        latest: latest.unwrap_or_default(),
        agree: said.agree(|a: &Bounds, b: &Bounds| overlap(*a, *b)),
        values: said
            .0
            .into_iter()
            .map(|((low, high), by)| CountValue {
                low,
                high,
                origins: by.origins,
                claims: by.claims,
            })
            .collect(),
    }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    let below =
        |high: Option<u64>, low: Option<u64>| matches!((high, low), (Some(h), Some(l)) if h < l);
    !below(a.1, b.0) && !below(b.1, a.0)
}
