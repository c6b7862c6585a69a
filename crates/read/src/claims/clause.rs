//! Who does it and to whom, by position: subjects to the left of a verb, objects and prepositions to its right.

use super::{
    lexicon::{Agent, Light},
    scene::Scene,
};
use crate::entities::Part;
use dateline_doc::{NounPhrase, Tag};

/// Verbs that a subject may stand before, one governing the next: "tried to begin to…".
const DEEPEST: usize = 4;

/// Most tokens of a remark between a verb and its object.
const REMARK: usize = 8;

/// Most tokens of a relative clause between a subject and its verb.
const RELATIVE: usize = 12;

/// Most tokens from a trigger to what depends on it.
const REACH: usize = 30;

impl<'a> Scene<'a> {
    /// The phrases of the subject of the verb group that ends with the verb at `verb`.
    pub fn subjects(self, verb: usize) -> Vec<&'a NounPhrase> {
        self.subjects_within(verb, DEEPEST)
    }

    /// First token of the verb group of the verb at `verb`.
    pub fn group_start(self, verb: usize) -> usize {
        let start = self.sentence(verb).start();
        let mut at = verb;
        while at > start && self.is_helper(at - 1) && self.phrase_ends_not(at - 1) {
            at -= 1;
        }
        at
    }

    fn phrase_ends_not(self, at: usize) -> bool {
        self.phrase(at).is_none()
    }

    fn subjects_within(self, verb: usize, depth: usize) -> Vec<&'a NounPhrase> {
        let sentence = self.sentence(verb);
        let group = self.group_start(verb);
        let Some(left) = group.checked_sub(1).filter(|left| *left >= sentence.start()) else {
            return self.following_subject(verb, depth);
        };
        if depth == 0 {
            return Vec::new();
        }
        let left = self.before_brackets(left, sentence.start());
        match self.tag(left) {
            Tag::To => self.controlled(left, depth),
            Tag::Wh => self.antecedent(left),
            Tag::Conjunction => self.previous_subject(left, depth),
            Tag::Preposition if self.is_ing(verb) => self.gerund(left, verb, depth),
            _ if self.phrase_before(left + 1).is_some() => {
                match self.relative_before(left + 1).filter(|_| group < verb) {
                    Some(wh) => self.antecedent(wh),
                    None => self.subject_ending(left + 1),
                }
            }
            _ if self.is_mark(left, ",") => self.past_comma(left, verb, depth),
            Tag::Verb | Tag::VerbPast | Tag::VerbPresent | Tag::Gerund | Tag::Participle => {
                self.subjects_within(left, depth - 1)
            }
            Tag::Preposition => self.antecedent(left),
            _ => Vec::new(),
        }
    }

    fn is_ing(self, at: usize) -> bool {
        self.tag(at) == Tag::Gerund
    }

    /// Past "(…)" to the left.
    fn before_brackets(self, left: usize, start: usize) -> usize {
        if !self.is_mark(left, ")") {
            return left;
        }
        let open = (start..left).rev().find(|at| self.is_mark(*at, "("));
        open.and_then(|open| open.checked_sub(1)).filter(|at| *at >= start).unwrap_or(left)
    }

    /// "tried to kill", "ordered the driver to stop": an object before "to", else the verb's subject.
    fn controlled(self, to: usize, depth: usize) -> Vec<&'a NounPhrase> {
        if let Some(phrase) = self.phrase_before(to)
            && self.filler(phrase).is_some_and(|filler| filler.can_act())
            && phrase.tokens.start().checked_sub(1).is_some_and(|verb| self.is_verb(verb))
        {
            return vec![phrase];
        }
        // "rockets used by the rebels to shell": who is governed by the word before does it.
        let used = |phrase: &NounPhrase| {
            let by = phrase.tokens.start().checked_sub(1)?;
            let participle = self.tag(by.checked_sub(1)?) == Tag::Participle;
            Some(participle && self.tag(by) == Tag::Preposition)
        };
        let user = self.phrase_before(to).filter(|phrase| used(phrase) == Some(true));
        if let Some(phrase) = user.filter(|phrase| self.filler(phrase).is_some_and(|f| f.can_act()))
        {
            return vec![phrase];
        }
        self.previous_subject(to, depth)
    }

    /// The verb before `at` in its sentence.
    fn previous_verb(self, at: usize) -> Option<usize> {
        let start = self.sentence(at).start();
        (start..at).rev().find(|at| {
            let main = matches!(self.tag(*at), Tag::VerbPast | Tag::VerbPresent | Tag::Verb);
            // A past form that a tagger took for a participle: nothing that it could modify stands before it.
            let past = self.tag(*at) == Tag::Participle
                && at.checked_sub(1).is_some_and(|at| self.is_mark(at, ","));
            (main || past || self.is_be_passive(*at))
                && self.phrase(*at).is_none()
                && (self.auxiliary(*at).is_none() || self.tag(*at) == Tag::VerbPast)
        })
    }

    /// "attacked the farm and burned…": the subject of the verb before.
    fn previous_subject(self, at: usize, depth: usize) -> Vec<&'a NounPhrase> {
        self.previous_verb(at).map_or_else(Vec::new, |verb| self.subjects_within(verb, depth - 1))
    }

    /// "the rebels, who killed": what stands before the relative word.
    fn antecedent(self, wh: usize) -> Vec<&'a NounPhrase> {
        let start = self.sentence(wh).start();
        let mut at = wh;
        while at > start && (self.is_mark(at - 1, ",") || self.tag(at - 1) == Tag::Preposition) {
            at -= 1;
        }
        self.subject_ending(self.before_brackets(at.saturating_sub(1), start) + 1)
    }

    /// The relative word of a clause that ends before `end`, between a subject and its verb:
    /// "two men who gave chase" before "were shot".
    fn relative_before(self, end: usize) -> Option<usize> {
        let start = self.sentence(end - 1).start().max(end.saturating_sub(RELATIVE));
        let wh = (start..end).rev().find(|at| self.tag(*at) == Tag::Wh)?;
        let finite = (wh + 1..end).filter(|at| self.is_finite(*at) && self.phrase(*at).is_none());
        let commas = (wh..end).any(|at| self.is_mark(at, ","));
        (finite.count() == 1 && !commas && self.phrase_before(wh).is_some()).then_some(wh)
    }

    /// "by killing", "accused of killing": the accused, else the main verb's subject.
    fn gerund(self, preposition: usize, verb: usize, depth: usize) -> Vec<&'a NounPhrase> {
        if self.accusation(preposition + 1).is_some() {
            return self.subject_ending(preposition);
        }
        match self.previous_verb(preposition) {
            Some(before) => {
                if self.light_before(before, Agent::Object)
                    && let Some(phrase) = self.phrase_before(preposition)
                {
                    return vec![phrase];
                }
                self.subjects_within(before, depth - 1)
            }
            None => self.following_subject(verb, depth),
        }
    }

    fn light_before(self, at: usize, agent: Agent) -> bool {
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

    /// "Killing three, the rebels withdrew": the subject of the clause after the comma.
    fn following_subject(self, verb: usize, depth: usize) -> Vec<&'a NounPhrase> {
        if depth == 0 || !self.is_ing(verb) {
            return Vec::new();
        }
        let end = self.sentence(verb).end();
        let comma = (verb..end).find(|at| self.is_mark(*at, ","));
        let phrase = comma.and_then(|comma| self.phrase_from(comma + 1));
        phrase.into_iter().collect()
    }

    /// A subject with something between commas after it, or a participle after its clause.
    fn past_comma(self, comma: usize, verb: usize, depth: usize) -> Vec<&'a NounPhrase> {
        let start = self.sentence(comma).start();
        let opening = (start..comma).rev().find(|at| self.is_mark(*at, ","));
        if !self.is_ing(verb)
            && let Some(opening) = opening
            && comma - opening < REACH
            && self.phrase_before(opening).is_some()
        {
            let mut phrases = self.subject_ending(opening);
            phrases.extend(self.company(opening + 1, comma));
            return phrases;
        }
        self.previous_subject(comma, depth)
    }

    /// Those who act along with a subject: ", in coordination with the militia and the army,".
    fn company(self, from: usize, comma: usize) -> Vec<&'a NounPhrase> {
        let ends = (from..comma.min(from + 5)).find_map(|at| {
            let (length, ()) = self.lexicon.company.longest(self.segments, at)?;
            Some(at + length)
        });
        ends.map_or_else(Vec::new, |at| {
            let inside = |phrase: &&NounPhrase| phrase.tokens.end() <= comma;
            self.objects(at).into_iter().filter(inside).collect()
        })
    }

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
            let before = self.past_participle(before, start);
            let clause = self.nouns.part(self.fold(before)) == Some(Part::Clause);
            if clause || !matches!(self.tag(before), Tag::Preposition | Tag::To) {
                break;
            }
            let mut at = before;
            // "a bomb planted in a car": past the participle.
            while at > start
                && self.phrase_before(at).is_none()
                && matches!(
                    self.tag(at - 1),
                    Tag::Participle | Tag::VerbPast | Tag::Adverb | Tag::Adjective
                )
                && self.auxiliary(at - 1).is_none()
            {
                at -= 1;
            }
            let Some(outer) = self.phrase_before(at) else { return Vec::new() };
            phrase = outer;
        }
        let mut phrases = vec![phrase];
        self.joined_before(phrase, &mut phrases);
        phrases
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
        // "in Gao and soldiers killed": what is governed is of a kind with what is joined to it.
        let acts = |phrase: &NounPhrase| self.filler(phrase).is_some_and(|filler| filler.can_act());
        (governs && acts(first) == acts(phrase)).then_some(first)
    }

    /// Past a participle between a preposition and its phrase: "loyal to ousted President".
    fn past_participle(self, at: usize, start: usize) -> usize {
        let outer = at.checked_sub(1).filter(|outer| *outer >= start);
        let modifies = matches!(self.tag(at), Tag::Participle | Tag::VerbPast)
            && self.auxiliary(at).is_none()
            && outer.is_some_and(|outer| matches!(self.tag(outer), Tag::Preposition | Tag::To));
        outer.filter(|_| modifies).unwrap_or(at)
    }

    /// Phrases joined to `phrase` from the left: "soldiers and police".
    fn joined_before(self, phrase: &'a NounPhrase, phrases: &mut Vec<&'a NounPhrase>) {
        let Some(and) = phrase.tokens.start().checked_sub(1) else { return };
        if self.tag(and) != Tag::Conjunction {
            return;
        }
        let serial = and.checked_sub(1).is_some_and(|at| self.is_mark(at, ","));
        let mut at = if serial { and - 1 } else { and };
        while let Some(before) = self.phrase_before(at) {
            let start = before.tokens.start();
            let governed = start
                .checked_sub(1)
                .is_some_and(|at| self.is_verb(at) || matches!(self.tag(at), Tag::Preposition));
            if governed {
                break;
            }
            phrases.push(before);
            if !start.checked_sub(1).is_some_and(|at| self.is_mark(at, ",")) {
                break;
            }
            at = start - 1;
        }
    }

    /// The phrases that start at `at`, past adverbs, with those joined to the first.
    pub fn objects(self, at: usize) -> Vec<&'a NounPhrase> {
        let limit = self.sentence(at.min(self.segments.tokens.len().saturating_sub(1))).end();
        let mut at = at;
        while at < limit && matches!(self.tag(at), Tag::Adverb | Tag::Particle) {
            at += 1;
        }
        let at = self.past_bound(at);
        let Some(first) = self.phrase_from(at).filter(|phrase| phrase.tokens.end() <= limit) else {
            return Vec::new();
        };
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
            let starts_clause = self.is_finite(after) || self.tag(after) == Tag::Wh && !and;
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
        let near = self.objects(end);
        let remark =
            self.is_mark(end, ",") && matches!(self.tag(end + 1), Tag::Preposition | Tag::Adverb);
        if !near.is_empty() || !remark {
            return near;
        }
        let closing = (end + 1..end + REMARK).find(|at| self.is_mark(*at, ","));
        closing.map_or(near, |closing| self.objects(closing + 1))
    }

    /// Past words of bound that no phrase holds: "at least 23 passengers".
    fn past_bound(self, at: usize) -> usize {
        let bounds = self.lexicon.quantities.matches(self.segments, at);
        let mut lengths =
            bounds.filter(|(_, quantity)| quantity.is_bound()).map(|(length, _)| length);
        // A phrase may open inside the words of bound: "at | least 23 passengers".
        let reach = lengths.next().unwrap_or(0);
        (at + 1..=at + reach).find(|start| self.phrase_from(*start).is_some()).unwrap_or(at)
    }

    /// The number that the words of bound at `at` bound.
    fn bounded_at(self, at: usize) -> Option<usize> {
        let bounds = self.lexicon.quantities.matches(self.segments, at);
        let mut ends = bounds.filter(|(_, quantity)| quantity.is_bound());
        ends.find_map(|(length, _)| Some(at + length).filter(|end| self.is_amount_at(*end)))
    }

    /// Where a phrase begins with the words that bound its number: "at least 23 passengers".
    fn left_edge(self, phrase: &NounPhrase) -> usize {
        let start = phrase.tokens.start();
        let numbers = start..phrase.tokens.end().min(start + 3);
        let bounded = numbers.map(|at| self.bound_before(at)).find(|(_, bound)| bound.is_some());
        bounded.map_or(start, |(at, _)| at.min(start))
    }

    /// Past "of …" after a phrase.
    pub fn past_parts(self, end: usize, limit: usize) -> usize {
        let mut end = end;
        if self.is_quote_mark(end) {
            end += 1;
        }
        while end < limit && self.nouns.is_of(self.fold(end)) {
            let Some(phrase) = self.phrase_from(end + 1) else { break };
            end = phrase.tokens.end();
        }
        end
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

    /// Every word after `from` that a phrase follows, within the clause: the word and the phrases.
    pub fn prepositions(self, from: usize) -> Vec<(&'a str, Vec<&'a NounPhrase>)> {
        let limit = self.sentence(from.min(self.segments.tokens.len().saturating_sub(1))).end();
        let limit = limit.min(from + REACH);
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
                break;
            }
            // "at least 12 people": a word of bound.
            if let Some(number) = self.bounded_at(at) {
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
        let span = self.segments.tokens[at].span;
        let cued =
            self.input.statements.iter().flat_map(|one| &one.cue).any(|cue| cue.contains(span));
        let participle = at.checked_sub(1).filter(|at| *at >= from).is_some_and(|at| {
            matches!(self.tag(at), Tag::Participle | Tag::VerbPast)
                && self.auxiliary(at).is_none()
                && !self.is_light(at)
                && self.phrase_before(at).is_some()
        });
        cued || participle
    }

    /// Whether a verb only says whose a happening is: "an attack, carried out with rifles".
    fn is_light(self, at: usize) -> bool {
        self.lexicon.light.longest(self.segments, at).is_some()
    }

    fn ends_clause(self, at: usize) -> bool {
        self.is_mark(at, ";") || self.is_mark(at, ":") || self.tag(at) == Tag::Wh
    }
}
