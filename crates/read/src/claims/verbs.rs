//! What stands around a verb that names a happening.

use super::{
    lexicon::{Auxiliary, Form, TriggerRow},
    scene::Scene,
    trigger::Hit,
};
use crate::entities;
use dateline_doc::{NounPhrase, Tag, TokenSpan};

impl<'a> Scene<'a> {
    pub fn verb(self, tokens: TokenSpan, row: &'a TriggerRow, form: Form) -> Option<Hit<'a>> {
        let main = tokens.start();
        let inside = self.modified(tokens);
        let inside = inside.or_else(|| self.opened_by(tokens));
        if let Some(phrase) = inside {
            // "the abducted men": the phrase's head is acted on. "attacking forces" says little, and so do
            // "armed forces".
            return (form.participle && row.says_harm())
                .then(|| Hit { objects: vec![phrase], ..self.empty(row, tokens, main, false) });
        }
        let group = self.group_start(main);
        // "wounded early Friday"
        let mut objects = self.verb_objects(self.shared_object(tokens.end()));
        objects.retain(|phrase| !self.is_when(phrase));
        let passive =
            (form.participle || form.past) && self.is_passive(group, main, objects.is_empty(), row);
        let prepositions = self.prepositions(tokens.end());
        let subjects = self.subjects(main);
        let objects = self.relative_objects(&subjects).unwrap_or(objects);
        let to = group.checked_sub(1).filter(|to| self.tag(*to) == Tag::To);
        let means = to.and_then(|to| self.phrase_before(to));
        let hit = Hit { means, passive, ..self.empty(row, tokens, group, false) };
        Some(if passive {
            Hit { objects: subjects, prepositions, ..hit }
        } else {
            Hit { subjects, objects, prepositions, ..hit }
        })
    }

    fn is_when(self, phrase: &NounPhrase) -> bool {
        let whole = self.segments.span(phrase.tokens);
        self.input.times.iter().any(|time| time.span.contains(whole))
    }

    /// The phrase in which a verb's form stands before the noun that it tells more of.
    pub fn modified(self, tokens: TokenSpan) -> Option<&'a NounPhrase> {
        self.phrase(tokens.start()).filter(|phrase| phrase.head as usize >= tokens.end())
    }

    /// Whether a participle only tells more of the noun after it, which is governed: "sheltering displaced people".
    pub fn only_modifies(self, tokens: TokenSpan) -> bool {
        let governed = tokens.start().checked_sub(1).is_some_and(|at| {
            matches!(self.tag(at), Tag::Gerund | Tag::Preposition) && self.auxiliary(at).is_none()
        });
        let form = tokens.len() == 1 && self.tag(tokens.start()) == Tag::Participle;
        self.modified(tokens).is_some()
            || form && governed && self.phrase_from(tokens.end()).is_some()
    }

    /// The phrase whose modifier opens a sentence, where a verb of its own follows: "Armed separatists raided".
    fn opened_by(self, tokens: TokenSpan) -> Option<&'a NounPhrase> {
        let sentence = self.sentence(tokens.start());
        let opens = tokens.len() == 1 && tokens.start() == sentence.start();
        let phrase = self.phrase_from(tokens.end()).filter(|_| opens)?;
        let acts = |at: usize| {
            self.is_finite(at) && self.phrase(at).is_none() && self.auxiliary(at).is_none()
        };
        (phrase.tokens.end()..sentence.end()).any(acts).then_some(phrase)
    }

    /// Whom a clause is about whose subject follows the relative word: "passengers whom they had abducted".
    fn relative_objects(self, subjects: &[&'a NounPhrase]) -> Option<Vec<&'a NounPhrase>> {
        let [subject] = subjects else { return None };
        let first = self.sentence(subject.tokens.start()).start();
        let wh = subject.tokens.start().checked_sub(1).filter(|at| *at > first)?;
        let wh = Some(wh).filter(|at| self.tag(*at) == Tag::Wh)?;
        let people = self.phrase_before(wh)?;
        let whom = self.nouns.part(self.fold(wh)) != Some(entities::Part::Clause)
            && self.filler(people).is_some_and(|filler| filler.can_act());
        whom.then(|| vec![people])
    }

    /// Whether a past form is passive: after "be", or right after a phrase without an object of its own.
    fn is_passive(self, group: usize, main: usize, objectless: bool, row: &TriggerRow) -> bool {
        let be = (group..main).rev().find_map(|at| self.auxiliary(at));
        if let Some(auxiliary) = be {
            let last_be = (group..main).rev().find(|at| self.auxiliary(*at).is_some());
            let have = last_be.is_some_and(|at| self.auxiliary(at) == Some(Auxiliary::Other));
            return auxiliary == Auxiliary::Be && !have;
        }
        let takes_object = row.frame.fill(&super::frame::Slot::Object).is_some()
            && !row.needs.contains(&super::frame::Need::Intransitive);
        takes_object && objectless && !self.opens_own_clause(main)
    }

    /// Whether a bare past form and its subject are a clause of their own in a full sentence, so that it cannot be
    /// passive: "killed when gunmen attacked.", not "Protests after driver shot" above a report.
    fn opens_own_clause(self, main: usize) -> bool {
        let sentence = self.sentence(main);
        let full = sentence.end().checked_sub(1).is_some_and(|last| self.is_mark(last, "."));
        let subject = self.phrase_before(self.group_start(main)).filter(|_| full);
        let opener = subject.and_then(|phrase| phrase.tokens.start().checked_sub(1));
        let by = self.nouns.part(self.fold(main + 1)) == Some(entities::Part::Party);
        !by && opener.is_some_and(|at| {
            at >= sentence.start() && self.nouns.part(self.fold(at)) == Some(entities::Part::Clause)
        })
    }

    /// Where the object of a verb that ends before `end` stands, past another verb that shares it: "shot and
    /// killed a boy", "shot at and critically injured".
    fn shared_object(self, end: usize) -> usize {
        let verb = self.past_adverbs(end + 1);
        let joined = self.tag(end) == Tag::Conjunction
            && matches!(self.tag(verb), Tag::VerbPast | Tag::Participle)
            && self.auxiliary(verb).is_none();
        if joined { verb + 1 } else { end }
    }
}
