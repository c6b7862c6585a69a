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
        // "in Nondin village": the phrase goes on.
        let phrase = self.phrase(end).filter(|phrase| phrase.tokens.start() < end);
        end = phrase.map_or(end, |phrase| phrase.tokens.end());
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
        let phrase = self.phrase_from(at + comma + and).filter(|_| comma + and > 0)?;
        let number = self.number_of(phrase.tokens).filter(|_| self.counts_people(phrase))?;
        let (place, end) = self.placed_at(self.past_including(phrase.tokens.end()))?;
        let one_sentence = self.segments.sentence_of(at) == self.segments.sentence_of(end - 1);
        let told = Claim {
            trigger: self.segments.span(phrase.tokens),
            roles: self.gapped_roles(claim, phrase),
            place: Some(place),
            counts: vec![self.count(&claim.counts[0].what, number)],
            ..claim.clone()
        };
        (one_sentence && !self.has_its_verb(end)).then_some((told, end))
    }

    /// The place of "in the nearby village" whose preposition stands at `at`, and where its phrase ends.
    fn placed_at(self, at: usize) -> Option<(PlaceId, usize)> {
        let phrase = self.phrase_from(at + 1).filter(|_| self.tag(at) == Tag::Preposition)?;
        let span = self.segments.span(phrase.tokens);
        let place = self.input.places.iter().position(|place| span.overlaps(place.span))?;
        let end = self.segments.tokens_in(self.input.places[place].span).end();
        Some((PlaceId(place as u32), phrase.tokens.end().max(end)))
    }

    /// "and 20 people in Mellit fled": a verb of its own.
    fn has_its_verb(self, end: usize) -> bool {
        let at = self.past_adverbs(end);
        self.is_finite(at) || self.auxiliary(at).is_some() || self.tag(at) == Tag::Participle
    }

    /// Those who did it, and those who are counted.
    fn gapped_roles(self, claim: &Claim, counted: &NounPhrase) -> Vec<Role> {
        let doers = claim.roles.iter().filter(|role| role.kind.brings_about());
        let victim = self.filler(counted).map(|filler| Role {
            kind: RoleKind::Victim,
            entity: filler.entity,
            span: filler.span,
        });
        doers.cloned().chain(victim).collect()
    }
}
