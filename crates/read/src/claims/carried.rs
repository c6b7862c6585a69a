//! Where and when of claims that go on with a happening told shortly before.

use super::{ontology::Ontology, scene::Scene, setting::lies_in};
use crate::entities::Part;
use dateline_doc::{Claim, Place, PlaceId, Polarity, RoleKind, Span, Tag};

/// Most paragraphs from a happening to where it is taken up again.
const PARAGRAPHS: usize = 2;

/// Gives claims of violence that lack a place or time those of the happening that they go on with.
pub(super) fn carry(scene: Scene<'_>, ontology: &Ontology, claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let claim = &claims[at];
        if claim.place.is_some() && claim.time.is_some() || !ontology.is_violent(&claim.kind) {
            continue;
        }
        let goes_on = |before: &&Claim| {
            ontology.is_violent(&before.kind)
                && before.trigger.end() <= claim.trigger.start()
                && scene.goes_on_with(before, claim)
        };
        let Some(before) = claims[..at].iter().rev().find(goes_on) else { continue };
        let (place, time) = (before.place, before.time);
        claims[at].place = claims[at].place.or(place);
        claims[at].time = claims[at].time.or(time);
    }
}

impl Scene<'_> {
    /// Whether a claim tells more of the happening of one before it.
    fn goes_on_with(self, before: &Claim, claim: &Claim) -> bool {
        let token = |span: Span| self.segments.tokens_in(span).start();
        let paragraph = |span: Span| self.segments.paragraph_of(token(span));
        let near = paragraph(claim.trigger) - paragraph(before.trigger) <= PARAGRAPHS;
        let told = |claim: &Claim| matches!(claim.polarity, Polarity::Asserted | Polarity::Supposed);
        near && told(before)
            && before.place.or(claim.place).is_some()
            && self.agree(before.place, claim.place)
            && (claim.time.is_none() || before.time.is_none() || before.time == claim.time)
            && (self.names_again(claim) || self.acts_again(before, claim) || self.is_toll(claim))
    }

    /// Whether two claims' places may be of one happening.
    fn agree(self, a: Option<PlaceId>, b: Option<PlaceId>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return true };
        let (a, b): (&Place, &Place) =
            (&self.input.places[a.0 as usize], &self.input.places[b.0 as usize]);
        a.name == b.name || lies_in(a, b) || lies_in(b, a)
    }

    /// "the attack", "the killings": a happening spoken of before.
    fn names_again(self, claim: &Claim) -> bool {
        let first = self.segments.tokens_in(claim.trigger).start();
        let phrase = self.phrase(first).filter(|phrase| self.tag(phrase.head as usize) != Tag::Name);
        phrase.is_some_and(|phrase| self.is_definite(phrase.tokens.start()))
    }

    /// "the attackers", "the shells": unnamed people or weapons spoken of before do it, or those who did that.
    fn acts_again(self, before: &Claim, claim: &Claim) -> bool {
        let doers = |claim: &Claim| -> Vec<_> {
            let doer = |kind| matches!(kind, RoleKind::Actor | RoleKind::Weapon);
            claim.roles.iter().filter(|role| doer(role.kind)).cloned().collect()
        };
        let earlier = doers(before);
        doers(claim).iter().any(|role| {
            let entity = role.entity.map(|id| &self.input.entities[id.0 as usize]);
            let unnamed = entity.is_some_and(|entity| entity.actor.is_none());
            let same = || earlier.iter().any(|known| known.entity == role.entity);
            let start = self.segments.tokens_in(role.span).start();
            let definite = || {
                let phrase = self.phrase(start).map_or(start, |phrase| phrase.tokens.start());
                self.is_definite(phrase)
            };
            unnamed && role.kind != RoleKind::Organization && (same() || definite())
        })
    }

    /// "Ten people were killed.": people harmed by nobody in particular, with no place and time of their own, are
    /// those of the happening just told. What has been so far is a total.
    fn is_toll(self, claim: &Claim) -> bool {
        let by_nobody = !claim.roles.iter().any(|role| {
            matches!(role.kind, RoleKind::Actor | RoleKind::Organization | RoleKind::Weapon)
        });
        let trigger = self.segments.tokens_in(claim.trigger).start();
        let group = self.group_start(trigger)..trigger;
        let so_far = group.into_iter().any(|at| {
            self.auxiliary(at) == Some(super::lexicon::Auxiliary::Other)
                && self.tag(at) == Tag::VerbPresent
        });
        let bare = claim.place.is_none() && claim.time.is_none();
        bare && by_nobody && !claim.counts.is_empty() && !so_far
    }

    /// Whether a noun phrase that starts here is of what was spoken of before: "the", "this", "both".
    pub fn is_definite(self, start: usize) -> bool {
        let opens = matches!(self.tag(start), Tag::Determiner | Tag::Possessive);
        let new = matches!(
            self.nouns.part(self.fold(start)),
            Some(Part::Indefinite | Part::Share | Part::Bound)
        );
        opens && !new && self.lexicon.modality.longest(self.segments, start).is_none()
    }
}
