//! Which body fighters without a name act for, where the words around them say so.

use super::scene::Scene;
use dateline_doc::{Claim, EntityId, EntityKind, NounPhrase, Role, RoleKind, Span};

/// Gives the fighters of a claim ("the rebels") the armed group that they can only be of: the one that was
/// told to act, or whose fighters were spoken of, in their sentence or the one before. A deed is never
/// given to a group for being the only one named.
pub(super) fn bodies(scene: Scene<'_>, claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let Some(fighters) = scene.nameless_fighters(&claims[at]) else { continue };
        let mut groups = scene.groups_of_fighters(fighters);
        let acting = claims[..at].iter().filter(|one| scene.is_just_before(one.trigger, fighters));
        let parties = acting.flat_map(|one| &one.roles);
        let parties = parties.filter(|role| role.kind == RoleKind::Organization);
        groups.extend(parties.filter_map(|role| Some((role.entity?, role.span))));
        groups.retain(|(id, _)| scene.is_armed_group(*id));
        let Some(&(entity, span)) = groups.last() else { continue };
        if groups.iter().all(|(other, _)| *other == entity) {
            let role = Role { kind: RoleKind::Organization, entity: Some(entity), span };
            claims[at].roles.push(role);
            claims[at].roles.sort_by_key(|role| (role.kind, role.span));
        }
    }
}

impl Scene<'_> {
    /// The fighters spoken of before who do it, when no body is named that they do it for. Gunmen and
    /// attackers may be anybody's.
    fn nameless_fighters(self, claim: &Claim) -> Option<Span> {
        if claim.roles.iter().any(|role| role.kind == RoleKind::Organization) {
            return None;
        }
        let class = self.nouns.class("fighters");
        let role = claim.roles.iter().find(|role| role.kind == RoleKind::Actor)?;
        let tokens = self.segments.tokens_in(role.span);
        let phrase = self.phrase(tokens.start())?;
        let (_, noun) =
            self.nouns.head(self.segments, phrase.tokens.start(), phrase.head as usize)?;
        let alone = phrase.tokens.len() <= 2 && self.is_definite(phrase.tokens.start());
        (alone && Some(noun.class) == class && noun.plural).then_some(role.span)
    }

    /// Groups whose fighters are spoken of just before: "15 Boko Haram fighters".
    fn groups_of_fighters(self, fighters: Span) -> Vec<(EntityId, Span)> {
        let class = self.nouns.class("fighters");
        let of_fighters = |phrase: &NounPhrase| {
            let noun = self.nouns.head(self.segments, phrase.tokens.start(), phrase.head as usize);
            noun.is_some_and(|(_, noun)| Some(noun.class) == class)
        };
        let before = |phrase: &&NounPhrase| {
            self.is_just_before(self.segments.span(phrase.tokens), fighters) && of_fighters(phrase)
        };
        let phrases = self.segments.phrases.iter().filter(before);
        let named = phrases.flat_map(|phrase| self.mentions.inside(phrase.tokens));
        named.map(|(number, tokens)| (EntityId(number), self.segments.span(tokens))).collect()
    }

    /// Whether a span stands before another in its sentence or the one before.
    fn is_just_before(self, span: Span, other: Span) -> bool {
        let sentence =
            |span: Span| self.segments.sentence_of(self.segments.tokens_in(span).start());
        span.end() <= other.start() && sentence(other) - sentence(span) <= 1
    }

    fn is_armed_group(self, id: EntityId) -> bool {
        let entity = &self.input.entities[id.0 as usize];
        entity.kind == EntityKind::Group && entity.actor.is_some()
    }
}
