//! What is told again with another number and place only: "Two people were killed in Bara and one in Kutum".

use super::{filler::Filler, scene::Scene};
use crate::entities::Nature;
use dateline_doc::{Claim, NounPhrase, PlaceId, Role, RoleKind, Tag};

/// Most tokens of a remark on who is among those counted.
const REMARK: usize = 10;

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
        if self.phrase(end).is_some_and(|phrase| phrase.tokens.start() < end) {
            end = self.phrase(end).map_or(end, |phrase| phrase.tokens.end());
        }
        let past_remark = |end: usize| {
            let closes = (end + 2..end + REMARK).find(|at| self.is_mark(*at, ","));
            closes.filter(|_| self.is_mark(end, ","))
        };
        while let Some((claim, next)) =
            self.next_gapped(claim, end).or_else(|| self.next_gapped(claim, past_remark(end)?))
        {
            found.push(claim);
            end = next;
        }
        found
    }

    fn counts_people(self, phrase: &NounPhrase) -> bool {
        let people = |filler: &Filler| filler.nature == Nature::People && !filler.named;
        self.is_bare_number(phrase) || self.filler(phrase).is_some_and(|filler| people(&filler))
    }

    /// Past a remark on who is among them: ", including 36 children,".
    fn past_including(self, at: usize) -> usize {
        let opens = self.is_mark(at, ",") && self.tag(at + 1) == Tag::Gerund;
        let closes = (at + 2..at + REMARK).find(|at| self.is_mark(*at, ","));
        closes.filter(|_| opens).map_or(at, |closes| closes + 1)
    }

    /// The claim that ", three in Kutum" tells at `at`, and where it ends.
    fn next_gapped(self, claim: &Claim, at: usize) -> Option<(Claim, usize)> {
        // "in Kharkiv, three in Kutum", ", and three".
        let comma = usize::from(self.is_mark(at, ","));
        let and = usize::from(self.tag(at + comma) == Tag::Conjunction);
        let from = at + comma + and;
        let phrase = self.phrase_from(from).filter(|_| comma + and > 0)?;
        let number = self.number_of(phrase).filter(|_| self.counts_people(phrase))?;
        let preposition = self.past_including(phrase.tokens.end());
        // "in the nearby village": the place's phrase starts after the preposition.
        let phrase_of = |span| self.phrase(self.segments.tokens_in(span).start());
        let starts =
            |span| phrase_of(span).is_some_and(|phrase| phrase.tokens.start() == preposition + 1);
        let inside = |at: usize| self.segments.sentence_of(at) == self.segments.sentence_of(from);
        let place = self.input.places.iter().position(|place| starts(place.span))?;
        let placed = self.tag(preposition) == Tag::Preposition && inside(preposition + 1);
        let place_at = self.segments.tokens_in(self.input.places[place].span);
        let end = self.phrase(place_at.start()).map_or(place_at.end(), |one| one.tokens.end());
        let doers = claim.roles.iter().filter(|role| {
            matches!(role.kind, RoleKind::Actor | RoleKind::Organization | RoleKind::Weapon)
        });
        let filler = self.filler(phrase);
        let victim = filler.map(|filler| Role {
            kind: RoleKind::Victim,
            entity: filler.entity,
            span: filler.span,
        });
        placed.then(|| {
            let told = Claim {
                trigger: self.segments.span(phrase.tokens),
                roles: doers.cloned().chain(victim).collect(),
                place: Some(PlaceId(place as u32)),
                counts: vec![self.count(&claim.counts[0].what, number)],
                ..claim.clone()
            };
            (told, end)
        })
    }
}
