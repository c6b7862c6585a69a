use super::{view::View, words::Class};
use dateline_doc::{Tag, TokenSpan};

/// The whole noun phrase that starts at `start`: with its modifiers, appositions and relative clauses, up to `limit`.
///
/// `stop` tells where the phrase must not go on, such as at a reporting participle.
pub(super) fn after(
    view: &View<'_>,
    start: usize,
    limit: usize,
    stop: &dyn Fn(usize) -> bool,
) -> Option<TokenSpan> {
    let first = view.phrase_from(start, limit)?;
    if first.tokens.start() != start {
        return None;
    }
    if view.tag(start) == Tag::Pronoun {
        return Some(TokenSpan::new(start, start + 1));
    }
    let mut end = first.tokens.end();
    while let Some(further) = further_right(view, end, limit, stop) {
        end = further;
    }
    Some(TokenSpan::new(start, end))
}

fn further_right(
    view: &View<'_>,
    end: usize,
    limit: usize,
    stop: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    if end >= limit || stop(end) {
        return None;
    }
    if let Some(end) = modifier(view, end, limit) {
        return Some(end);
    }
    if view.is(end, Class::Relative) && view.tag(end) != Tag::Determiner {
        return Some(clause_stop(view, end + 1, limit));
    }
    if matches!(view.tag(end), Tag::Gerund | Tag::Participle) {
        return Some(clause_stop(view, end + 1, limit));
    }
    if view.is(end, Class::And) {
        let next = view.phrase_from(end + 1, limit)?;
        let after = next.tokens.end();
        let closed = after >= limit || view.tag(after) == Tag::Mark;
        return (next.tokens.start() == end + 1 && closed).then_some(after);
    }
    if view.is_comma(end) && end + 1 < limit && !stop(end + 1) {
        return apposition(view, end + 1, limit);
    }
    None
}

/// "of the ministry", "from Kirkuk": a preposition and its phrase, unless it names the occasion.
pub(super) fn modifier(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if !(view.is(at, Class::Modifier) && view.tag(at) == Tag::Preposition) {
        return None;
    }
    let next = view.phrase_from(at + 1, limit).filter(|next| next.tokens.start() == at + 1)?;
    let head = next.head as usize;
    let aside = view.is(head, Class::Occasion) || view.is(head, Class::Time);
    (!aside).then_some(next.tokens.end())
}

fn apposition(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if view.is(at, Class::Relative) && view.tag(at) != Tag::Determiner {
        return Some(clause_stop(view, at + 1, limit));
    }
    if view.tag(at) == Tag::Numeral && (at + 1 >= limit || view.tag(at + 1) == Tag::Mark) {
        return Some(at + 1);
    }
    if view.tag(at) == Tag::Pronoun {
        return None;
    }
    let phrase = view.phrase_from(at, limit).filter(|next| next.tokens.start() == at)?;
    let mut end = phrase.tokens.end();
    while let Some(further) = modifier(view, end, limit) {
        end = further;
    }
    // A verb here makes the phrase the subject of another clause.
    (end >= limit || !view.is_finite(end)).then_some(end)
}

/// Where a relative clause ends: at the next comma, stop or quotation mark.
fn clause_stop(view: &View<'_>, from: usize, limit: usize) -> usize {
    let ends = |at: &usize| view.is_comma(*at) || view.is_stop(*at) || view.opens_quote(*at);
    (from..limit).find(ends).unwrap_or(limit)
}
