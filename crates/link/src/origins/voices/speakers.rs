use super::{
    super::name::Name,
    cast::{Member, gathered, group},
};
use crate::{Facts, Speaker};
use dateline_doc::{ActorId, Naming};

/// The named sources of an event, each once under all its names.
pub struct Speakers {
    /// For each claim the group of the source that it goes back to, where it has a name.
    of_claims: Vec<Option<usize>>,
    /// For each group its fullest name and who it is.
    known: Vec<(String, Option<ActorId>)>,
}

impl Speakers {
    /// Those of `claims`: the innermost named one of each chain, unless an outlet is further in.
    pub fn of(claims: &[&Facts]) -> Self {
        let speakers: Vec<Option<&Speaker>> = claims.iter().map(|claim| named(claim)).collect();
        let all: Vec<&Speaker> = speakers.iter().copied().flatten().collect();
        let groups = group(&all.iter().map(|speaker| member(speaker)).collect::<Vec<_>>());
        let known = gathered(&all, &groups).into_iter().map(|speakers| {
            let names = speakers.iter().map(|speaker| speaker.name.as_str());
            let fullest = names.max_by_key(|name| (member_name(name), std::cmp::Reverse(*name)));
            let actor = speakers.iter().filter_map(|speaker| speaker.actor.clone()).min();
            let name = fullest.filter(|name| !name.is_empty()).map(str::to_owned);
            (name.or(actor.as_ref().map(|actor| actor.0.to_string())).unwrap_or_default(), actor)
        });
        let mut next = groups.iter();
        let of_claims = speakers.iter().map(|speaker| speaker.and_then(|_| next.next().copied()));
        Self { of_claims: of_claims.collect(), known: known.collect() }
    }

    /// The source with a name that a claim goes back to.
    pub fn of_claim(&self, number: usize) -> Option<usize> {
        self.of_claims[number]
    }

    /// The fullest name.
    pub fn name(&self, group: usize) -> String {
        self.known[group].0.clone()
    }

    /// Who it is in the registry.
    pub fn actor(&self, group: usize) -> Option<ActorId> {
        self.known[group].1.clone()
    }
}

/// The innermost source of a claim that is not without a name.
pub fn innermost(claim: &Facts) -> Option<&Speaker> {
    let told = |speaker: &&Speaker| !speaker.name.is_empty() || speaker.actor.is_some();
    claim.chain.iter().rev().filter(told).find(|speaker| speaker.naming != Naming::Unnamed)
}

fn named(claim: &Facts) -> Option<&Speaker> {
    innermost(claim).filter(|speaker| speaker.naming != Naming::Outlet)
}

fn member(speaker: &Speaker) -> Member {
    let is_person = speaker.naming == Naming::Named;
    let name =
        if is_person { Name::of_person(&speaker.name) } else { Name::of_body(&speaker.name) };
    Member { name, is_person, id: speaker.actor.as_ref().map(|actor| actor.0.to_string()) }
}

fn member_name(name: &str) -> usize {
    Name::of_body(name).len()
}
