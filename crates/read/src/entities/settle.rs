use dateline_doc::Entity;

/// Decides which proposals stand, and their order: proposals of one actor, or of one kind that share a
/// mention, are one entity; then by first mention, an outer one before the one inside it.
pub fn settle(mut proposals: Vec<Entity>) -> Vec<Entity> {
    proposals.retain(|entity| !entity.mentions.is_empty());
    proposals.sort_by(|a, b| {
        let first = |entity: &Entity| {
            (entity.mentions[0].start(), std::cmp::Reverse(entity.mentions[0].end()))
        };
        first(a).cmp(&first(b)).then_with(|| b.evidence.score.total_cmp(&a.evidence.score))
    });
    let mut settled: Vec<Entity> = Vec::new();
    for entity in proposals {
        match settled.iter_mut().find(|known| is_same(known, &entity)) {
            Some(known) => absorb(known, entity),
            None => settled.push(entity),
        }
    }
    settled
}

fn is_same(a: &Entity, b: &Entity) -> bool {
    let same_actor = a.actor.is_some() && a.actor == b.actor;
    let contradict = a.actor.is_some() && b.actor.is_some() && a.actor != b.actor;
    same_actor || !contradict && a.mentions.iter().any(|mention| b.mentions.contains(mention))
}

/// Adds what `other` knows to `entity`; the surer one's kind and name stand.
fn absorb(entity: &mut Entity, other: Entity) {
    entity.mentions.extend(other.mentions);
    entity.mentions.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    entity.mentions.dedup();
    entity.evidence.spans.clone_from(&entity.mentions);
    if other.evidence.score > entity.evidence.score {
        entity.kind = other.kind;
        entity.name = other.name;
        entity.evidence.by = other.evidence.by;
        entity.evidence.score = other.evidence.score;
    }
    entity.actor = entity.actor.take().or(other.actor);
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{ActorId, EntityKind, Evidence, Span};

    fn entity(actor: Option<&str>, spans: &[(usize, usize)], score: f32) -> Entity {
        let mentions: Vec<Span> =
            spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Entity {
            kind: EntityKind::Group,
            name: format!("{score}"),
            actor: actor.map(|id| ActorId(id.into())),
            evidence: Evidence { spans: mentions.clone(), by: "test".into(), score },
            mentions,
        }
    }

    #[test]
    fn one_actor_is_one_entity_and_the_surer_name_stands() {
        let settled =
            settle(vec![entity(Some("x"), &[(9, 12)], 0.5), entity(Some("x"), &[(0, 3)], 0.4)]);
        assert_eq!(settled.len(), 1);
        assert_eq!(settled[0].mentions, [Span::new(0, 3), Span::new(9, 12)]);
        assert_eq!(settled[0].name, "0.5");
    }

    #[test]
    fn a_shared_mention_joins_unless_the_actors_differ() {
        let joined = vec![entity(Some("x"), &[(0, 3)], 0.9), entity(None, &[(0, 3), (5, 8)], 0.5)];
        assert_eq!(settle(joined).len(), 1);
        let two = vec![entity(Some("x"), &[(0, 3)], 0.9), entity(Some("y"), &[(0, 3)], 0.5)];
        assert_eq!(settle(two).len(), 2);
    }
}
