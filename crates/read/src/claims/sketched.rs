//! What a model marks of incidents' participants, given to the claims that tell the incidents.

use super::{ontology::Ontology, scene::Scene};
use dateline_doc::{Claim, EntityId, EntityKind, Filler, Role, RoleKind, Span};

/// What is left of a rule's score when a model looked and marks nothing in the claim.
const UNSUPPORTED: f32 = 0.75;

/// A role that a model gave a claim.
struct Given {
    role: Role,
    score: f32,
}

/// Gives every filler to the claims of violence in whose sentences it is marked, else to the nearest one.
pub(super) fn fill(scene: Scene<'_>, ontology: &Ontology, claims: &mut [Claim]) {
    let fillers: Vec<&Filler> =
        scene.input.sketches.iter().flat_map(|sketch| &sketch.fillers).collect();
    let (violent, lesser): (Vec<usize>, Vec<usize>) =
        (0..claims.len()).partition(|at| ontology.is_violent(&claims[*at].kind));
    if violent.is_empty() || scene.input.sketches.is_empty() {
        return;
    }
    let mut given: Vec<Vec<Given>> = claims.iter().map(|_| Vec::new()).collect();
    for filler in fillers {
        give(scene, claims, (&violent, &lesser), filler, &mut given);
    }
    for at in violent {
        weigh(&mut claims[at], &given[at]);
    }
}

/// A claim with what models gave it. Of a kind of role that they marked, theirs alone stand, but for the harmed:
/// of several a model marks now and then the first alone.
fn weigh(claim: &mut Claim, given: &[Given]) {
    if given.is_empty() {
        claim.evidence.score *= UNSUPPORTED;
        return;
    }
    let marked = |role: &Role| given.iter().any(|one| one.role == *role);
    let kind_is_marked = |kind: RoleKind| given.iter().any(|one| one.role.kind == kind);
    let harmed = |role: &Role| matches!(role.kind, RoleKind::Victim | RoleKind::Target);
    claim.roles.retain(|role| marked(role) || harmed(role) || !kind_is_marked(role.kind));
    let missing: f32 = given.iter().map(|one| 1.0 - one.score).product();
    claim.evidence.score = claim.evidence.score.max(1.0 - missing);
}

fn give(
    scene: Scene<'_>,
    claims: &mut [Claim],
    (violent, lesser): (&[usize], &[usize]),
    filler: &Filler,
    given: &mut [Vec<Given>],
) {
    let entity = filler.mentions.iter().find_map(|mention| entity_of(scene, *mention));
    if filler.kind == RoleKind::Victim && entity.is_some_and(|entity| is_armed_body(scene, entity))
    {
        return;
    }
    let told: Vec<(usize, Span)> = filler
        .mentions
        .iter()
        .filter_map(|mention| {
            let fits: Vec<usize> =
                violent.iter().copied().filter(|at| may_have(filler.kind, &claims[*at])).collect();
            Some((in_sentence(scene, claims, &fits, *mention)?, *mention))
        })
        .filter(|(_, mention)| !is_of_a_lesser(scene, claims, lesser, filler.kind, *mention))
        .filter(|(at, mention)| !tells_of(scene, filler.kind, *mention, &claims[*at]))
        .filter(|(at, mention)| !has_its_doer(filler.kind, *mention, &claims[*at]))
        .filter(|(at, mention)| !suffers(filler.kind, *mention, &claims[*at]))
        .filter(|(_, mention)| !is_otherwise(filler.kind, *mention, violent, claims))
        .collect();
    let best = filler.mentions[0];
    let free = violent.iter().filter(|at| {
        let claim = &claims[**at];
        !has_its_doer(filler.kind, best, claim)
            && !suffers(filler.kind, best, claim)
            && !is_otherwise(filler.kind, best, violent, claims)
    });
    let nearest = free.min_by_key(|at| distance(claims[**at].trigger, best)).copied();
    let mut put = |at: usize, mention: Span| {
        let role = Role { kind: filler.kind, entity, span: mention };
        let inside = || claims[at].roles.iter().filter(|role| role.span.overlaps(mention));
        let several = inside().filter(|role| role.kind == filler.kind).count() > 1;
        // "homes and a mosque" are two targets, and "army drones" no actor.
        if several || filler.kind.acts() && inside().any(|role| role.kind == RoleKind::Weapon) {
            let known = inside().map(|role| Given { role: role.clone(), score: filler.score });
            given[at].extend(known);
            return;
        }
        // What a rule put there in another part, or with other bounds, gives way; not those who act for a body.
        let beside =
            |role: &Role| role.kind != filler.kind && role.kind.acts() && filler.kind.acts();
        claims[at].roles.retain(|role| !role.span.overlaps(mention) || beside(role));
        claims[at].roles.push(role.clone());
        claims[at].roles.sort_by_key(|role| (role.kind, role.span));
        given[at].push(Given { role, score: filler.score });
    };
    // Without an entity nothing tells that two mentions are one.
    let most = if entity.is_some() { told.len() } else { 1 };
    for (at, mention) in told.iter().take(most) {
        put(*at, *mention);
    }
    if let (true, Some(at)) = (told.is_empty(), nearest) {
        put(at, best);
    }
}

/// Whether a claim without victims in the mention's sentence has it in that part by a rule: "four were killed and a
/// monastery was damaged".
fn is_of_a_lesser(
    scene: Scene<'_>,
    claims: &[Claim],
    lesser: &[usize],
    kind: RoleKind,
    mention: Span,
) -> bool {
    in_sentence(scene, claims, lesser, mention).is_some_and(|at| {
        claims[at].roles.iter().any(|role| role.kind == kind && role.span.overlaps(mention))
    })
}

/// Whether it is an armed group by its name, of which fighters fall and not the whole: "authorities blame Boko Haram".
fn is_armed_body(scene: Scene<'_>, entity: EntityId) -> bool {
    let entity = &scene.input.entities[entity.0 as usize];
    entity.kind == EntityKind::Group && entity.actor.is_some()
}

/// Whether a rule found who does it, and a model marks somebody else, who does something else in the sentence.
fn has_its_doer(kind: RoleKind, mention: Span, claim: &Claim) -> bool {
    let mut doers = claim.roles.iter().filter(|role| role.kind.acts()).peekable();
    kind.acts() && doers.peek().is_some() && !doers.any(|role| role.span.overlaps(mention))
}

/// Whether those whom a model has act, or takes for things, suffer by the clause: "attacked a post; three militants
/// were killed".
fn suffers(kind: RoleKind, mention: Span, claim: &Claim) -> bool {
    let mut inside = claim.roles.iter().filter(|role| role.span.overlaps(mention));
    (kind.acts() || kind == RoleKind::Target) && inside.any(|role| role.kind == RoleKind::Victim)
}

/// Whether these very words are in any claim what rules out the part that a model gives them: the victims of a deed do
/// no other ("two guards were killed and three wounded"), and who acts is no weapon ("a suicide bomber").
fn is_otherwise(kind: RoleKind, mention: Span, violent: &[usize], claims: &[Claim]) -> bool {
    let other = match kind {
        RoleKind::Actor | RoleKind::Organization => RoleKind::Victim,
        RoleKind::Weapon => RoleKind::Actor,
        _ => return false,
    };
    let mut roles = violent.iter().flat_map(|at| &claims[*at].roles);
    roles.any(|role| role.kind == other && role.span.overlaps(mention))
}

/// Whether a claim may have what a model marks: those wounded are people.
fn may_have(kind: RoleKind, claim: &Claim) -> bool {
    kind != RoleKind::Target || claim.counts.iter().all(|count| &*count.what != "wounded")
}

/// Whether somebody only tells of a claim that a model has them act in.
fn tells_of(scene: Scene<'_>, kind: RoleKind, mention: Span, claim: &Claim) -> bool {
    let holds = |spans: &[Span], span: Span| spans.iter().any(|one| one.contains(span));
    kind == RoleKind::Actor
        && scene
            .input
            .statements
            .iter()
            .any(|one| holds(&one.source, mention) && holds(&one.content, claim.trigger))
}

/// The claim told in the mention's sentence, the nearest of several.
fn in_sentence(
    scene: Scene<'_>,
    claims: &[Claim],
    violent: &[usize],
    mention: Span,
) -> Option<usize> {
    let tokens = scene.segments.tokens_in(mention);
    let sentence = scene.segments.span(scene.sentence(tokens.start()));
    let inside = violent.iter().copied().filter(|at| sentence.contains(claims[*at].trigger));
    inside.min_by_key(|at| distance(claims[*at].trigger, mention))
}

/// The entity that has this mention, or one that ends with it or holds it.
fn entity_of(scene: Scene<'_>, mention: Span) -> Option<EntityId> {
    let entities = || (0..).zip(scene.input.entities);
    let with = |fits: &dyn Fn(Span) -> bool| {
        let mut found =
            entities().filter(|(_, entity)| entity.mentions.iter().any(|span| fits(*span)));
        found.next().map(|(number, _)| EntityId(number))
    };
    with(&|span| span == mention)
        .or_else(|| with(&|span| span.end() == mention.end()))
        .or_else(|| with(&|span| span.contains(mention)))
}

fn distance(trigger: Span, mention: Span) -> usize {
    trigger.start().abs_diff(mention.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{EventType, Evidence, Polarity};

    #[test]
    fn who_is_killed_does_not_wound() {
        let text = "Two guards were killed and three wounded when gunmen came.";
        let at = |words: &str| {
            Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len())
        };
        let role = Role { kind: RoleKind::Victim, entity: None, span: at("Two guards") };
        let claim = Claim {
            statement: None,
            kind: EventType("killing".into()),
            trigger: at("killed"),
            roles: vec![role],
            place: None,
            time: None,
            counts: Vec::new(),
            polarity: Polarity::Asserted,
            evidence: Evidence { spans: vec![at("killed")], by: "test".into(), score: 0.8 },
        };
        let otherwise =
            |kind, words| is_otherwise(kind, at(words), &[0], std::slice::from_ref(&claim));
        assert!(otherwise(RoleKind::Actor, "guards"));
        assert!(!otherwise(RoleKind::Victim, "guards"));
        assert!(!otherwise(RoleKind::Actor, "gunmen"));
    }
}
