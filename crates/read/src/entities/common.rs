//! Mentions without a name: noun phrases by their head.

use super::{
    lexicon::{Head, Nature, Part},
    mention::{Common, Mention, Who},
    scan::Scan,
};
use dateline_doc::{EntityKind, NounPhrase, Tag, TokenSpan};

/// A mention for each noun phrase with a known head, unless `taken` by a name at its head.
pub(super) fn common(scan: Scan<'_>, taken: &[bool]) -> Vec<Mention> {
    if scan.language.tagger.is_none() {
        return untagged(scan, taken);
    }
    let phrases = scan.segments.phrases.iter().enumerate();
    phrases.filter_map(|(number, phrase)| mention(scan, number, phrase, taken)).collect()
}

/// Known nouns themselves, in a language without parts of speech.
fn untagged(scan: Scan<'_>, taken: &[bool]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for at in (0..scan.len()).filter(|at| !taken[*at]) {
        let from = at.saturating_sub(2);
        let Some((start, head)) = scan.lexicon.head(scan.segments, from, at) else { continue };
        let common = Common { head, modifiers: Vec::new(), definite: false, counted: false };
        let tokens = TokenSpan::new(start, at + 1);
        mentions.push(Mention { tokens, kind: head.kind, who: Who::Common(common) });
    }
    mentions
}

fn mention(scan: Scan<'_>, number: usize, phrase: &NounPhrase, taken: &[bool]) -> Option<Mention> {
    let last = noun(scan, phrase);
    let first = phrase.tokens.start();
    if taken[last] {
        return None;
    }
    let (head_start, head) = scan.lexicon.head(scan.segments, first, last)?;
    // "Israeli and American forces": an adjective alone is nobody.
    if scan.tag(last) == Some(Tag::Adjective) && head_start == last && head.nature == Nature::People
    {
        return None;
    }
    // A happening is nobody and nothing.
    if Some(head.class) == scan.lexicon.class("happening") {
        return None;
    }
    let start = (first..head_start).find(|at| !opens(scan, *at)).unwrap_or(head_start);
    let indefinite = |at: usize| scan.lexicon.part(scan.fold(at)) == Some(Part::Indefinite);
    let is_number = |at: usize| scan.tag(at) == Some(Tag::Numeral);
    let definite = (first..start).any(|at| {
        matches!(scan.tag(at), Some(Tag::Determiner | Tag::Possessive)) && !indefinite(at)
    });
    let counted = (first..start).any(indefinite) || (start..head_start).any(is_number);
    let modifiers = (start..head_start).filter(|at| !is_number(*at));
    let modifiers = modifiers.map(|at| scan.fold(at).to_owned()).collect();
    let begin = if head.nature == Nature::Thing {
        // A number is no part of what a thing is called.
        (start..head_start).find(|at| !is_amount(scan, *at)).unwrap_or(head_start)
    } else {
        with_participle(scan, start)
    };
    let (tokens, kind) = with_whole(scan, number, TokenSpan::new(begin, last + 1), head, taken);
    Some(Mention { tokens, kind, who: Who::Common(Common { head, modifiers, definite, counted }) })
}

/// The token of a phrase's noun: its head, or the noun that a tagger took for a verb after a number: "six suspects".
fn noun(scan: Scan<'_>, phrase: &NounPhrase) -> usize {
    let head = phrase.head as usize;
    let next = head + 1;
    let missed = scan.tag(head) == Some(Tag::Numeral)
        && next < scan.sentence_end(head)
        && scan.segments.phrase_at(next).is_none()
        && scan.lexicon.head(scan.segments, next, next).is_some_and(|(_, noun)| noun.plural);
    if missed { next } else { head }
}

/// The mention with what it is a group or a part of: "a group of armed men", "members of the army".
fn with_whole(
    scan: Scan<'_>,
    number: usize,
    tokens: TokenSpan,
    head: Head,
    taken: &[bool],
) -> (TokenSpan, EntityKind) {
    let of = tokens.end();
    let alone = (tokens, head.kind);
    if of >= scan.len() || scan.lexicon.part(scan.fold(of)) != Some(Part::Of) {
        return alone;
    }
    let next = scan.segments.phrases.get(number + 1);
    let Some(whole) = next.filter(|next| with_participle(scan, next.tokens.start()) == of + 1)
    else {
        return alone;
    };
    let inner = scan.lexicon.head(scan.segments, whole.tokens.start(), whole.head as usize);
    let inner = inner.map(|(_, head)| head);
    let people = inner.is_some_and(|inner| inner.nature == Nature::People);
    let known = people || inner.is_some() || taken[whole.head as usize];
    let kind = inner.map_or(EntityKind::Group, |inner| inner.kind);
    match head.nature {
        Nature::Body | Nature::Band if people => {
            (TokenSpan::new(tokens.start(), whole.tokens.end()), kind)
        }
        Nature::People if head.kind == EntityKind::Other && known => {
            (TokenSpan::new(tokens.start(), whole.tokens.end()), kind)
        }
        _ => alone,
    }
}

fn is_amount(scan: Scan<'_>, at: usize) -> bool {
    let part = scan.lexicon.part(scan.fold(at));
    scan.tag(at) == Some(Tag::Numeral)
        || matches!(part, Some(Part::Bound | Part::Share | Part::Indefinite))
}

/// The start of a phrase with a participle before it that is its modifier: "(by heavily) armed men".
fn with_participle(scan: Scan<'_>, start: usize) -> usize {
    let tag = |at: Option<usize>| at.and_then(|at| scan.tag(at));
    let before = start.checked_sub(1);
    if tag(before) != Some(Tag::Participle) {
        return start;
    }
    let begin = match tag(start.checked_sub(2)) {
        Some(Tag::Adverb) => start - 2,
        _ => start - 1,
    };
    let opened = begin.checked_sub(1).is_none_or(|at| {
        matches!(
            scan.tag(at),
            Some(
                Tag::Preposition
                    | Tag::Determiner
                    | Tag::Numeral
                    | Tag::Conjunction
                    | Tag::Adjective
            )
        )
    });
    if opened { begin } else { start }
}

/// Whether a word opens a phrase without being part of a mention: "the", "their", "all".
fn opens(scan: Scan<'_>, at: usize) -> bool {
    scan.lexicon.part(scan.fold(at)) == Some(Part::Bound) && scan.tag(at + 1) == Some(Tag::Numeral)
        || matches!(
            scan.tag(at),
            Some(Tag::Determiner | Tag::Possessive | Tag::Adverb | Tag::Preposition | Tag::Mark)
        )
}
