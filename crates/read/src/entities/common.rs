//! Mentions without a name: noun phrases by their head.

use super::{
    lexicon::{Head, Nature, Part},
    mention::{Common, Mention, Who},
    scan::Scan,
};
use dateline_doc::{EntityKind, NounPhrase, Tag, TokenSpan};

/// A mention for each noun phrase with a known head, unless `taken` by a name at its head.
pub(super) fn common(scan: Scan<'_>, taken: &[bool]) -> Vec<Mention> {
    let phrases = scan.segments.phrases.iter().enumerate();
    phrases.filter_map(|(number, phrase)| mention(scan, number, phrase, taken)).collect()
}

fn mention(scan: Scan<'_>, number: usize, phrase: &NounPhrase, taken: &[bool]) -> Option<Mention> {
    let last = phrase.head as usize;
    let first = phrase.tokens.start();
    if taken[last] {
        return None;
    }
    let (head_start, head) = scan.lexicon.head(scan.segments, first, last)?;
    let start = (first..head_start).find(|at| !opens(scan, *at)).unwrap_or(head_start);
    let indefinite = |at: usize| scan.lexicon.part(scan.fold(at)) == Some(Part::Indefinite);
    let is_number = |at: usize| scan.tag(at) == Some(Tag::Numeral);
    let definite = (first..start).any(|at| {
        matches!(scan.tag(at), Some(Tag::Determiner | Tag::Possessive)) && !indefinite(at)
    });
    let counted = (first..start).any(indefinite) || (start..head_start).any(is_number);
    let modifiers = (start..head_start).filter(|at| !is_number(*at));
    let modifiers = modifiers.map(|at| scan.fold(at).to_owned()).collect();
    let (tokens, kind) = with_whole(scan, number, TokenSpan::new(start, last + 1), head, taken);
    Some(Mention { tokens, kind, who: Who::Common(Common { head, modifiers, definite, counted }) })
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
    let Some(whole) = next.filter(|next| next.tokens.start() == of + 1) else { return alone };
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

/// Whether a word opens a phrase without being part of a mention: "the", "their", "all".
fn opens(scan: Scan<'_>, at: usize) -> bool {
    matches!(
        scan.tag(at),
        Some(Tag::Determiner | Tag::Possessive | Tag::Adverb | Tag::Preposition | Tag::Mark)
    )
}
