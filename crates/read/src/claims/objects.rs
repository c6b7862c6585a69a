//! To whom it is done: the phrases right after a word, with those joined to them.

use super::{
    frame::{Fill, Slot},
    lexicon::{Auxiliary, Quantity},
    scene::Scene,
};
use crate::entities::Part;
use dateline_doc::{NounPhrase, Tag};

/// Most tokens of a remark between a verb and its object.
const REMARK: usize = 8;

impl<'a> Scene<'a> {
    /// The phrases that start at `at`, past adverbs, with those joined to the first.
    pub fn objects(self, at: usize) -> Vec<&'a NounPhrase> {
        // Of the word before: a headline ends without a mark.
        let limit = self.sentence(at.saturating_sub(1)).end();
        let mut at = at;
        let share = |at: usize| self.nouns.part(self.fold(at)) == Some(Part::Share);
        while at < limit && matches!(self.tag(at), Tag::Adverb | Tag::Particle) && !share(at) {
            at += 1;
        }
        // "fired “over ten mortars” at"
        let at = if self.is_quote_mark(at) { at + 1 } else { at };
        let at = self.past_bound(at);
        let at = self.past_share(at);
        let Some(first) = self.phrase_from(at).filter(|phrase| phrase.tokens.end() <= limit) else {
            return Vec::new();
        };
        let pair = at.checked_sub(1).is_some_and(|at| self.joins_two(at));
        let mut phrases = vec![first];
        let mut end = self.past_parts(first.tokens.end(), limit);
        while end < limit {
            let comma = self.is_mark(end, ",");
            let and =
                self.tag(end) == Tag::Conjunction || comma && self.tag(end + 1) == Tag::Conjunction;
            if !comma && !and {
                break;
            }
            let next =
                if comma && self.tag(end + 1) == Tag::Conjunction { end + 2 } else { end + 1 };
            let Some(phrase) = self.phrase_from(next) else { break };
            let after = self.past_parts(phrase.tokens.end(), limit);
            let second = pair && and && phrases.len() == 1;
            let starts_clause = !second
                && self.is_finite(self.past_adverbs(self.past_remark(after)))
                || self.tag(after) == Tag::Wh && !and;
            // "…, a farmer, …": a remark on the one before.
            let remark = comma && !and && !self.list_goes_on(after, limit);
            if starts_clause || after > limit {
                break;
            }
            if !remark {
                phrases.push(phrase);
            } else if !self.is_mark(after, ",") {
                break;
            }
            end = after;
        }
        phrases
    }

    /// The objects of an active verb that ends before `end`, past a remark between commas:
    /// "shot, on Monday, a former leader".
    pub fn verb_objects(self, end: usize) -> Vec<&'a NounPhrase> {
        // "shot dead Name": a tagger may take the last word of the verb for the first of the name's phrase.
        let inside = self.phrase(end).filter(|phrase| phrase.tokens.start() + 1 == end);
        if let Some(phrase) =
            inside.filter(|_| matches!(self.tag(end - 1), Tag::Adjective | Tag::Name))
        {
            return vec![phrase];
        }
        let near = self.objects(end);
        let remark =
            self.is_mark(end, ",") && matches!(self.tag(end + 1), Tag::Preposition | Tag::Adverb);
        if !near.is_empty() || !remark {
            return near;
        }
        let closing = (end + 1..end + REMARK).find(|at| self.is_mark(*at, ","));
        closing.map_or(near, |closing| self.objects(closing + 1))
    }

    /// "clashes between the army and the rebels were reported": two parties, whatever verb follows the second.
    pub fn joins_two(self, at: usize) -> bool {
        let word = self.lexicon.quantities.longest(self.segments, at);
        word.is_some_and(|(_, word)| *word == Quantity::Between)
    }

    /// Whether the verb right after a phrase says that it is acted on: "the patrol came under fire", "was attacked".
    pub fn is_acted_on(self, subject: &NounPhrase) -> bool {
        let at = self.past_adverbs(subject.tokens.end());
        let mut rows = self.lexicon.triggers.matches(self.segments, at);
        let harmed = rows.any(|(_, trigger)| {
            matches!(
                self.lexicon.rows[trigger.row].frame.fill(&Slot::Subject),
                Some(Fill::Harmed | Fill::Victim | Fill::Target)
            )
        });
        harmed || self.auxiliary(at) == Some(Auxiliary::Be)
    }

    pub fn past_adverbs(self, mut at: usize) -> usize {
        while self.tag(at) == Tag::Adverb {
            at += 1;
        }
        at
    }

    /// Past words of bound that no phrase holds: "at least 23 passengers".
    fn past_bound(self, at: usize) -> usize {
        let bounds = self.lexicon.quantities.matches(self.segments, at);
        let mut lengths =
            bounds.filter(|(_, quantity)| quantity.is_bound()).map(|(length, _)| length);
        // A phrase may open inside the words of bound: "at | least 23 passengers".
        let reach = lengths.next().unwrap_or(0);
        // "arrested over Lamu attack": a bound of no number.
        let counted = |start: &usize| {
            self.phrase_from(*start).is_some_and(|phrase| {
                phrase
                    .tokens
                    .range()
                    .any(|at| self.is_amount_at(at) || self.tag(at) == Tag::Numeral)
            })
        };
        (at + 1..=at + reach).find(counted).unwrap_or(at)
    }

    /// Past a share that no phrase holds, or a number cut off from its noun by a mark of quotation: "most of the
    /// missiles", "“more than 100” soldiers".
    fn past_share(self, at: usize) -> usize {
        let share = self.nouns.part(self.fold(at)) == Some(Part::Share);
        if share && self.phrase(at).is_none() && self.nouns.is_of(self.fold(at + 1)) {
            return at + 2;
        }
        let quoted = self.past_bound(at + usize::from(self.is_quote_mark(at)));
        let end = self.phrase_from(quoted).filter(|phrase| self.is_bare_number(phrase));
        let end = end.map_or(at, |phrase| phrase.tokens.end());
        if self.cut_number(end + 1).is_some() { end + 1 } else { at }
    }

    /// The number that a mark of quotation cuts off from the noun that starts at `at`.
    pub fn cut_number(self, at: usize) -> Option<usize> {
        let number = at.checked_sub(2)?;
        let noun = self.phrase(at).is_some_and(|phrase| {
            phrase.tokens.start() == at && matches!(self.tag(at), Tag::Noun | Tag::Nouns)
        });
        (noun && self.is_quote_mark(at - 1) && self.tag(number) == Tag::Numeral).then_some(number)
    }

    /// The number that the words of bound at `at` bound.
    pub fn bounded_at(self, at: usize) -> Option<usize> {
        let bounds = self.lexicon.quantities.matches(self.segments, at);
        let mut ends = bounds.filter(|(_, quantity)| quantity.is_bound());
        ends.find_map(|(length, _)| Some(at + length).filter(|end| self.is_amount_at(*end)))
    }

    /// Past "(…)" and "of …" after a phrase.
    pub fn past_parts(self, end: usize, limit: usize) -> usize {
        let mut end = self.past_brackets(end);
        if self.is_quote_mark(end) {
            end += 1;
        }
        while end < limit && self.nouns.is_of(self.fold(end)) {
            let Some(phrase) = self.phrase_from(end + 1) else { break };
            end = phrase.tokens.end();
        }
        end
    }

    /// Past a remark between commas: "40 others, mostly women and children, | were admitted".
    fn past_remark(self, at: usize) -> usize {
        let closes = (at + 1..at + REMARK).find(|close| self.is_mark(*close, ","));
        closes.filter(|_| self.is_mark(at, ",")).map_or(at, |close| close + 1)
    }

    fn list_goes_on(self, at: usize, limit: usize) -> bool {
        let mut at = at;
        while at < limit && self.is_mark(at, ",") {
            if self.tag(at + 1) == Tag::Conjunction {
                return true;
            }
            let Some(phrase) = self.phrase_from(at + 1) else { return false };
            at = self.past_parts(phrase.tokens.end(), limit);
        }
        self.tag(at) == Tag::Conjunction
    }
}
