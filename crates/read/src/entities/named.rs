//! Mentions by name: the registry's actors, states where they act, outlets, and bodies by a word in their name.

use super::{
    lexicon::Part,
    mention::{Mention, Who},
    registry::{Name, Usage},
    scan::Scan,
};
use dateline_doc::{EntityKind, Tag, TokenKind, TokenSpan};

/// Most words before the name that a group gives itself: "a group that calls itself the …".
const CALLING: usize = 4;

/// Most words from the start of a title to one of its others.
const LONGEST_TITLE: usize = 4;

/// All such mentions, none overlapping another.
pub(super) fn named(scan: Scan<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let found = outlet(scan, at).or_else(|| actor(scan, at)).or_else(|| body(scan, at));
        match found {
            Some(mention) => {
                at = mention.tokens.end();
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    let again = again(scan, &mentions);
    mentions.extend(again);
    mentions
}

/// Further mentions of bodies whose name is one word, which nothing else tells.
fn again(scan: Scan<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let single: Vec<&Mention> = mentions
        .iter()
        .filter(|one| one.tokens.len() == 1 && matches!(one.who, Who::Body(_)))
        .collect();
    let free =
        |at: &usize| scan.is_capital(*at) && !mentions.iter().any(|one| one.tokens.holds(*at));
    (0..scan.len())
        .filter(|_| !single.is_empty())
        .filter(free)
        .filter_map(|at| {
            let same = single.iter().find(|one| scan.fold(one.tokens.start()) == scan.fold(at))?;
            Some(Mention { tokens: TokenSpan::new(at, at + 1), ..(*same).clone() })
        })
        .collect()
}

fn actor(scan: Scan<'_>, at: usize) -> Option<Mention> {
    // "South Sudan's army" is none of Sudan's.
    if scan.is_inside_place(at) {
        return None;
    }
    let published = scan.input.article.published;
    let fits = |length: usize, name: Name| {
        is_written_so(scan, at, length, name) && !scan.is_in_longer_place(at, at + length)
    };
    let (length, name) = scan.registry.longest(scan.names, scan.segments, at, published, fits)?;
    let actor = scan.registry.actor(name);
    Some(Mention {
        tokens: TokenSpan::new(at, at + length),
        kind: actor.kind,
        who: Who::Actor(scan.registry.number(name)),
    })
}

/// Whether the text writes the name as the name is used.
fn is_written_so(scan: Scan<'_>, at: usize, length: usize, name: Name) -> bool {
    let tokens = at..at + length;
    match name.usage {
        Usage::Acronym if scan.cased => {
            tokens.clone().all(|at| !scan.word(at).contains(char::is_lowercase))
        }
        Usage::Acronym => length > 1 || !scan.is_plain_word(at),
        Usage::Own => {
            has_capital(scan, tokens) || !scan.cased && (length > 1 || !scan.is_plain_word(at))
        }
        Usage::State | Usage::Seat => {
            has_capital(scan, tokens) | !scan.cased && acts(scan, at, at + length)
        }
        Usage::Adjective => qualifies_a_force(scan, at, at + length),
    }
}

/// Scripts without capitals pass.
fn has_capital(scan: Scan<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| scan.is_capital(at) || !scan.word(at).contains(char::is_lowercase))
}

/// Whether a state's name stands where a party that acts does: before a verb, or after "by".
fn acts(scan: Scan<'_>, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1);
    let party = before.is_some_and(|at| scan.lexicon.part(scan.fold(at)) == Some(Part::Party));
    let governed = before.and_then(|at| scan.tag(at)).is_some_and(|tag| {
        matches!(
            tag,
            Tag::Preposition | Tag::To | Tag::Name | Tag::Noun | Tag::Nouns | Tag::Adjective
        )
    });
    let verb = |at: usize| {
        let tag = scan.tag(at);
        let adverb = tag == Some(Tag::Adverb);
        let tag = if adverb { scan.tag(at + 1) } else { tag };
        matches!(tag, Some(Tag::VerbPast | Tag::VerbPresent | Tag::Modal))
    };
    party || !governed && verb(end)
}

/// Whether an adjective of a state stands before a force, a body or a weapon of it.
fn qualifies_a_force(scan: Scan<'_>, start: usize, end: usize) -> bool {
    let phrase = scan.segments.phrase_at(start);
    let Some(phrase) = phrase.filter(|phrase| end <= phrase.head as usize) else { return false };
    let head = scan.lexicon.head(scan.segments, end, phrase.head as usize);
    let happening = scan.lexicon.class("happening");
    head.is_some_and(|(_, head)| {
        Some(head.class) == happening
            || matches!(
                head.kind,
                EntityKind::Military
                    | EntityKind::Police
                    | EntityKind::Government
                    | EntityKind::Vehicle
                    | EntityKind::Weapon
            )
    })
}

fn outlet(scan: Scan<'_>, at: usize) -> Option<Mention> {
    let (length, outlet) = scan.lexicon.outlets.longest(scan.segments, at)?;
    let tokens = TokenSpan::new(at, at + length);
    // "The National Liberation Army" is no newspaper's.
    let next = at + length;
    let longer = scan.tag(at) == Some(Tag::Determiner)
        && next < scan.sentence_end(at)
        && scan.is_capital(next);
    (!longer && (!scan.cased || scan.is_capital(at))).then_some(Mention {
        tokens,
        kind: EntityKind::Organization,
        who: Who::Outlet(*outlet),
    })
}

/// A run of capitalised words with a word for a body: "Ministry of Health", "Zagros Brigade".
fn body(scan: Scan<'_>, at: usize) -> Option<Mention> {
    let opens = matches!(scan.tag(at), Some(Tag::Determiner | Tag::Preposition));
    if !scan.cased || opens || !scan.is_capital(at) || scan.is_located(at) {
        return None;
    }
    let limit = scan.sentence_end(at);
    if is_in_a_title(scan, at, limit) {
        return None;
    }
    let mut end = at;
    while end < limit
        && (scan.may_be_name(end) || joins(scan, end, limit) && !is_person(scan, at, end))
        && !(end > at && titled_person(scan, end, limit))
    {
        end += 1;
    }
    let words = at..end;
    let of_kind = |kind: EntityKind, end: usize| {
        let name: Vec<&str> = (at..end).map(|at| scan.fold(at)).collect();
        let who = Who::Body(name.join(" "));
        Mention { tokens: TokenSpan::new(at, end), kind, who }
    };
    if let Some(kind) = apposed(scan, at, limit).or_else(|| called(scan, at)) {
        return Some(of_kind(kind, end));
    }
    if let Some(kind) = headed(scan, at, end) {
        return Some(of_kind(kind, end + 1));
    }
    let word = words.clone().filter(|at| scan.is_capital(*at)).find_map(|word| {
        let body = scan.lexicon.body(scan.fold(word))?;
        // A single capitalised word at the start of a sentence is no name: "Forces…".
        (end - at > 1).then_some(body)
    })?;
    let rebels = words.into_iter().any(|at| scan.lexicon.part(scan.fold(at)) == Some(Part::Rebel));
    let kind = match word.kind {
        EntityKind::Military if rebels => EntityKind::Group,
        kind => kind,
    };
    Some(of_kind(kind, end))
}

/// What a group is that gives itself the name that starts at `at`: "a group calling itself the Sons of the Valley".
fn called(scan: Scan<'_>, at: usize) -> Option<EntityKind> {
    let opens = |at: &usize| {
        scan.tag(*at) == Some(Tag::Determiner) || scan.token(*at).kind == TokenKind::Punctuation
    };
    let end = (0..at).rev().find(|at| !opens(at))? + 1;
    let calls = |back: usize| {
        let start = end.checked_sub(back)?;
        let found = scan.lexicon.callings.longest(scan.segments, start)?;
        (found.0 == back).then_some(EntityKind::Group)
    };
    (1..=CALLING).find_map(calls)
}

/// What a name is with the small word for a group that ends it at `end`: "the Jaime Martínez front", not "the Kursk
/// front".
fn headed(scan: Scan<'_>, at: usize, end: usize) -> Option<EntityKind> {
    let noun = scan.segments.phrase_at(end - 1)?;
    let one = noun.head as usize == end && noun.tokens.contains(TokenSpan::new(at, end));
    let name = |at: usize| scan.tag(at) == Some(Tag::Name) && !scan.is_plain_word(at);
    let named = one && (at..end).all(name);
    let body = named.then(|| scan.lexicon.body(scan.fold(end))).flatten()?;
    (!body.outlet && body.kind == EntityKind::Group).then_some(body.kind)
}

/// "the newspaper Name", "the company Name": what the common noun before a name says it is.
fn apposed(scan: Scan<'_>, at: usize, limit: usize) -> Option<EntityKind> {
    let noun = at.checked_sub(1).filter(|noun| !scan.is_capital(*noun))?;
    let body = scan.lexicon.body(scan.fold(noun))?;
    let person = titled_person(scan, at, limit) || scan.lexicon.is_given_name(scan.fold(at));
    let fits = matches!(body.kind, EntityKind::Organization | EntityKind::Group) && !person;
    fits.then_some(body.kind)
}

/// Whether the capitalised words before a joining one are a person's: "Hana Karim of the Mill Institute".
fn is_person(scan: Scan<'_>, at: usize, end: usize) -> bool {
    let body = |at: usize| scan.lexicon.body(scan.fold(at)).is_some();
    let given = |at: &usize| scan.is_capital(*at) && scan.lexicon.is_given_name(scan.fold(*at));
    let start = at.checked_sub(1).filter(given).unwrap_or(at);
    end - start > 1 && given(&start) && !(start..end).any(body)
}

/// Whether a title and a given name stand here: "Police Colonel Luis Ortega" is no body.
fn titled_person(scan: Scan<'_>, at: usize, limit: usize) -> bool {
    let mut name = at;
    while name < limit
        && let Some((length, ())) = scan.lexicon.titles.longest(scan.segments, name)
    {
        name += length;
    }
    let named = |at: usize| {
        scan.is_capital(at)
            && (scan.lexicon.is_given_name(scan.fold(at)) || !scan.is_plain_word(at))
    };
    name > at && name < limit && named(name)
}

/// Whether a word belongs to a person's title of several words: "Superintendent of Police Name Surname".
fn is_in_a_title(scan: Scan<'_>, at: usize, limit: usize) -> bool {
    (at.saturating_sub(LONGEST_TITLE)..=at).any(|start| {
        let title = scan.lexicon.titles.longest(scan.segments, start);
        let covers = |(length, _): (usize, &())| length > 2 && start + length > at;
        title.is_some_and(covers) && titled_person(scan, start, limit)
    })
}

/// Whether a small word joins the capitalised words on its sides: "Ministry of the Interior", "Bank of la Plata";
/// a foreign one even to a place, "Cartel de Sinaloa".
fn joins(scan: Scan<'_>, at: usize, limit: usize) -> bool {
    let small = |at: usize| {
        scan.lexicon
            .part(scan.fold(at))
            .is_some_and(|part| !matches!(part, Part::Party | Part::Member))
            || scan.tag(at) == Some(Tag::Determiner)
                && scan.lexicon.part(scan.fold(at - 1)) == Some(Part::Of)
    };
    let next = (at..limit).find(|at| !small(*at)).unwrap_or(limit);
    let name = next > at && next < limit && next - at <= 2 && scan.is_capital(next);
    name && (!scan.is_located(next) || (at..next).all(|at| scan.tag(at) == Some(Tag::Other)))
}
