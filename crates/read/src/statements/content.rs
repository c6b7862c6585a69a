use super::{groups::Group, groups::Shape, view::View, words::Class};
use dateline_doc::{Tag, TokenSpan};

/// Finds how far what is said goes.
pub(super) struct Contents<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) groups: &'a [Group],
    /// Tokens where a reporting preposition starts.
    pub(super) prepositions: &'a [usize],
}

impl Contents<'_> {
    /// The reporting verb whose own words or auxiliaries start at `token`, adverbs skipped.
    pub(super) fn group_from(&self, token: usize) -> Option<&Group> {
        let mut token = token;
        while self.view.tag(token) == Tag::Adverb {
            token += 1;
        }
        let at = self.groups.partition_point(|group| group.words.start() < token);
        self.groups[at..].iter().take(2).find(|group| group.start == token)
    }

    /// Where a reported clause that starts at `from` ends: with its sentence, or before the reporter goes on.
    pub(super) fn clause_end(&self, from: usize, limit: usize) -> usize {
        let view = self.view;
        let mut at = from;
        while at < limit {
            if let Some((_, quote)) = view.quote_at(at) {
                let end = view.quote_tokens(quote).end();
                if end > at && end <= limit {
                    at = end;
                    if self.group_from(at).is_some_and(|group| group.shape == Shape::Gerund) {
                        break;
                    }
                    continue;
                }
            }
            if at > from && self.reporter_goes_on(at, limit) {
                break;
            }
            at += 1;
        }
        self.trim(from, at)
    }

    fn reporter_goes_on(&self, at: usize, limit: usize) -> bool {
        let view = self.view;
        if view.word(at) == ";" {
            return true;
        }
        if self.prepositions.binary_search(&at).is_ok() {
            return true;
        }
        if view.is_comma(at) {
            let next = at + 1;
            if view.is(next, Class::And) || view.is(next, Class::Contrast) {
                return view.is(next, Class::Contrast)
                    || self
                        .group_from(next + 1)
                        .is_some_and(|group| group.shape != Shape::Infinitive);
            }
            return next < limit
                && (self.group_from(next).is_some_and(|group| group.shape == Shape::Gerund)
                    || self.is_answered(next, limit));
        }
        // "said that … and called for …", "confirmed the raid but disputed the toll"
        (view.is(at, Class::And) || view.is(at, Class::Contrast))
            && self
                .group_from(at + 1)
                .is_some_and(|group| group.shape == Shape::Finite && group.words.start() > at)
    }

    /// Whether somebody answers there what was said: ", a charge the army denies".
    fn is_answered(&self, at: usize, limit: usize) -> bool {
        let view = self.view;
        let Some(phrase) = view.phrase_from(at, limit).filter(|one| one.tokens.start() == at)
        else {
            return false;
        };
        let charge = phrase.tokens.range().any(|at| view.is(at, Class::Charge));
        charge && view.tag(at) == Tag::Determiner && view.has_finite(at, limit)
    }

    /// Without the marks that end the sentence, but with those of a quotation that ends it.
    pub(super) fn trim(&self, from: usize, end: usize) -> usize {
        let mut end = end;
        while end > from && self.is_loose(end - 1) {
            end -= 1;
        }
        end
    }

    fn is_loose(&self, token: usize) -> bool {
        let view = self.view;
        let mark = view.is_comma(token)
            || matches!(view.word(token), ";" | ":")
            || view.word(token).starts_with('.');
        mark && view.quote_at(token).is_none()
    }

    /// The object that starts at `from`: a noun phrase with all that hangs on it.
    pub(super) fn object_end(&self, from: usize, limit: usize) -> usize {
        let view = self.view;
        let mut at = from;
        while at < limit {
            if let Some((_, quote)) = view.quote_at(at) {
                let end = view.quote_tokens(quote).end();
                if end > at && end <= limit {
                    at = end;
                    continue;
                }
            }
            let comma = at > from && view.is_comma(at);
            if let Some(further) = self.deed_goes_on(from, at, limit).filter(|_| comma) {
                at = further;
                continue;
            }
            if comma
                || at > from
                    && (self.reporter_goes_on(at, limit)
                        || view.is(at, Class::Clause)
                            && view.tag(at) == Tag::Preposition
                            && !view.has_finite(from, at))
            {
                break;
            }
            at += 1;
        }
        self.trim(from, at)
    }

    /// Where an object goes on past a comma: what a deed led to, "of firing at the camp, killing three", and a remark
    /// on who is among those told of, "the killing of ten people, including two children, in a raid".
    fn deed_goes_on(&self, from: usize, comma: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let next = comma + 1;
        let gerund = |at: usize| view.tag(at) == Tag::Gerund;
        // "on March 28, 2026"
        let number = |at: usize| view.tag(at) == Tag::Numeral;
        if next < limit && number(next) && number(comma - 1) {
            return Some(next);
        }
        if next >= limit || !gerund(next) || self.group_from(next).is_some() {
            return None;
        }
        if view.is(next, Class::Modifier) {
            let closing = (next..limit).find(|at| view.is_comma(*at));
            let goes_on = |at: &usize| view.tag(at + 1) == Tag::Preposition;
            return closing.filter(goes_on).map(|closing| closing + 1);
        }
        let deed = |at: usize| gerund(at) && view.tag(at - 1) == Tag::Preposition;
        (from + 1..comma).any(deed).then_some(next)
    }

    /// Past adverbs, days and the occasion between a cue and its content: "said on Monday in a statement".
    pub(super) fn past_circumstances(&self, from: usize, limit: usize) -> usize {
        let view = self.view;
        let mut at = from;
        loop {
            let before = at;
            while at < limit
                && (view.is(at, Class::Time) || view.tag(at) == Tag::Adverb)
                && !view.is(at, Class::That)
                && view.quote_at(at).is_none()
            {
                at += 1;
            }
            if at < limit
                && matches!(view.tag(at), Tag::Preposition | Tag::To)
                && !view.is(at, Class::That)
                && let Some(next) = view.phrase_from(at + 1, limit)
                && next.tokens.start() == at + 1
            {
                let head = next.head as usize;
                let time = view.is(head, Class::Time);
                let aside = time || view.is(head, Class::Occasion);
                // "on January | 11"
                let day = |at: &usize| time && view.tag(*at) == Tag::Numeral;
                let end = next.tokens.end();
                let end = (end..limit).find(|at| !day(at)).unwrap_or(end);
                if aside || self.opens_content(end, limit) {
                    at = end;
                }
            }
            if at == before {
                return at;
            }
        }
    }

    /// Whether something that is plainly a content starts at `at`.
    pub(super) fn opens_content(&self, at: usize, limit: usize) -> bool {
        let view = self.view;
        at < limit
            && (view.is(at, Class::That) && view.tag(at) != Tag::Determiner
                || view.opens_quote(at)
                || view.is_colon(at)
                || view.is_comma(at) && view.opens_quote(at + 1))
    }

    /// Past the person spoken to: "told reporters in Kirkuk".
    pub(super) fn past_addressee(&self, from: usize, limit: usize) -> usize {
        let view = self.view;
        let Some(first) = view.phrase_from(from, limit) else { return from };
        if first.tokens.start() != from {
            return from;
        }
        let mut end = first.tokens.end();
        if view.tag(from) == Tag::Pronoun {
            return from + 1;
        }
        while end < limit && !self.opens_content(end, limit) {
            let joined = view.is(end, Class::And) || view.is(end, Class::Modifier);
            match view.phrase_from(end + 1, limit) {
                Some(next) if joined && next.tokens.start() == end + 1 => end = next.tokens.end(),
                _ => break,
            }
        }
        end
    }

    /// The quotation opened at `at`, with the paragraphs it runs over.
    pub(super) fn quotation(&self, at: usize) -> Vec<TokenSpan> {
        let view = self.view;
        let Some((number, quote)) = view.quote_at(at) else { return Vec::new() };
        let mut pieces = vec![view.quote_tokens(quote)];
        let mut closed = quote.closed;
        let mut last = view.quote_tokens(quote).end();
        for next in &view.segments.quotes[number as usize + 1..] {
            if next.level > 0 {
                continue;
            }
            let tokens = view.quote_tokens(next);
            let opens_paragraph = tokens.start() == last
                && view.segments.paragraphs[view.segments.paragraph_of(last)].start() == last;
            if closed || !opens_paragraph {
                break;
            }
            pieces.push(tokens);
            closed = next.closed;
            last = tokens.end();
        }
        pieces
    }
}
