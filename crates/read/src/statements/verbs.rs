use super::{
    content::Contents,
    cues::{Cue, Frame, Kind, StatementLexicon},
    draft::Draft,
    groups::{Group, Shape},
    inverted, quoting,
    reach::Reach,
    stance,
    subject::{self, Subject},
    view::View,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// Statements by reporting verbs, in text order.
pub(super) fn drafts(contents: &Contents<'_>, lexicon: &StatementLexicon) -> Vec<Draft> {
    let mut rules =
        Verbs { contents, view: contents.view, lexicon, drafts: Vec::new(), subjects: Vec::new() };
    for number in 0..contents.groups.len() {
        rules.propose(number);
    }
    rules.drafts
}

struct Verbs<'a> {
    contents: &'a Contents<'a>,
    view: &'a View<'a>,
    lexicon: &'a StatementLexicon,
    drafts: Vec<Draft>,
    /// The source of each group so far, for verbs that share it.
    subjects: Vec<Option<TokenSpan>>,
}

/// A content with the frame it was found by.
struct Found {
    frame: Frame,
    pieces: Vec<TokenSpan>,
}

impl Verbs<'_> {
    fn propose(&mut self, number: usize) {
        let group = self.contents.groups[number];
        let cue = self.lexicon.cue(group.cue);
        let reach = Reach::of(self.view, group.words);
        let (source, after) = self.source(&group, reach);
        self.subjects.push(source);
        if self.is_reduced(&group, cue) {
            return;
        }
        if quoting::cites(self.lexicon, &group) {
            return;
        }
        let found = match group.shape {
            Shape::Passive => self.passive(&group, cue, reach),
            _ if cue.kind == Kind::Seem => self.seeming(&group, reach),
            _ => self.content(&group, cue, reach, source, after),
        };
        let Some(found) = found else { return };
        // "to call a meeting", "in defending them": without a clause or a known speaker little is said.
        let weak = match group.shape {
            Shape::Infinitive => {
                source.is_none() || matches!(found.frame, Frame::Object | Frame::To)
            }
            Shape::Gerund => source.is_none(),
            _ => false,
        };
        if weak {
            return;
        }
        let strength = cue.strength(found.frame);
        if strength == 0.0 || found.pieces.iter().all(|piece| piece.is_empty()) {
            return;
        }
        let stance = stance::of_cue(self.view, self.lexicon, &[group.whole]);
        self.drafts.push(Draft {
            cue: TokenSpan::new(group.start, group.words.end()),
            source: match group.shape {
                Shape::Passive => self.agent(&group, reach),
                _ if cue.kind == Kind::Seem => None,
                _ => source,
            },
            content: found.pieces,
            stance,
            score: strength,
            by: None,
        });
    }

    /// "men believed to be rebels": a participle that tells more of what stands before it.
    fn is_reduced(&self, group: &Group, cue: &Cue) -> bool {
        let to = self.view.tag(group.words.end()) == Tag::To;
        let passive = cue.strength(Frame::Passive) > 0.0 && cue.strength(Frame::To) == 0.0;
        group.shape == Shape::Finite && group.bare && to && passive
    }

    /// The source, and where what follows the verb and its source starts.
    fn source(&self, group: &Group, reach: Reach) -> (Option<TokenSpan>, usize) {
        let after = group.words.end();
        match group.shape {
            Shape::Passive => (None, after),
            Shape::Gerund => (self.governor(group, reach), after),
            Shape::Infinitive => (self.shared(group, reach), after),
            Shape::Finite => match subject::before(self.view, group.start, reach.floor) {
                Subject::Phrase(source) | Subject::Relative(source) => (Some(source), after),
                Subject::Missing => match self.inverted(group, reach) {
                    Some(source) => (Some(source), source.end()),
                    None => (self.shared(group, reach), after),
                },
            },
        }
    }

    /// "…, said the mayor of the town": the source after the verb, when a content stands before it.
    fn inverted(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        let before = group.start.checked_sub(1)?;
        let content_before = group.bare
            && (before >= reach.floor
                && (view.is_comma(before) || view.quote_at(before).is_some())
                || group.start == reach.floor && view.quote_at(before).is_some());
        if !content_before {
            return None;
        }
        let reporting = |token: usize| {
            self.contents.group_from(token).is_some_and(|group| group.shape == Shape::Gerund)
        };
        inverted::after(view, group.words.end(), reach.limit, &reporting)
    }

    /// The subject of a participle: the phrase just before it, else the source of the statement it goes on with.
    fn governor(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        let before = group.start.checked_sub(1).filter(|before| *before >= reach.floor)?;
        if view.is(before, Class::As) {
            return self.quoted(before, reach);
        }
        if !view.is_comma(before)
            && view.quote_at(before).is_none()
            && let Some(phrase) = view.phrase_before(group.start, reach.floor)
        {
            return match subject::before(view, group.start, reach.floor) {
                Subject::Phrase(whole) => Some(whole),
                _ => Some(phrase),
            };
        }
        self.shared(group, reach)
    }

    /// "quoted the mayor as saying": who is quoted before the word at `joint`.
    fn quoted(&self, joint: usize, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        let earlier = self.contents.groups.iter().rev().filter(|group| group.words.end() <= joint);
        let quoting = earlier
            .take_while(|group| group.words.start() >= reach.floor)
            .find(|group| self.lexicon.cue(group.cue).relays)?;
        if quoting.shape == Shape::Passive {
            return match subject::before(view, quoting.start, reach.floor) {
                Subject::Phrase(subject) => Some(subject),
                _ => None,
            };
        }
        let object = TokenSpan::new(quoting.words.end().min(joint), joint);
        (!object.is_empty()).then_some(object)
    }

    /// The source of the sentence's last outer statement before the verb, else of its first finite verb.
    fn shared(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let verb = group.words.start();
        let earlier = self.drafts.iter().rev().take_while(|draft| draft.cue.start() >= reach.floor);
        let mut outer = earlier.filter(|draft| !draft.says(verb) && draft.source.is_some());

        let outermost =
            outer.find(|draft| !self.drafts.iter().any(|other| other.says(draft.cue.start())));
        if let Some(draft) = outermost {
            return draft.source;
        }
        self.first_subject(reach.floor, group.start).or_else(|| self.fronted_for(group, reach))
    }

    /// "Speaking in Kirkuk, the mayor said": the subject of the clause that a fronted participle belongs to.
    fn fronted_for(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        if group.shape != Shape::Gerund {
            return None;
        }
        let comma = (group.words.end()..reach.limit).find(|at| view.is_comma(*at))?;
        self.first_subject(comma + 1, reach.limit)
    }

    /// The subject of the first finite verb in `from..to` that has one.
    fn first_subject(&self, from: usize, to: usize) -> Option<TokenSpan> {
        let view = self.view;
        (from + 1..to).filter(|at| view.is_finite(*at) || view.is(*at, Class::Be)).find_map(|at| {
            match subject::before(view, at, from) {
                Subject::Phrase(phrase) => Some(phrase),
                _ => None,
            }
        })
    }

    fn agent(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let by = (group.words.end()..reach.limit).find(|at| self.view.is(*at, Class::By))?;
        let near = by - group.words.end() < 8;
        near.then(|| inverted::after(self.view, by + 1, reach.limit, &|_| false)).flatten()
    }

    /// "He is expected to leave", "It is believed that …": the subject goes with the content.
    fn passive(&self, group: &Group, cue: &Cue, reach: Reach) -> Option<Found> {
        let view = self.view;
        let after = self.contents.past_circumstances(group.words.end(), reach.limit);
        if view.is(after, Class::That) && view.tag(after) != Tag::Determiner {
            let end = self.contents.clause_end(after, reach.limit);
            return Some(Found { frame: Frame::That, pieces: vec![TokenSpan::new(after, end)] });
        }
        let subject = match subject::before(view, group.start, reach.floor) {
            Subject::Phrase(subject) | Subject::Relative(subject) => subject,
            Subject::Missing => return None,
        };
        if let Some(words) = self.words_of_quoted(group, cue, reach) {
            return Some(Found { frame: Frame::Object, pieces: vec![subject, words] });
        }
        if cue.strength(Frame::Passive) > 0.0 && view.tag(group.words.end()) == Tag::To {
            let end = self.contents.clause_end(group.words.end(), reach.limit);
            let pieces = vec![subject, TokenSpan::new(group.words.end(), end)];
            return Some(Found { frame: Frame::Passive, pieces });
        }
        None
    }

    /// "was quoted by the agency as saying …": from the word that joins the two verbs.
    fn words_of_quoted(&self, group: &Group, cue: &Cue, reach: Reach) -> Option<TokenSpan> {
        let view = self.view;
        let mut after =
            (group.words.end()..reach.limit.min(group.words.end() + 12)).filter(|_| cue.relays);
        let joint = after.find(|at| {
            let next = self.contents.group_from(at + 1);
            view.is(*at, Class::As) && next.is_some_and(|next| next.shape == Shape::Gerund)
        })?;
        let end = self.contents.clause_end(joint, reach.limit);
        (end > joint).then(|| TokenSpan::new(joint, end))
    }

    /// "He seems to have left": as a passive, without a source.
    fn seeming(&self, group: &Group, reach: Reach) -> Option<Found> {
        let end = self.contents.clause_end(group.words.end(), reach.limit);
        let view = self.view;
        let Subject::Phrase(subject) = subject::before(view, group.start, reach.floor) else {
            return None;
        };
        let next = group.words.end();
        let complement = matches!(view.tag(next), Tag::To | Tag::Adjective | Tag::Participle)
            || view.is(next, Class::That)
            || view.tag(next) == Tag::Adverb;
        if !complement {
            return None;
        }
        let pieces = vec![subject, TokenSpan::new(group.words.end(), end)];
        (end > group.words.end()).then_some(Found { frame: Frame::Passive, pieces })
    }

    fn content(
        &self,
        group: &Group,
        cue: &Cue,
        reach: Reach,
        source: Option<TokenSpan>,
        after: usize,
    ) -> Option<Found> {
        let view = self.view;
        let contents = self.contents;
        let before = self.before(group, reach, source);
        let listener =
            if cue.addressee { contents.past_addressee(after, reach.limit) } else { after };
        let at = contents.past_circumstances(listener, reach.limit);
        let at = self.past_citing(at, reach.limit);
        if let Some(found) = self.plain_content(cue, at, reach, before.is_some()) {
            return Some(self.joined(found, before, source));
        }
        let closes = at >= reach.limit
            || view.is_comma(at)
            || view.is_stop(at)
            || view.quote_at(at).is_some()
            || view.is(at, Class::And);
        if let Some(before) = before
            && (closes || listener > after)
            && cue.strength(Frame::Quote).max(cue.strength(Frame::Clause)) > 0.0
        {
            return Some(self.around(before, at, reach, cue));
        }
        self.loose_content(cue, listener, at, reach)
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
        (cue.strength(Frame::Object) > 0.0 && noun && start < end)
            .then(|| Found { frame: Frame::Object, pieces: vec![TokenSpan::new(start, end)] })
    }

    /// Whether a subject and a finite verb stand in `from..to`.
    fn is_clause(&self, from: usize, to: usize) -> bool {
        let view = self.view;
        let first = (from..to).find(|at| view.has_finite(*at, at + 1));
        let Some(verb) = first else { return false };
        verb > from
            && !(from..verb)
                .any(|at| view.is(at, Class::Relative) && view.tag(at) != Tag::Determiner)
    }

    /// What stands before the source, or before the verb in an inversion, as a content.
    fn before(&self, group: &Group, reach: Reach, source: Option<TokenSpan>) -> Option<TokenSpan> {
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
        let clause = interrupted || main.is_some_and(|main| view.has_finite(main, last));
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
    fn around(&self, before: TokenSpan, at: usize, reach: Reach, cue: &Cue) -> Found {
        let view = self.view;
        let contents = self.contents;
        let quoted = view.quote_at(before.end() - 1).is_some();
        let frame =
            if quoted || cue.strength(Frame::Clause) == 0.0 { Frame::Quote } else { Frame::Clause };
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
    fn joined(
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
