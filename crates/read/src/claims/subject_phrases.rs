//! The phrases that a subject is made of, from its last one to the left.

use super::scene::Scene;
use crate::entities::Part;
use dateline_doc::{NounPhrase, Tag};

impl<'a> Scene<'a> {
    /// The phrases of the subject whose last phrase ends before `end`: past prepositions to the
    /// phrase they belong to, with those joined to it.
    pub fn subject_ending(self, end: usize) -> Vec<&'a NounPhrase> {
        let Some(mut phrase) = self.phrase_before(end) else { return Vec::new() };
        let start = self.sentence(phrase.tokens.start()).start();
        while let Some(before) = self.left_edge(phrase).checked_sub(1).filter(|at| *at >= start) {
            if let Some(first) = self.first_governed(phrase) {
                phrase = first;
                continue;
            }
            // "gunmen riding motorcycles", "gunmen using silenced weapons".
            let modifies = before > start && self.tag(before) == Tag::Participle;
            let doing = if modifies { before - 1 } else { before };
            let is_doing = self.tag(doing) == Tag::Gerund && self.phrase(doing).is_none();
            if let Some(outer) = self.phrase_before(doing).filter(|_| is_doing) {
                phrase = outer;
                continue;
            }
            if let Some(aged) = self.aged(phrase) {
                phrase = aged;
                continue;
            }
            let before = self.past_modifier(before, start);
            let clause = self.nouns.part(self.fold(before)) == Some(Part::Clause);
            if clause || !matches!(self.tag(before), Tag::Preposition | Tag::To) {
                break;
            }
            // "shelling by the army hit": a form of a verb that names a happening, with those who do it.
            let by = self.nouns.part(self.fold(before)) == Some(Part::Party);
            let form = before.checked_sub(1).filter(|at| *at >= start && by);
            if form.is_some_and(|at| self.tag(at) == Tag::Gerund && self.phrase(at).is_none()) {
                break;
            }
            let mut at = before;
            // "a bomb planted in a car", "a strike carried out by the army": past the participle.
            while at > start && self.phrase_before(at).is_none() && self.is_of_participle(at - 1) {
                at -= 1;
            }
            // "the army (ELN) on Thursday released"
            let at = self.end_before_brackets(at, start);
            let Some(outer) = self.phrase_before(at) else { return Vec::new() };
            phrase = outer;
        }
        let mut phrases = vec![phrase];
        self.joined_before(phrase, &mut phrases);
        phrases
    }

    /// Those whose ages a number is one of: "two suspects aged 22 and 25".
    fn aged(self, number: &NounPhrase) -> Option<&'a NounPhrase> {
        let before =
            number.tokens.start().checked_sub(1).filter(|_| self.is_bare_number(number))?;
        if self.tag(before) == Tag::Participle {
            return self.phrase_before(before);
        }
        let first = self.phrase_before(before).filter(|_| self.tag(before) == Tag::Conjunction)?;
        self.aged(first)
    }

    /// The first of two phrases joined after a preposition, of which `phrase` is the last: "clashes between
    /// tribesmen and fighters".
    fn first_governed(self, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
        let and = phrase.tokens.start().checked_sub(1)?;
        let first = self.phrase_before(and).filter(|_| self.tag(and) == Tag::Conjunction)?;
        let before = first.tokens.start().checked_sub(1)?;
        let governs = matches!(self.tag(before), Tag::Preposition | Tag::To)
            && self.nouns.part(self.fold(before)) != Some(Part::Clause)
            && self.phrase(before).is_none();
        // "was struck by a drone and a bomb exploded": who did it to somebody else.
        let done = before.checked_sub(1).is_some_and(|verb| self.is_be_passive(verb));
        if done && self.nouns.part(self.fold(before)) == Some(Part::Party) {
            return None;
        }
        // "in Gao and soldiers killed": what is governed is of a kind with what is joined to it.
        let acts = |phrase: &NounPhrase| self.filler(phrase).is_some_and(|filler| filler.can_act());
        (governs && acts(first) == acts(phrase)).then_some(first)
    }

    /// Whether a word may be a part of what a participle says after a phrase.
    fn is_of_participle(self, at: usize) -> bool {
        let form = |at: usize| {
            matches!(self.tag(at), Tag::Participle | Tag::VerbPast | Tag::Gerund)
                && self.auxiliary(at).is_none()
                && !self.is_cue(at)
        };
        let particle = matches!(self.tag(at), Tag::Particle | Tag::Preposition)
            && at.checked_sub(1).is_some_and(form);
        form(at) || particle || matches!(self.tag(at), Tag::Adverb | Tag::Adjective)
    }

    /// Past a word between a preposition and its phrase that no phrase holds: "loyal to ousted President", "in
    /// south Lebanon".
    fn past_modifier(self, at: usize, start: usize) -> usize {
        let outer = at.checked_sub(1).filter(|outer| *outer >= start);
        let modifies = matches!(self.tag(at), Tag::Participle | Tag::VerbPast | Tag::Adverb)
            && self.auxiliary(at).is_none()
            && outer.is_some_and(|outer| matches!(self.tag(outer), Tag::Preposition | Tag::To));
        outer.filter(|_| modifies).unwrap_or(at)
    }

    /// Phrases joined to `phrase` from the left: "soldiers and police".
    fn joined_before(self, phrase: &'a NounPhrase, phrases: &mut Vec<&'a NounPhrase>) {
        let Some(and) = self.opening(phrase).checked_sub(1) else { return };
        if self.tag(and) != Tag::Conjunction {
            return;
        }
        let serial = and.checked_sub(1).is_some_and(|at| self.is_mark(at, ","));
        let mut at = if serial { and - 1 } else { and };
        let sentence = self.sentence(and).start();
        while let Some(before) = self.phrase_before(self.end_before_brackets(at, sentence)) {
            let start = self.opening(before).min(self.left_edge(before));
            let outer = start.checked_sub(1).filter(|at| *at >= sentence);
            let governed = outer
                .is_some_and(|at| self.is_verb(at) || matches!(self.tag(at), Tag::Preposition));
            if governed {
                break;
            }
            phrases.push(before);
            if !outer.is_some_and(|at| self.is_mark(at, ",")) {
                break;
            }
            at = start - 1;
        }
    }

    /// Where a phrase begins with a participle that is its modifier: "armed men" at the start or after "and".
    fn opening(self, phrase: &NounPhrase) -> usize {
        let start = phrase.tokens.start();
        let sentence = self.sentence(start).start();
        let Some(participle) = start.checked_sub(1).filter(|at| *at >= sentence) else {
            return start;
        };
        let opens = participle == sentence
            || matches!(
                self.tag(participle - 1),
                Tag::Conjunction | Tag::Determiner | Tag::Numeral
            );
        let modifies = self.tag(participle) == Tag::Participle && opens;
        if modifies { participle } else { start }
    }

    /// Where a phrase begins with the words that bound its number: "at least 23 passengers".
    fn left_edge(self, phrase: &NounPhrase) -> usize {
        let start = phrase.tokens.start();
        let numbers = start..phrase.tokens.end().min(start + 3);
        let bounded = numbers.map(|at| self.bound_before(at)).find(|(_, bound)| bound.is_some());
        bounded.map_or(start, |(at, _)| at.min(start))
    }
}
