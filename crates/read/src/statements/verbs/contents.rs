//! What is said, after the verb or around it.

use super::{Found, Verbs};
use crate::statements::{
    cues::{Cue, Frame},
    groups::{Group, Shape},
    quoting,
    reach::Reach,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// Most tokens from a noun to the word before the amount it is put at.
const TO_AMOUNT: usize = 8;

/// Most tokens from somebody to what they are held who is blamed.
const TO_BLAME: usize = 6;

/// Most tokens from "released" to what is said.
const PUBLISHED: usize = 6;

impl Verbs<'_> {
    pub(super) fn content(
        &self,
        group: &Group,
        cue: &Cue,
        reach: Reach,
        source: Option<TokenSpan>,
        after: usize,
    ) -> Option<Found> {
        let view = self.view;
        let contents = self.contents;
        if cue.strength(Frame::Amount) > 0.0 {
            return self.amount(group, reach);
        }
        if cue.strength(Frame::Blame) > 0.0 {
            return self.blame(group, reach);
        }
        if cue.strength(Frame::Own) > 0.0 {
            let start = group.words.start() + 1;
            let end = contents.object_end(start, reach.limit);
            let pieces = vec![TokenSpan::new(start, end)];
            // "No group has claimed responsibility": nobody says so.
            let nobody = source.is_some_and(|source| view.is(source.start(), Class::Negation));
            return (group.shape != Shape::Passive && !nobody && end >= group.words.end())
                .then_some(Found { frame: Frame::Own, pieces });
        }
        let before = self.before(group, reach, source);
        let listener =
            if cue.addressee { contents.past_addressee(after, reach.limit) } else { after };
        let at = contents.past_circumstances(listener, reach.limit);
        let at = self.past_published(listener, at, reach.limit);
        let at = self.past_citing(at, reach.limit);
        // "…, it said in a statement | that could not be confirmed": more of the statement.
        let relative = at > listener
            && view.is(at, Class::That)
            && at + 1 < reach.limit
            && view.has_finite(at + 1, at + 2);
        if let Some(before) = before.filter(|_| relative) {
            return Some(self.around(before, reach.limit, reach, cue));
        }
        if let Some(found) = self.plain_content(cue, at, reach, before.is_some()) {
            return Some(self.joined(found, before, source));
        }
        let closes = at >= reach.limit
            || view.is_comma(at)
            || view.is_stop(at)
            || view.word(at) == ";"
            || view.quote_at(at).is_some()
            || view.is(at, Class::And)
            // "said in a report published on Monday"
            || at > after && view.tag(at) == Tag::Participle
            // "wrote on Telegram", "said at the scene"
            || view.tag(at) == Tag::Preposition && !view.has_finite(at, reach.limit);
        if let Some(before) = before
            && (closes || listener > after)
            && cue.strength(Frame::Quote).max(cue.strength(Frame::Clause)) > 0.0
        {
            return Some(self.around(before, at, reach, cue));
        }
        self.loose_content(cue, listener, at, reach).or_else(|| {
            let open = at >= reach.limit || view.is_stop(at);
            self.object_before(cue, source.filter(|_| open)?, reach)
        })
    }

    /// ", an allegation the ministry denied.": a noun phrase right before the source, after a comma.
    fn object_before(&self, cue: &Cue, source: TokenSpan, reach: Reach) -> Option<Found> {
        let view = self.view;
        let object = view.phrase_before(source.start(), reach.floor)?;
        let after_comma = object.start() > reach.floor && view.is_comma(object.start() - 1);
        let named =
            view.tag(object.start()) == Tag::Determiner && !view.is(object.end() - 1, Class::Time);
        (cue.strength(Frame::Object) > 0.0 && after_comma && named)
            .then(|| Found { frame: Frame::Object, pieces: vec![object] })
    }

    /// "put the toll among the soldiers at 30": up to the amount and what it is of.
    fn amount(&self, group: &Group, reach: Reach) -> Option<Found> {
        let view = self.view;
        let near = group.words.end()..reach.limit.min(group.words.end() + TO_AMOUNT);
        let level = near.into_iter().find(|at| view.is(*at, Class::Level))?;
        let numeral = |at: usize| view.tag(at) == Tag::Numeral;
        (level + 1..reach.limit.min(level + 5)).any(numeral).then(|| {
            let end = self.contents.clause_end(level, reach.limit);
            let pieces = vec![TokenSpan::new(group.words.start() + 1, end)];
            Found { frame: Frame::Amount, pieces }
        })
    }

    /// "held the army responsible for his death": somebody, what they are held, and of what.
    fn blame(&self, group: &Group, reach: Reach) -> Option<Found> {
        let view = self.view;
        let start = group.words.end();
        let whom = view.phrase_from(start, reach.limit)?;
        let near = whom.tokens.end()..reach.limit.min(whom.tokens.end() + TO_BLAME);
        let blamed = near.into_iter().any(|at| view.is(at, Class::Blamed));
        let pieces = vec![TokenSpan::new(start, self.contents.clause_end(start, reach.limit))];
        // "could hold them liable"
        let held = !(group.start..group.words.start()).any(|at| view.tag(at) == Tag::Modal);
        (blamed && held && group.shape != Shape::Passive)
            .then_some(Found { frame: Frame::Blame, pieces })
    }

    /// Past when what somebody says something in came out: "said in a report released on Tuesday | that".
    fn past_published(&self, listener: usize, at: usize, limit: usize) -> usize {
        let view = self.view;
        let form = at > listener && matches!(view.tag(at), Tag::Participle | Tag::VerbPast);
        let mut near = (at + 1..limit.min(at + PUBLISHED)).filter(|_| form);
        let that = near.find(|at| view.is(*at, Class::That) && view.tag(*at) != Tag::Determiner);
        that.filter(|that| !view.has_finite(at + 1, *that)).unwrap_or(at)
    }

    /// Past one who is cited between a cue and its content: "reported, citing a witness, that …".
    fn past_citing(&self, at: usize, limit: usize) -> usize {
        let view = self.view;
        let group = self.contents.group_from(at + 1).filter(|_| at < limit && view.is_comma(at));
        let Some(group) = group.filter(|group| quoting::cites(self.lexicon, group)) else {
            return at;
        };
        match quoting::cited(view, group, limit) {
            Some(source) if view.is_comma(source.end()) => source.end() + 1,
            _ => at,
        }
    }

    /// Contents that are plain to see: quotations, clauses with their complementiser, questions, infinitives.
    fn plain_content(&self, cue: &Cue, at: usize, reach: Reach, before: bool) -> Option<Found> {
        let view = self.view;
        if at >= reach.limit {
            return None;
        }
        let marked = view.is_colon(at) || view.is_comma(at) && !before;
        let start = if marked { at + 1 } else { at };
        if cue.strength(Frame::Quote) > 0.0
            && view.opens_quote(start)
            && self.is_speech(start, reach.limit, marked)
        {
            let found = Found { frame: Frame::Quote, pieces: self.contents.quotation(start) };
            return Some(found);
        }
        if view.is_colon(at) && cue.strength(Frame::Quote) > 0.0 {
            let end = self.contents.trim(start, reach.limit);
            return (start < end)
                .then(|| Found { frame: Frame::Quote, pieces: vec![TokenSpan::new(start, end)] });
        }
        let clause = |frame| {
            let end = self.contents.clause_end(at, reach.limit);
            Found { frame, pieces: vec![TokenSpan::new(at, end)] }
        };
        if view.is(at, Class::That)
            && view.tag(at) != Tag::Determiner
            && cue.strength(Frame::That) > 0.0
        {
            return Some(clause(Frame::That));
        }
        if (view.is(at, Class::Wh) || view.is(at, Class::If)) && cue.strength(Frame::Wh) > 0.0 {
            return Some(clause(Frame::Wh));
        }
        if view.tag(at) == Tag::To
            && cue.strength(Frame::To) > 0.0
            && matches!(view.tag(at + 1), Tag::Verb | Tag::Noun | Tag::VerbPresent | Tag::Adverb)
        {
            return Some(clause(Frame::To));
        }
        None
    }

    /// Whether the quotation at `at` is what is said, rather than a word of it: nothing goes on after it.
    fn is_speech(&self, at: usize, limit: usize, marked: bool) -> bool {
        let view = self.view;
        let Some((_, quote)) = view.quote_at(at) else { return false };
        let end = view.quote_tokens(quote).end();
        let inside = view.text[quote.inner].trim_end();
        marked
            || !quote.closed
            || end >= limit
            || inside.ends_with([',', '.', '!', '?', '…'])
            || view.is_comma(end)
            || view.is_stop(end)
    }

    /// Contents that only their form tells: a bare clause, a noun phrase, a gerund.
    fn loose_content(&self, cue: &Cue, listener: usize, at: usize, reach: Reach) -> Option<Found> {
        let view = self.view;
        let contents = self.contents;
        if at >= reach.limit || view.tag(at) == Tag::Mark && view.quote_at(at).is_none() {
            return None;
        }
        let end = contents.clause_end(at, reach.limit);
        if cue.strength(Frame::Clause) > 0.0 && self.is_clause(at, end) {
            return Some(Found { frame: Frame::Clause, pieces: vec![TokenSpan::new(at, end)] });
        }
        let start = listener.min(at);
        if cue.strength(Frame::Gerund) > 0.0 && view.tag(start) == Tag::Gerund {
            return Some(Found { frame: Frame::Gerund, pieces: vec![TokenSpan::new(start, end)] });
        }
        let end = contents.object_end(start, reach.limit);
        let noun = view.quote_at(start).is_some()
            || view.segments.phrase_at(start).is_some()
            || view.is(start, Class::That);
        let (frame, fits) = if cue.strength(Frame::Object) > 0.0 {
            (Frame::Object, noun)
        } else {
            (Frame::Happening, self.is_happening(start))
        };
        (cue.strength(frame) > 0.0 && fits && start < end)
            .then(|| Found { frame, pieces: vec![TokenSpan::new(start, end)] })
    }

    /// Whether what starts at `at` is a noun phrase of what happened: "a clash", "heavy shelling".
    fn is_happening(&self, at: usize) -> bool {
        let phrase = self.view.segments.phrase_at(at);
        let head = phrase.map_or(at, |phrase| phrase.head as usize);
        self.view.is(head, Class::Happening)
    }

    /// Whether the sentence of a token is the first of its text and ends without a stop.
    fn is_headline(&self, at: usize) -> bool {
        let view = self.view;
        let sentence = view.segments.sentences[view.segments.sentence_of(at)];
        sentence.start() == 0 && !view.is_stop(sentence.end() - 1)
    }

    /// Whether a subject and a finite verb stand in `from..to`.
    fn is_clause(&self, from: usize, to: usize) -> bool {
        let view = self.view;
        // "PKK says five soldiers killed", above a report
        let headline = self.is_headline(from);
        let past = |at: usize| headline && at > from && view.has_verb(at - 1, at + 1);
        let first = (from..to).find(|at| view.has_finite(*at, at + 1) || past(*at));
        let Some(verb) = first else { return false };
        verb > from
            && !(from..verb)
                .any(|at| view.is(at, Class::Relative) && view.tag(at) != Tag::Determiner)
    }
}
