//! Which articles are worth a model's time.

use crate::claims::Ontology;
use dateline_doc::{Claim, Entity, EntityKind};

/// What an article has to be about for a model to read it; else the lexicons read it alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Subject {
    /// Those who rule and fight, or violence: what such articles say is of interest too.
    #[default]
    Politics,
    /// Violence alone.
    Violence,
}

/// Mentions of those who rule and fight from which on an article is about them.
const MENTIONS: usize = 2;

/// Whether the article speaks of those who rule and fight: governments, forces, groups, actors of the registry.
pub(crate) fn speaks_of_power(entities: &[Entity]) -> bool {
    let mentions = |fits: fn(&Entity) -> bool| {
        let fitting = entities.iter().filter(|entity| fits(entity));
        fitting.map(|entity| entity.mentions.len()).sum::<usize>()
    };
    let rules_or_fights = |entity: &Entity| {
        matches!(
            entity.kind,
            EntityKind::Group | EntityKind::Government | EntityKind::Military | EntityKind::Police
        )
    };
    mentions(rules_or_fights) >= MENTIONS || mentions(|entity| entity.actor.is_some()) >= MENTIONS
}

/// Whether one of the claims tells of violence.
pub(crate) fn tells_of_violence(claims: &[Claim], ontology: &Ontology) -> bool {
    claims.iter().any(|claim| ontology.is_violent(&claim.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Evidence, Span};

    fn entity(kind: EntityKind, mentions: usize) -> Entity {
        let mentions: Vec<Span> = (0..mentions).map(|at| Span::new(at, at + 1)).collect();
        let evidence = Evidence { spans: mentions.clone(), by: "test".into(), score: 1.0 };
        Entity { kind, name: String::new(), actor: None, mentions, evidence }
    }

    #[test]
    fn a_minister_in_passing_is_not_enough() {
        assert!(!speaks_of_power(&[
            entity(EntityKind::Government, 1),
            entity(EntityKind::Person, 9)
        ]));
        assert!(speaks_of_power(&[
            entity(EntityKind::Government, 1),
            entity(EntityKind::Police, 1)
        ]));
    }
}
