//! Claims: what is said to have happened.

mod carried;
mod counts;
mod elsewhere;
mod fighters;
mod filler;
mod frame;
mod gapped;
mod lexicon;
mod needs;
mod objects;
mod ontology;
mod peaceful;
mod polarity;
mod prepositions;
mod roles;
mod scene;
mod setting;
mod settle;
mod sketched;
mod subject_phrases;
mod subjects;
mod trigger;
mod verbs;
mod within;

use crate::Packs;
use dateline_doc::{Annotator, Claim, EntityKind, EventType, Evidence, PlaceId, RoleKind, Stated};
use filler::Mentions;
pub use lexicon::ClaimLexicon;
pub use ontology::{Ontology, TypeInfo};
use roles::{Part, Parts};
use scene::Scene;
pub use settle::settle;
use std::sync::Arc;
use trigger::Hit;

/// Proposes claims from the language packs' triggers and the ontology.
pub struct LexiconClaims {
    packs: Arc<Packs>,
    name: Arc<str>,
}

impl LexiconClaims {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs, name: "lexicon".into() }
    }

    fn claim(&self, scene: Scene<'_>, hit: &Hit<'_>) -> Option<Claim> {
        let mut parts = Parts::new(scene);
        parts.fill(&hit.row.frame, hit);
        let parts = parts.found;
        if !scene.meets(hit, &parts) {
            return None;
        }
        let trigger = scene.segments.span(hit.tokens);
        let statement = scene.statement(trigger);
        // What is attacked is where it is: "near Mogadishu's airport".
        let moves_or_stands = |kind| matches!(kind, RoleKind::Destination | RoleKind::Target);
        let taken: Vec<_> = parts
            .iter()
            .filter(|part| !moves_or_stands(part.kind))
            .map(|part| part.filler.span)
            .collect();
        let roles: Vec<_> = parts.iter().map(Part::role).collect();
        let score = if roles.is_empty() { 0.4 } else { 0.6 };
        Some(Claim {
            statement,
            kind: self.kind(scene, hit, &parts)?,
            trigger,
            roles,
            place: destination(scene, &parts).or_else(|| scene.place(hit, &taken)),
            time: scene.time(hit),
            counts: scene.counts(hit, &parts),
            polarity: scene.polarity(hit, statement),
            evidence: Evidence::one(trigger, &self.name, score),
        })
    }

    /// The trigger's type, or a more exact one by its weapon or actor.
    fn kind(&self, scene: Scene<'_>, hit: &Hit<'_>, parts: &[Part]) -> Option<EventType> {
        let with = |kind: RoleKind| parts.iter().filter(move |part| part.kind == kind);
        let weapon = |class| with(RoleKind::Weapon).any(|part| part.filler.class == Some(class));
        let actor = |word: &str| {
            let kinds = with(RoleKind::Organization).chain(with(RoleKind::Actor));
            kinds.filter_map(|part| part.filler.kind).any(|kind| kind_word(kind) == word)
        };
        let refined = scene.lexicon.refinements.iter().find(|row| {
            row.kind == hit.row.kind
                && row.weapon.is_none_or(weapon)
                && row.actor.as_deref().is_none_or(actor)
        });
        let id = refined.map_or(&hit.row.kind, |row| &row.becomes);
        self.packs.ontology.event_type(id)
    }
}

impl Annotator<Claim> for LexiconClaims {
    fn name(&self) -> &str {
        &self.name
    }

    fn annotate(&self, input: Stated<'_>) -> Vec<Claim> {
        let language = self.packs.language(input.article.language.as_deref());
        let mentions = Mentions::new(input.segments, input.entities);
        let scene = Scene {
            input,
            segments: input.segments,
            lexicon: &language.claims,
            nouns: &language.entities,
            mentions: &mentions,
            dateline: crate::places::dateline(&input.article.text, input.places),
        };
        let mut claims = Vec::new();
        let mut at = 0;
        while at < input.segments.tokens.len() {
            let Some((length, hits)) = scene.triggers(at) else {
                at += 1;
                continue;
            };
            let found: Vec<Claim> = hits.iter().filter_map(|hit| self.claim(scene, hit)).collect();
            at += if found.is_empty() { 1 } else { length };
            claims.extend(found);
        }
        peaceful::leave(scene, &self.packs.ontology, &mut claims);
        claims.extend(gapped::told_again(scene, &claims));
        claims.sort_by_key(|claim| claim.trigger.start());
        leave_launch_sites(scene, &mut claims);
        carried::carry(scene, &self.packs.ontology, &mut claims);
        within::doers(scene, &self.packs.ontology, &mut claims);
        fighters::bodies(scene, &mut claims);
        sketched::fill(scene, &self.packs.ontology, &mut claims);
        claims
    }
}

/// Where weapons are fired from is not where they strike: "struck a depot after a missile fired from Yemen".
fn leave_launch_sites(scene: Scene<'_>, claims: &mut [Claim]) {
    let fired =
        claims.iter().filter(|claim| claim.roles.iter().any(|role| role.kind == RoleKind::Weapon));
    let origins: Vec<_> = fired
        .flat_map(|claim| &claim.roles)
        .filter(|role| role.kind == RoleKind::Origin)
        .map(|role| role.span)
        .collect();
    for claim in claims {
        let place = claim.place.map(|place| scene.input.places[place.0 as usize].span);
        if place.is_some_and(|place| origins.contains(&place)) {
            claim.place = None;
        }
    }
}

/// A movement is where it ends.
fn destination(scene: Scene<'_>, parts: &[Part]) -> Option<PlaceId> {
    let part = parts.iter().find(|part| part.kind == RoleKind::Destination)?;
    let at = scene.input.places.iter().position(|place| place.span == part.filler.span)?;
    Some(PlaceId(at as u32))
}

fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Group => "group",
        EntityKind::Organization => "organization",
        EntityKind::Government => "government",
        EntityKind::Military => "military",
        EntityKind::Police => "police",
        EntityKind::Civilians => "civilians",
        EntityKind::Facility => "facility",
        EntityKind::Vehicle => "vehicle",
        EntityKind::Weapon => "weapon",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}
