//! A claim's parts as its form shows them: each in one line of text.

use super::written::{place, range};
use crate::{event::Claim, serve::desk::Desk};

/// What the form shows.
pub struct Parts {
    /// Id, label, and whether it is the claim's.
    pub types: Vec<(String, String, bool)>,
    /// Word, and whether it is the claim's.
    pub polarities: Vec<(&'static str, bool)>,
    pub place: String,
    pub time: String,
    pub source: String,
    pub namings: Vec<(&'static str, bool)>,
    /// Each role with its names, one a line.
    pub roles: Vec<(&'static str, String)>,
    /// What is counted and how many.
    pub counts: Vec<(String, String)>,
}

pub const POLARITIES: [&str; 5] = ["asserted", "denied", "supposed", "planned", "threatened"];
pub const NAMINGS: [&str; 4] = ["named", "unnamed", "institution", "outlet"];
pub const ROLES: [&str; 8] =
    ["actor", "organization", "recipient", "victim", "target", "weapon", "origin", "destination"];

impl Parts {
    /// The parts of a claim.
    pub fn of(desk: &Desk, claim: &Claim) -> Self {
        let types = desk.ontology().types();
        let types = types.map(|info| {
            (info.id.to_string(), info.label.clone(), *info.id.to_string() == claim.kind)
        });
        let naming = naming(claim);
        Self {
            types: types.collect(),
            polarities: POLARITIES.map(|word| (word, word == claim.polarity)).into(),
            place: claim.place.as_ref().map(|it| place(&it.value)).unwrap_or_default(),
            time: time(claim),
            source: source(claim),
            namings: NAMINGS.map(|word| (word, word == naming)).into(),
            roles: ROLES.map(|role| (role, names(claim, role))).into(),
            counts: counts(claim),
        }
    }
}

/// When, in EDTF's shortest form.
pub fn time(claim: &Claim) -> String {
    let interval = claim.time.as_ref().and_then(|time| time.interval.as_deref());
    interval.map(crate::serve::event::shortest).unwrap_or_default()
}

/// Who says so in the end.
pub fn source(claim: &Claim) -> String {
    claim.chain.last().map(|link| link.name.clone()).unwrap_or_default()
}

/// How they are named.
pub fn naming(claim: &Claim) -> String {
    claim.chain.last().map_or_else(|| "named".to_owned(), |link| link.naming.clone())
}

/// All in a role, one a line.
pub fn names(claim: &Claim, role: &str) -> String {
    let names = claim.roles.iter().filter(|it| it.role == role).map(|it| it.name.as_str());
    names.collect::<Vec<_>>().join("\n")
}

/// What is counted and how many.
pub fn counts(claim: &Claim) -> Vec<(String, String)> {
    claim.counts.iter().map(|count| (count.what.clone(), range(count.low, count.high))).collect()
}
