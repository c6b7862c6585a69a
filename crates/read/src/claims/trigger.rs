//! Where a happening is named, and what stands around its name.

use super::{
    lexicon::{Agent, Auxiliary, Form, Light, Part, Trigger, TriggerRow},
    scene::Scene,
};
use crate::entities;
use dateline_doc::{EntityKind, NounPhrase, Polarity, Span, Statement, Tag, TokenKind, TokenSpan};

/// Most tokens between a happening and the preposition before those who are blamed for it.
const BLAMED: usize = 8;

/// Most tokens from a bare trigger to its noun.
const BARE_REACH: usize = 6;

/// A trigger in the text, with the phrases around it.
pub(super) struct Hit<'a> {
    pub row: &'a TriggerRow,
    pub tokens: TokenSpan,
    pub subjects: Vec<&'a NounPhrase>,
    pub objects: Vec<&'a NounPhrase>,
    pub prepositions: Vec<(&'a str, Vec<&'a NounPhrase>)>,
    pub owner: Option<TokenSpan>,
    /// Where the noun that belongs to a bare trigger stands.
    pub next: Option<TokenSpan>,
    pub modifier: Option<TokenSpan>,
    /// What it is done with: "used explosives to".
    pub means: Option<&'a NounPhrase>,
    /// Whether it is a verb in the passive.
    pub passive: bool,
    /// What a light verb says of it.
    pub polarity: Option<Polarity>,
    /// Where a light verb after it stands.
    pub light: Option<usize>,
    /// Where words that modify it stand before: the start of the verb group, or of the noun phrase.
    pub start: usize,
    /// Whether it is a noun.
    pub noun: bool,
}

impl<'a> Scene<'a> {
    /// Triggers at `at`: the rows of the longest form that fit the context, and the number of tokens.
    pub fn triggers(self, at: usize) -> Option<(usize, Vec<Hit<'a>>)> {
        let own = |(length, _): &(usize, _)| !self.is_of_what_follows(at, *length);
        let mut matches = self.lexicon.triggers.matches(self.segments, at).filter(own);
        let first = matches.next()?;
        let longest = first.0;
        let all =
            std::iter::once(first).chain(matches.take_while(|(length, _)| *length == longest));
        let hits: Vec<Hit<'a>> = all
            .filter(|(_, trigger)| self.tail_follows(at + longest, trigger))
            .filter_map(|(_, trigger)| self.hit(TokenSpan::new(at, at + longest), trigger))
            .map(|hit| self.without_tellers(hit))
            .collect();
        Some((longest, hits))
    }

    /// Whether the preposition that ends a verb of `length` words belongs to a phrase after it: "was shot | at a base".
    fn is_of_what_follows(self, at: usize, length: usize) -> bool {
        let end = at + length;
        length > 1
            && self.tag(end - 1) == Tag::Preposition
            && self.is_be_passive(at)
            && self.phrase_from(end).is_some()
    }

    /// Those who tell of a happening take no part in it by standing after its words: "wounding 50, residents
    /// and police said".
    fn without_tellers(self, mut hit: Hit<'a>) -> Hit<'a> {
        let trigger = self.segments.span(hit.tokens);
        let holds = |one: &&Statement| one.content.iter().any(|span| span.contains(trigger));
        let told_by = self.input.statements.iter().filter(holds);
        let tellers: Vec<Span> = told_by.flat_map(|one| &one.source).copied().collect();
        let takes_part = |phrase: &&NounPhrase| {
            let span = self.segments.span(phrase.tokens);
            !tellers.iter().any(|teller| teller.contains(span))
        };
        hit.objects.retain(takes_part);
        hit.prepositions.iter_mut().for_each(|(_, phrases)| phrases.retain(takes_part));
        hit
    }

    /// Whether a form stands after a comma and right before a phrase of its own.
    fn rules_objects(self, tokens: TokenSpan) -> bool {
        let comma = tokens.start().checked_sub(1).is_some_and(|at| self.is_mark(at, ","));
        comma && !self.objects(tokens.end()).is_empty()
    }

    /// Whether a form of several words, of which a tagger takes the first for a noun, stands before a phrase of its
    /// own: "Drone attack sets ablaze two depots".
    fn stands_apart(self, tokens: TokenSpan, form: Form) -> bool {
        let last = self.tag(tokens.end() - 1);
        form.present
            && tokens.len() > 1
            && last != Tag::Preposition
            && self
                .phrase(tokens.end() - 1)
                .is_none_or(|phrase| phrase.tokens.end() == tokens.end())
            && self.phrase_from(tokens.end()).is_some()
    }

    fn tail_follows(self, from: usize, trigger: &Trigger) -> bool {
        let limit = self.sentence(from.saturating_sub(1)).end().min(from + 8);
        trigger.tail.is_empty()
            || (from + 1..limit).any(|at| {
                trigger.tail.iter().enumerate().all(|(offset, word)| self.fold(at + offset) == word)
            })
    }

    fn hit(self, tokens: TokenSpan, trigger: &Trigger) -> Option<Hit<'a>> {
        let row = &self.lexicon.rows[trigger.row];
        // "opening fire": of a verb with its object the verb decides.
        let verb = row.part == Part::Verb && tokens.len() > 1;
        let noun = self.is_noun(if verb {
            TokenSpan::new(tokens.start(), tokens.start() + 1)
        } else {
            tokens
        });
        match row.part {
            // A tagger takes many a verb after a comma for a noun: ", wounding twelve", "Rebels kill 12, raid 3 farms".
            Part::Verb
                if noun
                    && (self.rules_objects(tokens) || self.stands_apart(tokens, trigger.form)) =>
            {
                self.verb(tokens, row, trigger.form)
            }
            Part::Verb if noun && !trigger.form.participle => None,
            Part::Verb if self.stands_for_people(tokens) => None,
            Part::Verb => self.verb(tokens, row, trigger.form),
            // "riot police", "assault troops": whose trade it is.
            Part::Noun if noun && self.names_a_force(tokens) => None,
            Part::Noun if noun || self.is_done_by(tokens, row) => Some(self.noun(tokens, row)),
            Part::Noun => None,
            Part::State => self.state(tokens, row),
            Part::Any => Some(self.bare(tokens, row)),
        }
    }

    /// "shelling by the army has hit": a form of a verb that names a happening, with those who do it after it.
    fn is_done_by(self, tokens: TokenSpan, row: &TriggerRow) -> bool {
        let after = tokens.end();
        self.tag(after - 1) == Tag::Gerund
            && row.frame.after(self.fold(after)) == Some(super::frame::Fill::Actor)
            && self.nouns.part(self.fold(after)) == Some(entities::Part::Party)
    }

    /// Whether the words at `tokens` are a noun here: by tag, and by what stands before and after.
    fn is_noun(self, tokens: TokenSpan) -> bool {
        let last = tokens.end() - 1;
        let before = tokens.start().checked_sub(1).map_or(Tag::Mark, |at| self.tag(at));
        let led = matches!(
            before,
            Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adjective | Tag::Numeral
        );
        let tag = self.tag(last);
        if matches!(tag, Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective) {
            return !matches!(before, Tag::To | Tag::Modal | Tag::Pronoun);
        }
        tokens.len() > 1 && self.phrase(last).is_some()
            || led && !matches!(tag, Tag::Participle | Tag::VerbPast)
            || tag == Tag::Gerund
                && (self.nouns.is_of(self.fold(tokens.end())) || self.joins_two(tokens.end()))
    }

    /// "four of the wounded": a participle right after its article, before no noun.
    fn stands_for_people(self, tokens: TokenSpan) -> bool {
        let article = tokens.start().checked_sub(1).filter(|_| tokens.len() == 1);
        let article = article.and_then(|at| self.phrase(at)).filter(|phrase| {
            phrase.tokens.len() == 1 && phrase.head as usize + 1 == tokens.start()
        });
        self.tag(tokens.start()) == Tag::Participle
            && article.is_some_and(|phrase| {
                self.tag(phrase.head as usize) == Tag::Determiner
                    && self.is_definite(phrase.tokens.start())
            })
    }

    /// Whether the words at `tokens` only say what kind of armed people a phrase is of.
    fn names_a_force(self, tokens: TokenSpan) -> bool {
        let next = tokens.end();
        let phrase = self.phrase(tokens.start()).filter(|phrase| phrase.head as usize == next);
        phrase
            .and_then(|phrase| self.filler(phrase))
            .is_some_and(|one| matches!(one.kind, Some(EntityKind::Police | EntityKind::Military)))
    }

    fn noun(self, tokens: TokenSpan, row: &'a TriggerRow) -> Hit<'a> {
        let phrase = self.phrase(tokens.start());
        let start = phrase.map_or(tokens.start(), |phrase| phrase.tokens.start());
        let end = phrase.map_or(tokens.end(), |phrase| phrase.tokens.end().max(tokens.end()));
        let genitive = (start..tokens.start()).rev().find(|at| self.tag(*at) == Tag::Genitive);
        let owner = genitive.map(|at| TokenSpan::new(start, at));
        let modifier = TokenSpan::new(genitive.map_or(start, |at| at + 1), tokens.start());
        let mut hit = Hit {
            owner,
            modifier: (!modifier.is_empty()).then_some(modifier),
            prepositions: self.own_prepositions(end),
            ..self.empty(row, tokens, start, true)
        };
        self.light(&mut hit, start, end);
        hit
    }

    /// Adds whose a happening named by a noun is: "launched an attack", "accused him of the murder", "was carried out by".
    fn light(self, hit: &mut Hit<'a>, start: usize, end: usize) {
        if let Some((light, at)) = self.blamed(start, end) {
            hit.subjects = self.objects(at + 1);
            hit.polarity = light.polarity;
            hit.prepositions.retain(|(word, _)| Some(*word) != light.preposition.as_deref());
            return;
        }
        let sentence = self.sentence(start);
        for at in (sentence.start().max(start.saturating_sub(8))..start).rev() {
            let Some((length, light)) = self.lexicon.light.longest(self.segments, at) else {
                continue;
            };
            let done = at + length;
            match light.agent {
                Agent::Subject if start - done.min(start) <= 2 && done <= start => {
                    hit.subjects = self.subjects(at);
                    hit.polarity = light.polarity;
                    hit.start = self.group_start(at);
                }
                // "was blamed for the assault": past the word "for".
                Agent::Object if done + 1 == start && self.is_be_passive(at) => {
                    hit.subjects = self.subjects(at);
                    hit.polarity = light.polarity;
                    hit.start = self.group_start(at);
                }
                Agent::Object => {
                    let Some(phrase) = self.phrase_from(done) else { continue };
                    if self.past_brackets(phrase.tokens.end()) + 1 != start {
                        continue;
                    }
                    hit.subjects = vec![phrase];
                    hit.polarity = light.polarity;
                }
                _ => continue,
            }
            return;
        }
        let limit = sentence.end().min(end + 18);
        for at in end..limit {
            let Some((length, light)) = self.lexicon.light.longest(self.segments, at) else {
                continue;
            };
            let phrases = match light.agent {
                Agent::After => self.objects(at + length),
                // "was carried out by": past the word "by".
                Agent::Subject
                    if self.tag(at + length) == Tag::Preposition && self.is_participle(at) =>
                {
                    self.objects(at + length + 1)
                }
                _ => continue,
            };
            let agent = light.agent == Agent::After || self.frame_has_agent(hit, at + length);
            if !phrases.is_empty() && agent {
                hit.subjects = phrases;
                hit.polarity = light.polarity;
                hit.light = Some(at);
                return;
            }
        }
    }

    /// The light verb right before a happening whose actor stands behind a preposition, and where that stands:
    /// "blamed the attack on the rebels".
    fn blamed(self, start: usize, end: usize) -> Option<(&'a Light, usize)> {
        let limit = self.sentence(start).end().min(end + BLAMED);
        (start.saturating_sub(3)..start).find_map(|at| {
            let ends = |(length, light): &(usize, &Light)| {
                at + length == start && light.agent == Agent::Beyond
            };
            let (_, light) = self.lexicon.light.matches(self.segments, at).find(ends)?;
            let word = light.preposition.as_deref()?;
            let acts =
                |phrase: &&NounPhrase| self.filler(phrase).is_some_and(|filler| filler.can_act());
            let on = (end..limit).filter(|at| self.fold(*at) == word);
            let mut on = on.filter(|at| self.phrase_from(at + 1).as_ref().is_some_and(acts));
            Some((light, on.next()?))
        })
    }

    /// Past "(…)" that starts at `at`.
    pub fn past_brackets(self, at: usize) -> usize {
        let end = self.sentence(at.min(self.segments.tokens.len() - 1)).end();
        let close = (at..end.min(at + 6)).find(|close| self.is_mark(*close, ")"));
        close.filter(|_| self.is_mark(at, "(")).map_or(at, |close| close + 1)
    }

    /// Whether the verb at `at` is a participle after "be".
    pub fn is_be_passive(self, at: usize) -> bool {
        let be = |at: usize| self.auxiliary(at) == Some(Auxiliary::Be);
        self.is_participle(at) && (self.group_start(at)..at).any(be)
    }

    fn is_participle(self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Participle | Tag::VerbPast)
    }

    fn frame_has_agent(self, hit: &Hit<'_>, at: usize) -> bool {
        hit.row.frame.after(self.fold(at)) == Some(super::frame::Fill::Actor)
    }

    /// "ten wounded", "left three people dead": only with a number.
    fn state(self, tokens: TokenSpan, row: &'a TriggerRow) -> Option<Hit<'a>> {
        let before = tokens.start().checked_sub(1)?;
        if self.tag(before) == Tag::Numeral {
            return Some(self.empty(row, tokens, before, true));
        }
        let people = self.phrase_before(tokens.start()).filter(|phrase| self.is_counted(phrase))?;
        let hit = self.empty(row, tokens, people.tokens.start(), true);
        Some(Hit { objects: vec![people], ..hit })
    }

    /// A trigger of a language without parts of speech.
    fn bare(self, tokens: TokenSpan, row: &'a TriggerRow) -> Hit<'a> {
        Hit {
            next: self.next_nouns(tokens.end()),
            ..self.empty(row, tokens, tokens.start(), false)
        }
    }

    /// The few tokens after a trigger up to a mark, where the noun that belongs to it stands.
    fn next_nouns(self, from: usize) -> Option<TokenSpan> {
        let limit = self.sentence(from.saturating_sub(1)).end().min(from + BARE_REACH);
        let kind = |at: &usize| self.segments.tokens[*at].kind == TokenKind::Punctuation;
        let end = (from..limit).find(kind).unwrap_or(limit);
        (end > from).then(|| TokenSpan::new(from, end))
    }

    pub fn empty(
        self,
        row: &'a TriggerRow,
        tokens: TokenSpan,
        start: usize,
        noun: bool,
    ) -> Hit<'a> {
        Hit {
            row,
            tokens,
            subjects: Vec::new(),
            objects: Vec::new(),
            prepositions: Vec::new(),
            owner: None,
            next: None,
            modifier: None,
            means: None,
            passive: false,
            polarity: None,
            light: None,
            start,
            noun,
        }
    }
}
