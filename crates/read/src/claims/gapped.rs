//! What is told again with another number and place only: "Two people were killed in Bara and one in Kutum".

use super::scene::Scene;
use dateline_doc::{Claim, PlaceId, RoleKind, Tag};

/// Claims of which the words for the happening stand in a claim before, and the number alone in theirs.
pub(super) fn told_again(scene: Scene<'_>, claims: &[Claim]) -> Vec<Claim> {
    claims.iter().flat_map(|claim| scene.gapped(claim)).collect()
}

impl Scene<'_> {
    fn gapped(self, claim: &Claim) -> Vec<Claim> {
        let mut found = Vec::new();
        let (Some(place), Some(_)) = (claim.place, claim.counts.first()) else { return found };
        let place = self.input.places[place.0 as usize].span;
        if place.start() < claim.trigger.end() {
            return found;
        }
        let mut end = self.segments.tokens_in(place).end();
        while let Some((claim, next)) = self.next_gapped(claim, end) {
            found.push(claim);
            end = next;
        }
        found
    }

    /// The claim that ", three in Kutum" tells at `at`, and where it ends.
    fn next_gapped(self, claim: &Claim, at: usize) -> Option<(Claim, usize)> {
        let comma = usize::from(self.is_mark(at, ","));
        let and = usize::from(self.tag(at + comma) == Tag::Conjunction);
        let from = at + comma + and;
        let phrase = self.phrase_from(from).filter(|_| comma + and > 0)?;
        let number = self.number_of(phrase).filter(|_| self.is_bare_number(phrase))?;
        let preposition = phrase.tokens.end();
        let starts = |span| self.segments.tokens_in(span).start() == preposition + 1;
        let inside = |at: usize| self.segments.sentence_of(at) == self.segments.sentence_of(from);
        let place = self.input.places.iter().position(|place| starts(place.span))?;
        let placed = self.tag(preposition) == Tag::Preposition && inside(preposition + 1);
        let end = self.segments.tokens_in(self.input.places[place].span).end();
        let doers = claim.roles.iter().filter(|role| {
            matches!(role.kind, RoleKind::Actor | RoleKind::Organization | RoleKind::Weapon)
        });
        placed.then(|| {
            let told = Claim {
                trigger: self.segments.span(phrase.tokens),
                roles: doers.cloned().collect(),
                place: Some(PlaceId(place as u32)),
                counts: vec![self.count(&claim.counts[0].what, number)],
                ..claim.clone()
            };
            (told, end)
        })
    }
}
