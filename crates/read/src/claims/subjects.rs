//! Who does it: the subject of a verb, wherever the clause has put it.

use super::{
    lexicon::{Agent, Auxiliary},
    prepositions::REACH,
    scene::Scene,
};
use crate::entities::Part;
use dateline_doc::{NounPhrase, Tag};

/// Verbs that a subject may stand before, one governing the next: "tried to begin to…".
const DEEPEST: usize = 4;

/// Most tokens that bound a number: "no more than".
const BOUNDS: usize = 4;

/// Most tokens of a relative clause between a subject and its verb.
const RELATIVE: usize = 20;

impl<'a> Scene<'a> {
    /// The phrases of the subject of the verb group that ends with the verb at `verb`.
    pub fn subjects(self, verb: usize) -> Vec<&'a NounPhrase> {
        self.subjects_within(verb, DEEPEST)
    }

    /// First token of the verb group of the verb at `verb`.
    pub fn group_start(self, verb: usize) -> usize {
        let start = self.sentence(verb).start();
        let mut at = verb;
        loop {
            // "were "neutralised"": past a mark of quotation.
            let past = if at > start && self.is_quote_mark(at - 1) { at - 1 } else { at };
            if past == start || !self.is_helper(past - 1) || !self.phrase_ends_not(past - 1) {
                return at;
            }
            at = past - 1;
        }
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
            Tag::Conjunction => match self.joined_gerund(left).filter(|_| self.is_ing(verb)) {
                Some(first) => self.subjects_within(first, depth - 1),
                None => self.previous_subject(left, depth),
            },
            Tag::Preposition if self.is_ing(verb) => self.gerund(left, verb, depth),
            _ if self.phrase_before(left + 1).is_some() => {
                let whole = |wh: &usize| group < verb || self.is_passive_from(*wh, left);
                match self.relative_before(left + 1).filter(whole) {
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

    /// The first of two gerunds that "and" joins: "accused of crossing the border and abducting".
    fn joined_gerund(self, and: usize) -> Option<usize> {
        let start = self.sentence(and).start();
        let governed = |at: &usize| {
            self.is_ing(*at)
                && self.phrase(*at).is_none()
                && matches!(self.tag(at - 1), Tag::Preposition | Tag::Wh)
        };
        (start + 1..and).rev().find(governed)
    }

    /// Where what stands right before `end` ends, past "(…)" to the left.
    pub fn end_before_brackets(self, end: usize, start: usize) -> usize {
        self.before_brackets(end.saturating_sub(1), start) + 1
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
            && (self.filler(phrase).is_some_and(|filler| filler.can_act())
                || self.is_bare_number(phrase))
            && self.before_bounds(phrase).is_some_and(|verb| self.is_verb(verb))
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

    /// The token before a phrase and the words that bound its number: "forced | more than 3,000 people".
    fn before_bounds(self, phrase: &NounPhrase) -> Option<usize> {
        let start = phrase.tokens.start();
        let bound = |at: &usize| self.bounded_at(*at) == Some(start);
        (start.saturating_sub(BOUNDS)..start).find(bound).unwrap_or(start).checked_sub(1)
    }

    /// The verb before `at` in its sentence.
    fn previous_verb(self, at: usize) -> Option<usize> {
        let start = self.sentence(at).start();
        let found = (start..at).rev().find(|at| {
            let main = matches!(self.tag(*at), Tag::VerbPast | Tag::VerbPresent | Tag::Verb);
            // A past form that a tagger took for a participle: nothing that it could modify stands before it, or
            // somebody it is done to after it, as in "the attackers robbed them".
            let whom = || self.phrase_before(*at).is_some() && self.phrase_from(at + 1).is_some();
            let past = self.tag(*at) == Tag::Participle
                && (at.checked_sub(1).is_some_and(|at| self.is_mark(at, ",")) || whom());
            (main || past || self.is_be_passive(*at) || self.is_going_on(*at))
                && self.phrase(*at).is_none()
                && (self.auxiliary(*at).is_none() || self.tag(*at) == Tag::VerbPast)
        });
        // "The army retaliated by": where nothing else can be the verb, what a tagger took for a participle is.
        let form = |at: &usize| self.tag(*at) == Tag::Participle && self.phrase(*at).is_none();
        found.or_else(|| (start..at).rev().find(form))
    }

    /// "are combing the forest": a form of a verb after "be".
    fn is_going_on(self, at: usize) -> bool {
        let be = |at: usize| self.auxiliary(at) == Some(Auxiliary::Be);
        self.is_ing(at) && (self.group_start(at)..at).any(be)
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
        let end = self.end_before_brackets(at, start);
        let acts = |phrase: &NounPhrase| self.filler(phrase).is_some_and(|one| one.can_act());
        let found = self.subject_ending(end);
        // "clashes with soldiers who stormed the camp": clashes storm nothing. "According to a man who" is none's deed.
        let governed =
            |one: &NounPhrase| !one.tokens.start().checked_sub(1).is_some_and(|at| self.is_cue(at));
        let nearest = self.phrase_before(end).filter(|one| acts(one) && governed(one));
        match nearest {
            Some(nearest) if !found.iter().any(|one| acts(one)) => vec![nearest],
            _ => found,
        }
    }

    /// The relative word of a clause that ends before `end`, between a subject and its verb:
    /// "two men who gave chase" before "were shot".
    fn relative_before(self, end: usize) -> Option<usize> {
        let start = self.sentence(end - 1).start().max(end.saturating_sub(RELATIVE));
        let wh = (start..end).rev().find(|at| self.tag(*at) == Tag::Wh)?;
        // A participle that a tagger took for a past form goes on with the verb before it: "who was shot".
        let new = |at: usize| self.auxiliary(at - 1).is_none();
        let finite = (wh + 1..end)
            .filter(|at| self.is_finite(*at) && new(*at) && self.phrase(*at).is_none());
        let commas = (wh..end).any(|at| self.is_mark(at, ","));
        (finite.count() == 1 && !commas && self.phrase_before(wh).is_some()).then_some(wh)
    }

    /// Whether something is done to those whom a relative clause tells of, so that what follows in it is nobody's
    /// object: "a student who was shot in a clash".
    fn is_passive_from(self, wh: usize, last: usize) -> bool {
        (wh + 1..=last).any(|at| self.is_be_passive(at))
    }

    /// "by killing", "accused of killing": the accused, else the main verb's subject.
    fn gerund(self, preposition: usize, verb: usize, depth: usize) -> Vec<&'a NounPhrase> {
        if self.accusation(preposition + 1).is_some() {
            return self.subject_ending(self.first_of_two(preposition));
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
            && let end = self.end_before_brackets(opening, start)
            && self.phrase_before(end).is_some()
        {
            let mut phrases = self.subject_ending(end);
            phrases.extend(self.company(opening + 1, comma));
            return phrases;
        }
        let end = self.background(comma).filter(|_| self.is_ing(verb)).unwrap_or(comma);
        match self.charged(end).filter(|_| self.is_ing(verb)) {
            Some(deed) => self.subjects_within(deed, depth - 1),
            None => self.previous_subject(end, depth),
        }
    }

    /// The deed that somebody is accused of right before `end`: "accused the rebels of firing at the camp".
    fn charged(self, end: usize) -> Option<usize> {
        let verb = self.previous_verb(end)?;
        let deed = |at: &usize| self.is_ing(*at) && self.accusation(*at).is_some();
        (verb + 1..end).rev().find(deed)
    }

    /// Where the clause before `end` begins that only says what went on meanwhile: "went off as a convoy was
    /// passing".
    fn background(self, end: usize) -> Option<usize> {
        let verb = self.previous_verb(end)?;
        let start = self.sentence(verb).start();
        let goes_on = self.is_going_on(verb);
        let opens = |at: &usize| self.nouns.part(self.fold(*at)) == Some(Part::Clause);
        (start + 1..verb).rev().find(opens).filter(|_| goes_on)
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
}
