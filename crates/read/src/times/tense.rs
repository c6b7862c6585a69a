//! Whether the verb that an expression belongs to looks back or ahead.

use super::spec::Direction;
use dateline_doc::{Segments, Tag};
use rustc_hash::FxHashMap;

/// Words that tell the direction where the part of speech does not, such as "scheduled".
pub type Hints = FxHashMap<Box<str>, Direction>;

/// The direction that the nearest verb gives: the last one before the token in its sentence, else the first after.
pub fn direction(segments: &Segments, token: usize, hints: &Hints) -> Option<Direction> {
    let sentence = segments.sentences.get(segments.sentence_of(token))?;
    let before = (sentence.start()..token).rev().find_map(|at| of_verb(segments, at, hints));
    before.or_else(|| (token..sentence.end()).find_map(|at| of_verb(segments, at, hints)))
}

fn of_verb(segments: &Segments, token: usize, hints: &Hints) -> Option<Direction> {
    if let Some(direction) = hints.get(segments.fold(token)) {
        return Some(*direction);
    }
    match segments.tokens[token].tag {
        Tag::VerbPast => Some(Direction::Past),
        Tag::Modal => Some(Direction::Future),
        Tag::Verb => Some(ahead_of_infinitive(segments, token)),
        _ => None,
    }
}

/// "will close", "to close": ahead; "did close" is not.
fn ahead_of_infinitive(segments: &Segments, token: usize) -> Direction {
    let near = (token.saturating_sub(3)..token).rev();
    let helper = near
        .map(|at| segments.tokens[at].tag)
        .find(|tag| matches!(tag, Tag::Modal | Tag::To | Tag::VerbPast | Tag::VerbPresent));
    match helper {
        Some(Tag::Modal | Tag::To) => Direction::Future,
        _ => Direction::Past,
    }
}
