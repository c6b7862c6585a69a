//! Persons: a name after a title, or one that starts with a given name.

use super::{
    lexicon::Part,
    mention::{Mention, Who},
    scan::Scan,
};
use crate::segment::opens_nickname;
use dateline_doc::{EntityKind, Tag, TokenSpan};

/// Most words of a person's name.
const LONGEST: usize = 6;

/// All such mentions outside `taken`, none overlapping another.
pub(super) fn persons(scan: Scan<'_>, named: &[Mention], taken: &[bool]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let known = named.iter().filter(|mention| mention.kind == EntityKind::Person);
    let mut surnames: Vec<String> =
        known.map(|mention| scan.fold(mention.tokens.end() - 1).to_owned()).collect();
    let mut at = 0;
    while at < scan.len() {
        let found = (!taken[at]).then(|| {
            let known = after_title(scan, at, taken).or_else(|| given(scan, at, taken));
            known.or_else(|| by_shape(scan, at, taken))
        });
        match found.flatten() {
            Some(tokens) => {
                at = tokens.end();
                let name = name_words(scan, tokens);
                surnames.extend(name.last().cloned());
                mentions.push(mention(scan, tokens));
            }
            None => at += 1,
        }
    }
    surnames.sort();
    surnames.dedup();
    let inside = |at: usize| mentions.iter().any(|mention| mention.tokens.holds(at));
    let again: Vec<Mention> = (0..scan.len())
        .filter(|at| !taken[*at] && scan.may_be_name(*at) && !inside(*at))
        .filter(|at| surnames.binary_search_by(|name| name.as_str().cmp(scan.fold(*at))).is_ok())
        .map(|at| mention(scan, TokenSpan::new(at, at + 1)))
        .collect();
    mentions.extend(again);
    mentions
}

fn mention(scan: Scan<'_>, tokens: TokenSpan) -> Mention {
    Mention { tokens, kind: EntityKind::Person, who: Who::Person(name_words(scan, tokens)) }
}

fn name_words(scan: Scan<'_>, tokens: TokenSpan) -> Vec<String> {
    tokens.range().map(|at| scan.fold(at).to_owned()).collect()
}

/// The name after the title that starts at `at`: "Col. Luis Ortega", "the politician, Mithal al-Alusi".
fn after_title(scan: Scan<'_>, at: usize, taken: &[bool]) -> Option<TokenSpan> {
    let (length, ()) = scan.lexicon.titles.longest(scan.segments, at)?;
    let mut start = at + length;
    let limit = scan.sentence_end(at);
    while start < limit && scan.lexicon.titles.longest(scan.segments, start).is_some() {
        start += 1;
    }
    let comma = start + 1 < limit && scan.cased && scan.fold(start) == ",";
    let start = if comma { start + 1 } else { start };
    let name = run(scan, start, taken)?;
    // After a comma only a full name: "the governor, Kirkuk police said".
    let known = || scan.lexicon.is_given_name(scan.fold(start)) || name.len() > 1;
    (!comma || known() && closes(scan, name.end())).then_some(name)
}

fn closes(scan: Scan<'_>, at: usize) -> bool {
    at < scan.len() && matches!(scan.fold(at), "," | ")" | ".")
}

/// The name that starts with the given name at `at`.
fn given(scan: Scan<'_>, at: usize, taken: &[bool]) -> Option<TokenSpan> {
    if !scan.lexicon.is_given_name(scan.fold(at)) || !scan.may_be_name(at) {
        return None;
    }
    run(scan, at, taken).filter(|name| name.len() > 1)
}

/// Two or three capitalised words in a row that are no plain words: most are a person's name.
fn by_shape(scan: Scan<'_>, at: usize, taken: &[bool]) -> Option<TokenSpan> {
    let opens = at > 0 && scan.may_be_name(at - 1);
    if !scan.cased || opens || scan.is_located(at) {
        return None;
    }
    let name = run(scan, at, taken)?;
    let strange = |at: usize| {
        let particle = scan.lexicon.part(scan.fold(at)) == Some(Part::Particle);
        let shouted =
            scan.word(at).chars().count() > 1 && !scan.word(at).contains(char::is_lowercase);
        particle || !scan.is_plain_word(at) && !shouted && !scan.is_located(at)
    };
    let follows =
        scan.tag(name.end()).is_none_or(|tag| !matches!(tag, Tag::Noun | Tag::Nouns | Tag::Name));
    ((2..=4).contains(&name.len()) && name.range().all(strange) && follows).then_some(name)
}

/// The run of words of a name from `start`.
fn run(scan: Scan<'_>, start: usize, taken: &[bool]) -> Option<TokenSpan> {
    let limit = scan.sentence_end(start.min(scan.len().saturating_sub(1))).min(start + LONGEST);
    let free = |at: usize| at < limit && !taken[at] && !is_located_late(scan, at, start);
    // "Johnson “Izo” André"
    let quoted = |at: usize| opens_nickname(scan.segments, at, limit);
    let part = |at: usize| {
        scan.may_be_name(at)
            || at > start && (quoted(at) || at > start + 1 && quoted(at - 2))
            || scan.lexicon.part(scan.fold(at)) == Some(Part::Particle)
                && at + 1 < limit
                && scan.may_be_name(at + 1)
    };
    let end = (start..limit).find(|at| !free(*at) || !part(*at)).unwrap_or(limit);
    let placed = scan
        .input
        .places
        .iter()
        .any(|place| end > start && place.span.contains(scan.span(TokenSpan::new(start, end))));
    if placed {
        return None;
    }
    let letters = (start..end).any(|at| scan.may_be_name(at) && scan.fold(at).chars().count() > 2);
    (end > start && letters && scan.may_be_name(start)).then(|| TokenSpan::new(start, end))
}

/// A place inside a name is part of it ("Santiago Rojas"), but one that starts it alone is a place.
fn is_located_late(scan: Scan<'_>, at: usize, start: usize) -> bool {
    at == start && scan.is_located(at) && !scan.lexicon.is_given_name(scan.fold(at))
}
