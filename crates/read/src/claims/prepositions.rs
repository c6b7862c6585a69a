//! What stands after prepositions that follow a happening's words.

use super::{
    frame::Fill,
    lexicon::{Agent, Light, Part},
    scene::Scene,
};
use crate::entities;
use dateline_doc::{EntityKind, NounPhrase, Tag};

/// Most tokens from a number to the other that bounds it from above: "between 10 thousand and 12".
const SECOND_BOUND: usize = 3;

/// Most tokens from a trigger to what depends on it.
pub(super) const REACH: usize = 30;

impl<'a> Scene<'a> {
    /// Every word after `from` that a phrase follows, within the clause: the word and the phrases.
    pub fn prepositions(self, from: usize) -> Vec<(&'a str, Vec<&'a NounPhrase>)> {
        let limit = self.sentence(from.saturating_sub(1)).end().min(from + REACH);
        let mut found = Vec::new();
        let mut at = from;
        while at < limit {
            if self.phrase(at).is_none()
                && (self.is_finite(at)
                    && self.auxiliary(at).is_none()
                    && at > from
                    && !self.is_light(at)
                    || self.ends_clause(at))
            {
                // "when gunmen attacked": who opens the next clause.
                if self.nouns.part(self.fold(at)) == Some(entities::Part::Clause) {
                    found.push((self.fold(at), self.objects(at + 1)));
                }
                break;
            }
            // "at least 12 people": a word of bound, and not "between two factions".
            let parties = self.joins_two(at) && !self.bounds_two(at);
            if let Some(number) = self.bounded_at(at).filter(|_| !parties) {
                at = number;
                continue;
            }
            if matches!(
                self.tag(at),
                Tag::Preposition
                    | Tag::To
                    | Tag::Gerund
                    | Tag::Adverb
                    | Tag::Adjective
                    | Tag::Other
            ) && self.phrase(at).is_none()
                && !self.is_of_a_remark(at, from)
                && !self.carries_doers(at)
            {
                let phrases = self.objects(at + 1);
                // "of" belongs to what stands right before it.
                let loose = at > from && self.nouns.is_of(self.fold(at));
                if !phrases.is_empty() && !loose {
                    found.push((self.fold(at), phrases));
                }
            }
            at += 1;
        }
        found
    }

    /// What stands after a noun's happening, up to a phrase that is none of its parts: "claimed the attack in a
    /// statement on its website" tells of no attack on a website.
    pub fn own_prepositions(self, from: usize) -> Vec<(&'a str, Vec<&'a NounPhrase>)> {
        let places = |phrase: &NounPhrase| {
            let span = self.segments.span(phrase.tokens);
            self.input.places.iter().any(|place| place.span.overlaps(span))
                || self.input.times.iter().any(|time| time.span.overlaps(span))
        };
        let part = |phrase: &NounPhrase| {
            let number = self.tag(phrase.head as usize) == Tag::Numeral;
            let name = self.tag(phrase.head as usize) == Tag::Name;
            number || name || self.filler(phrase).is_some() || places(phrase)
        };
        let mut found = self.prepositions(from);
        let foreign = found.iter().position(|(_, phrases)| !phrases.iter().any(|one| part(one)));
        found.truncate(foreign.unwrap_or(found.len()));
        found
    }

    /// Whether a word belongs to a cue, or to a participle that tells more of what stands before it:
    /// "according to", "dissidents led by".
    fn is_of_a_remark(self, at: usize, from: usize) -> bool {
        let participle = at.checked_sub(1).filter(|at| *at >= from).is_some_and(|at| {
            matches!(self.tag(at), Tag::Participle | Tag::VerbPast)
                && self.auxiliary(at).is_none()
                && !self.is_light(at)
                && self.phrase_before(at).is_some()
        });
        self.is_cue(at) || participle
    }

    /// Whether a preposition says what those ride who do it: "thrown by two men | on a motorcycle".
    fn carries_doers(self, at: usize) -> bool {
        let doers = self.phrase_before(at).and_then(|doers| doers.tokens.start().checked_sub(1));
        let by =
            doers.is_some_and(|at| self.nouns.part(self.fold(at)) == Some(entities::Part::Party));
        let ridden = || self.phrase_from(at + 1).and_then(|phrase| self.filler(phrase));
        by && ridden().is_some_and(|one| one.kind == Some(EntityKind::Vehicle))
    }

    /// Whether a verb only says whose a happening is: "an attack, carried out with rifles".
    fn is_light(self, at: usize) -> bool {
        self.lexicon.light.longest(self.segments, at).is_some()
    }

    pub fn light_before(self, at: usize, agent: Agent) -> bool {
        self.lexicon.light.longest(self.segments, at).is_some_and(|(_, light)| light.agent == agent)
    }

    /// The light verb whose agent stands so that ends right before `end`.
    pub fn light_ending(self, end: usize, agent: Agent) -> Option<&'a Light> {
        (end.saturating_sub(4)..end).find_map(|at| {
            let mut found = self.lexicon.light.matches(self.segments, at);
            let fits =
                |(length, light): &(usize, &Light)| at + length == end && light.agent == agent;
            found.find(fits).map(|(_, light)| light)
        })
    }

    /// Who a happening named by a phrase is said to be by: "a strike by the army", "an attack carried out by
    /// rebels".
    pub fn doers_of(self, happening: &NounPhrase) -> Vec<&'a NounPhrase> {
        let head = happening.head as usize;
        let mut rows = self.lexicon.triggers.matches(self.segments, head);
        let end = happening.tokens.end();
        let light = self.lexicon.light.longest(self.segments, end);
        let by = light.filter(|(_, light)| light.agent == Agent::Subject);
        let by = by.map_or(end, |(length, _)| end + length);
        let acts = rows.any(|(_, trigger)| {
            let row = &self.lexicon.rows[trigger.row];
            row.part == Part::Noun && row.frame.after(self.fold(by)) == Some(Fill::Actor)
        });
        if acts { self.objects(by + 1) } else { Vec::new() }
    }

    /// "between 10 and 12": a number, "and", and another.
    fn bounds_two(self, at: usize) -> bool {
        let second = |number: usize| {
            (number + 1..number + SECOND_BOUND)
                .any(|and| self.tag(and) == Tag::Conjunction && self.is_amount_at(and + 1))
        };
        self.bounded_at(at).is_some_and(second)
    }

    fn ends_clause(self, at: usize) -> bool {
        let says = || self.tag(at) == Tag::Gerund && self.is_cue(at);
        self.is_mark(at, ";") || self.is_mark(at, ":") || self.tag(at) == Tag::Wh || says()
    }
}
