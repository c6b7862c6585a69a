//! Whose a statement by a reporting verb is.

use super::Verbs;
use crate::statements::{
    groups::{Group, Shape},
    inverted,
    reach::Reach,
    subject::{self, Subject},
    words::Class,
};
use dateline_doc::TokenSpan;

impl Verbs<'_> {
    /// The source, and where what follows the verb and its source starts.
    pub(super) fn source(&self, group: &Group, reach: Reach) -> (Option<TokenSpan>, usize) {
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

    pub(super) fn agent(&self, group: &Group, reach: Reach) -> Option<TokenSpan> {
        let by = (group.words.end()..reach.limit).find(|at| self.view.is(*at, Class::By))?;
        let near = by - group.words.end() < 8;
        near.then(|| inverted::after(self.view, by + 1, reach.limit, &|_| false)).flatten()
    }
}
