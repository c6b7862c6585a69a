use super::{Reason, compare::Weight};
use crate::{Facts, Party};
use dateline_doc::{ActorId, RoleKind};

/// The same one of the registry acted.
const SAME_ACTOR: f32 = 0.35;
/// Others of the registry acted; reports differ on who did it, and sides on whom they name.
pub(super) const OTHER_ACTOR: f32 = -0.3;
/// The same harmed, by name.
const SAME_HARMED: f32 = 0.3;

/// How those who took part fit.
pub(super) fn compare(a: &Facts, b: &Facts) -> Weight {
    if let Some(name) = shared(a, b, harmed) {
        return Weight::because(SAME_HARMED, Reason::SameParty(name.to_owned()));
    }
    let (mut ours, mut theirs) = (actors(a).peekable(), actors(b).peekable());
    if ours.peek().is_none() || theirs.peek().is_none() {
        return Weight::NONE;
    }
    let id = |party: &&Party| party.actor.clone();
    let theirs: Vec<ActorId> = theirs.filter_map(|party| id(&party)).collect();
    let same = ours.filter(|party| id(party).is_some_and(|id| theirs.contains(&id)));
    match same.min_by(|a, b| a.actor.cmp(&b.actor).then(a.name.cmp(&b.name))) {
        Some(party) => Weight::because(SAME_ACTOR, Reason::SameParty(party.name.clone())),
        None => Weight::of(OTHER_ACTOR),
    }
}

/// Those who acted, as far as the registry has them.
pub(super) fn actors(facts: &Facts) -> impl Iterator<Item = &Party> {
    facts.parties.iter().filter(|party| party.role.acts() && party.actor.is_some())
}

fn harmed(party: &Party) -> bool {
    matches!(party.role, RoleKind::Victim | RoleKind::Target)
}

fn shared<'a>(a: &'a Facts, b: &'a Facts, counts: fn(&Party) -> bool) -> Option<&'a str> {
    let names = |facts: &'a Facts| facts.parties.iter().filter(move |party| counts(party));
    let also = |name: &str| names(b).any(|party| party.name == name);
    names(a).map(|party| party.name.as_str()).filter(|name| also(name)).min()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Claim;
    use super::*;

    #[test]
    fn the_registrys_actors_are_compared_by_id() {
        let jnim = Claim::new(1).by("jnim").facts();
        let isgs = Claim::new(2).by("isgs").facts();
        assert_eq!(compare(&jnim, &jnim).value, SAME_ACTOR);
        assert_eq!(compare(&jnim, &isgs).value, OTHER_ACTOR);
        assert_eq!(compare(&jnim, &Claim::new(3).facts()), Weight::NONE);
    }
}
