//! Harm that nobody did to anybody: accidents and disasters, and games told of in the words of war.

use super::{ontology::Ontology, scene::Scene};
use dateline_doc::{Claim, EntityKind, Role};

/// Sentences at the start of an article in which what it is about is named.
const OPENING: usize = 3;

/// So many different words of games make an article one about a game.
const GAME_WORDS: usize = 3;

/// What an article without violence may be about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Peaceful {
    /// A crash, a flood, an earthquake.
    Accident,
    /// A match.
    Game,
}

/// Takes out the violence of an article about an accident, a disaster or a game. Where those who fight do any of
/// it, or of an accident weapons or attacks are told of, all stays.
pub(super) fn leave(scene: Scene<'_>, ontology: &Ontology, claims: &mut Vec<Claim>) {
    let violent = |claim: &Claim| ontology.is_violent(&claim.kind);
    if !claims.iter().any(violent) {
        return;
    }
    let fought = claims.iter().any(|claim| violent(claim) && scene.is_fought(claim));
    let attacked = || claims.iter().any(|claim| violent(claim) && !is_outcome(ontology, claim));
    let armed = || {
        let mut roles = claims.iter().flat_map(|claim| &claim.roles);
        roles.any(|role| scene.kind_of(role) == Some(EntityKind::Weapon))
    };
    let peaceful =
        !fought && (scene.is_of_a_game() || scene.tells_an_accident() && !attacked() && !armed());
    if peaceful {
        claims.retain(|claim| !violent(claim));
    }
}

/// Whether a claim tells what came of a happening, and not what it was.
fn is_outcome(ontology: &Ontology, claim: &Claim) -> bool {
    ontology.get(&claim.kind).is_some_and(|info| info.outcome)
}

impl Scene<'_> {
    /// Whether those who fight, or nobody's gunmen, do it.
    fn is_fought(self, claim: &Claim) -> bool {
        let fights = |role: &Role| {
            matches!(
                self.kind_of(role),
                Some(EntityKind::Group | EntityKind::Military | EntityKind::Police)
            )
        };
        claim.roles.iter().filter(|role| role.kind.acts()).any(fights)
    }

    fn kind_of(self, role: &Role) -> Option<EntityKind> {
        role.entity.map(|id| self.input.entities[id.0 as usize].kind)
    }

    fn tells_an_accident(self) -> bool {
        let end = self.segments.sentences.get(OPENING - 1).or(self.segments.sentences.last());
        let end = end.map_or(0, |sentence| sentence.end());
        (0..end).any(|at| self.peaceful(at) == Some(Peaceful::Accident))
    }

    fn is_of_a_game(self) -> bool {
        let tokens = 0..self.segments.tokens.len();
        let mut words: Vec<&str> = tokens
            .filter(|at| self.peaceful(*at) == Some(Peaceful::Game))
            .map(|at| self.fold(at))
            .collect();
        words.sort_unstable();
        words.dedup();
        words.len() >= GAME_WORDS
    }

    fn peaceful(self, at: usize) -> Option<Peaceful> {
        self.lexicon.peaceful.longest(self.segments, at).map(|(_, word)| *word)
    }
}
