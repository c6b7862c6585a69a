//! Whether the verb that an expression belongs to looks back or ahead.

use super::spec::Direction;
use dateline_doc::{Segments, Tag};
use rustc_hash::FxHashMap;

/// Words that tell the direction where the part of speech does not, such as "scheduled".
pub type Hints = FxHashMap<Box<str>, Direction>;

/// How many tokens from the start of its sentence an expression may stand to belong to the verb after it.
const OPENING: usize = 4;

/// The direction that the nearest verb gives: the last one before the token in its sentence, else the first after
/// when the sentence opens with the token. `None` when that verb looks neither back nor ahead.
pub fn direction(segments: &Segments, token: usize, hints: &Hints) -> Option<Direction> {
    let sentence = segments.sentences.get(segments.sentence_of(token))?;
    // "the ruling issued Thursday": a participle right before is what was done then.
    if token > sentence.start() && segments.tokens[token - 1].tag == Tag::Participle {
        return Some(Direction::Past);
    }
    let verb = |at: usize| of_verb(segments, at, hints);
    let before = (sentence.start()..token).rev().find_map(verb);
    if let Some(direction) = before {
        return direction;
    }
    let opening = token < sentence.start() + OPENING;
    (token..sentence.end()).find_map(verb).filter(|_| opening).flatten()
}

/// What a token says of the direction: nothing when it is no verb.
fn of_verb(segments: &Segments, token: usize, hints: &Hints) -> Option<Option<Direction>> {
    if let Some(direction) = hint(segments, token, hints) {
        return Some(Some(direction));
    }
    match segments.tokens[token].tag {
        Tag::VerbPast => Some(Some(Direction::Past)),
        Tag::VerbPresent => Some(None),
        Tag::Modal => Some(Some(Direction::Future)),
        Tag::Verb => Some(of_base_form(segments, token)),
        _ => None,
    }
}

/// What a word tells, or it and the next: "set for".
fn hint(segments: &Segments, token: usize, hints: &Hints) -> Option<Direction> {
    let word = segments.fold(token);
    let pair = || {
        (token + 1 < segments.tokens.len())
            .then(|| format!("{word} {}", segments.fold(token + 1)))
            .and_then(|pair| hints.get(pair.as_str()))
    };
    hints.get(word).or_else(pair).copied()
}

/// "will close" looks ahead, "did close" back; "to close" may do either.
fn of_base_form(segments: &Segments, token: usize) -> Option<Direction> {
    let near = (token.saturating_sub(3)..token).rev();
    let helper = near
        .map(|at| segments.tokens[at].tag)
        .find(|tag| matches!(tag, Tag::Modal | Tag::To | Tag::VerbPast | Tag::VerbPresent));
    match helper {
        Some(Tag::Modal) => Some(Direction::Future),
        Some(Tag::VerbPast) => Some(Direction::Past),
        _ => None,
    }
}
