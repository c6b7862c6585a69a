//! Which mentions are one entity: same actor, same name, short name, or the same noun phrase again.

use super::{
    lexicon::Nature,
    mention::{Common, Mention, Who},
    registry::id,
    scan::Scan,
};
use dateline_doc::{Entity, EntityKind, Evidence, Tag};
use std::sync::Arc;

struct Party {
    kind: EntityKind,
    mentions: Vec<Mention>,
}

/// Entities of the mentions, which must be in text order.
pub(super) fn group(scan: Scan<'_>, mentions: Vec<Mention>, by: &Arc<str>) -> Vec<Entity> {
    let mut parties: Vec<Party> = Vec::new();
    for mention in mentions {
        match home(scan, &parties, &mention) {
            Some(at) => parties[at].mentions.push(mention),
            None => parties.push(Party { kind: mention.kind, mentions: vec![mention] }),
        }
    }
    parties.iter().map(|party| entity(scan, party, by)).collect()
}

/// The party that a mention is one more of.
fn home(scan: Scan<'_>, parties: &[Party], mention: &Mention) -> Option<usize> {
    let with = |same: &dyn Fn(&Who) -> bool| {
        parties.iter().rposition(|party| party.mentions.iter().any(|known| same(&known.who)))
    };
    match &mention.who {
        Who::Common(common) => common_home(parties, common, mention.kind),
        Who::Person(words) if words.len() == 1 => parties.iter().rposition(|party| {
            let last = |known: &Mention| scan.fold(known.tokens.end() - 1) == words[0];
            party.kind == EntityKind::Person && party.mentions.iter().any(last)
        }),
        Who::Person(words) => with(
            &|who| matches!(who, Who::Person(known) if is_short_for(words, known) || is_short_for(known, words)),
        ),
        Who::Body(_) => parties.iter().rposition(|party| {
            let named = party.mentions.iter().any(|known| known.who == mention.who);
            named && may_own(scan, party, mention)
        }),
        who => with(&|known| known == who),
    }
}

/// Whether nobody else owns the party than owns the mention: "Armenia's Defence Ministry" is not Azerbaijan's.
fn may_own(scan: Scan<'_>, party: &Party, mention: &Mention) -> bool {
    let Some(owner) = owner(scan, mention) else { return true };
    party.mentions.iter().filter_map(|known| self::owner(scan, known)).all(|one| one == owner)
}

/// The place that a mention is said to be of: "Armenia's Defence Ministry".
fn owner<'a>(scan: Scan<'a>, mention: &Mention) -> Option<&'a str> {
    let genitive = mention.tokens.start().checked_sub(1)?;
    let last = genitive.checked_sub(1).filter(|_| scan.tag(genitive) == Some(Tag::Genitive))?;
    let word = scan.token(last).span;
    let place = scan.input.places.iter().find(|place| place.span.contains(word))?;
    Some(&place.name)
}

/// "Al-Alusi" after "Mithal al-Alusi": the same last word, and every word among the other's.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    short.last() == long.last() && short.iter().all(|word| long.contains(word))
}

/// The party of a noun phrase without a name.
fn common_home(parties: &[Party], common: &Common, kind: EntityKind) -> Option<usize> {
    if common.counted && !common.definite {
        return None;
    }
    let again = |known: &Common| {
        let same_head = known.head.lemma == common.head.lemma;
        let fighters = known.head.class == common.head.class
            && common.head.nature == Nature::People
            && kind == EntityKind::Group
            && known.head.plural
            && common.head.plural;
        let fits = common.modifiers.iter().all(|word| known.modifiers.contains(word))
            || known.modifiers.is_empty() && common.head.plural;
        (same_head || fighters && common.modifiers.is_empty()) && fits
    };
    // "The organization": the group named most, and last among equals.
    let points_back = common.definite
        && !common.head.plural
        && common.modifiers.len() <= 1
        && matches!(common.head.nature, Nature::Body | Nature::Band)
        && matches!(kind, EntityKind::Group);
    let back = points_back
        .then(|| {
            let named = (0..parties.len()).filter(|at| {
                parties[*at].kind == EntityKind::Group
                    && parties[*at].mentions.iter().any(|known| matches!(known.who, Who::Actor(_)))
            });
            named.max_by_key(|at| (parties[*at].mentions.len(), *at))
        })
        .flatten();
    if back.is_some() {
        return back;
    }
    let repeats = common.definite
        || common.head.plural
        || matches!(common.head.nature, Nature::Body | Nature::Band);
    let found = parties.iter().rposition(|party| {
        party.mentions.iter().any(|known| matches!(&known.who, Who::Common(known) if again(known)))
    });
    found.filter(|_| repeats)
}

fn entity(scan: Scan<'_>, party: &Party, by: &Arc<str>) -> Entity {
    let text = &scan.input.article.text;
    let spans: Vec<_> = party.mentions.iter().map(|mention| scan.span(mention.tokens)).collect();
    let actor = party.mentions.iter().find_map(|mention| match mention.who {
        Who::Actor(number) => scan.registry.actors().get(number as usize),
        _ => None,
    });
    let named = party
        .mentions
        .iter()
        .zip(&spans)
        .filter(|(mention, _)| !matches!(mention.who, Who::Common(_)));
    let fullest = named.map(|(_, span)| *span).reduce(|a, b| if b.len() > a.len() { b } else { a });
    let name = match (actor, fullest.or(spans.first().copied())) {
        (Some(actor), _) => actor.name.clone(),
        (None, Some(span)) => text[span].to_owned(),
        (None, None) => String::new(),
    };
    let score = if actor.is_some() { 0.9 } else { 0.7 };
    Entity {
        kind: party.kind,
        name,
        actor: actor.map(id),
        evidence: Evidence { spans: spans.clone(), by: by.clone(), score },
        mentions: spans,
    }
}
