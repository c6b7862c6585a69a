//! What is said before the verb, and what goes on after it.

use super::{Found, Verbs};
use crate::statements::{
    cues::{Cue, Frame},
    groups::{Group, Shape},
    reach::Reach,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// A cue that takes a bare clause after it less often than so still reports one that stands before it.
const SELDOM: f32 = 0.5;

impl Verbs<'_> {
    /// What stands before the source, or before the verb in an inversion, as a content.
    pub(super) fn before(
        &self,
        group: &Group,
        reach: Reach,
        source: Option<TokenSpan>,
    ) -> Option<TokenSpan> {
        let view = self.view;
        let edge = source.map_or(group.start, |source| source.start().min(group.start));
        let last = edge.checked_sub(1)?;
        if group.shape == Shape::Gerund || group.shape == Shape::Infinitive {
            return None;
        }
        let (quoted, comma) = (view.quote_at(last), view.is_comma(last));
        let same_paragraph =
            view.segments.paragraph_of(last) == view.segments.paragraph_of(group.words.start());
        if last < reach.floor && quoted.is_none() || !same_paragraph {
            return None;
        }
        if let Some((_, quote)) = quoted.filter(|_| view.quote_at(group.words.start()).is_none()) {
            return self.quotation_before(quote, reach);
        }
        if !comma || last <= reach.floor {
            return None;
        }
        if let Some((_, quote)) =
            view.quote_at(last - 1).filter(|(_, quote)| view.quote_tokens(quote).end() == last)
        {
            return self.quotation_before(quote, reach);
        }
        // "After the raid ended, he said …": only a clause of its own between the two is what he said.
        let opens = view.is(reach.floor, Class::Clause) || view.is(reach.floor, Class::As);
        let main = if opens { self.comma_after(reach.floor, last) } else { Some(reach.floor) };
        // "The patrol, he said, was ambushed": the cue interrupts the clause.
        let interrupted = view.is_comma(group.words.end());
        let clause = interrupted || main.is_some_and(|main| view.has_verb(main, last));
        clause.then(|| TokenSpan::new(reach.floor, last))
    }

    /// The first comma between `from` and `to`.
    fn comma_after(&self, from: usize, to: usize) -> Option<usize> {
        (from..to).find(|at| self.view.is_comma(*at))
    }

    /// A quotation before the cue, with the words of the sentence before it when it goes on from them.
    fn quotation_before(&self, quote: &dateline_doc::Quote, reach: Reach) -> Option<TokenSpan> {
        let tokens = self.view.quote_tokens(quote);
        let start =
            if reach.floor < tokens.start() && self.view.has_finite(reach.floor, tokens.start()) {
                reach.floor
            } else {
                tokens.start()
            };
        Some(TokenSpan::new(start, tokens.end()))
    }

    /// A content before the cue and what goes on after it: "…, he said, …".
    pub(super) fn around(&self, before: TokenSpan, at: usize, reach: Reach, cue: &Cue) -> Found {
        let view = self.view;
        let contents = self.contents;
        let quoted = view.quote_at(before.end() - 1).is_some();
        let frame = if quoted || cue.strength(Frame::Clause) < SELDOM {
            Frame::Quote
        } else {
            Frame::Clause
        };
        let mut pieces = vec![before];
        let next = at + 1;
        let more = at < reach.limit && view.is_comma(at) && next < reach.limit;
        if more && view.opens_quote(next) {
            pieces.extend(contents.quotation(next));
        } else if more
            && !quoted
            && contents.group_from(next).is_none()
            && !view.is(next, Class::Contrast)
            && !view.is(next, Class::And)
            && !matches!(view.tag(next), Tag::Gerund | Tag::Wh)
        {
            let end = contents.clause_end(next, reach.limit);
            if end > next {
                pieces.push(TokenSpan::new(next, end));
            }
        }
        Found { frame, pieces }
    }

    /// A fronted adverbial belongs to the content after the cue: "Recently, he said, the road was closed".
    pub(super) fn joined(
        &self,
        mut found: Found,
        before: Option<TokenSpan>,
        source: Option<TokenSpan>,
    ) -> Found {
        let quoted_before = before
            .filter(|before| self.view.quote_at(before.end() - 1).is_some() && source.is_some());
        if let Some(before) = quoted_before.filter(|_| found.frame == Frame::Quote) {
            found.pieces.insert(0, before);
        }
        found
    }
}
