//! In what way a happening is put forward.

use super::{
    lexicon::{Agent, Reach},
    scene::Scene,
    trigger::Hit,
};
use crate::entities::Nature;
use dateline_doc::{NounPhrase, Polarity, Stance, StatementId, Tag, TokenSpan};

/// Tokens before a light verb in which a word may say in what way its noun is put forward.
const BEFORE_LIGHT: usize = 3;

impl<'a> Scene<'a> {
    /// In what way a trigger is put forward: by a light verb, words before it, and its statement.
    pub fn polarity(self, hit: &Hit<'_>, statement: Option<StatementId>) -> Polarity {
        let stance = statement.map(|id| self.input.statements[id.0 as usize].stance);
        let said = match stance {
            Some(Stance::Denies) => Some(Polarity::Denied),
            Some(Stance::Doubts | Stance::Supposes) => Some(Polarity::Supposed),
            Some(Stance::Asks) => Some(Polarity::Planned),
            _ => None,
        };
        let words = self.modality(hit).or_else(|| self.by_nobody(hit));
        match (said, words) {
            (Some(Polarity::Denied), Some(Polarity::Denied)) => Polarity::Asserted,
            (Some(said), _) => said,
            (None, Some(words)) => words,
            (None, None) => {
                let accused = || self.accusation(hit.start).and_then(|light| light.polarity);
                hit.polarity.or_else(accused).unwrap_or(Polarity::Asserted)
            }
        }
    }

    fn modality(self, hit: &Hit<'_>) -> Option<Polarity> {
        let trigger = hit.tokens.start();
        let sentence = self.sentence(trigger);
        let mut at = self.clause_start(trigger, sentence);
        let mut found = self.before_light(hit);
        while at < trigger {
            let Some((length, word)) = self.lexicon.modality.longest(self.segments, at) else {
                at += 1;
                continue;
            };
            let end = at + length;
            let near = end >= hit.start && end <= trigger
                || end + 1 == hit.start && !self.is_mark(end, ",");
            // "denied shelling": the cue's stance says it already.
            let told = word.polarity == Polarity::Denied && self.is_cue(at);
            let reaches = !told
                && match word.reach {
                    Reach::Clause => true,
                    Reach::Verb => near,
                    Reach::Phrase => hit.noun && self.is_about(hit, TokenSpan::new(at, end)),
                };
            if reaches {
                found = Some(word.polarity);
            }
            at = end;
        }
        found
    }

    /// Whether a word is of a cue, whose stance tells in what way its content is put forward.
    pub fn is_cue(self, at: usize) -> bool {
        let span = self.segments.tokens[at].span;
        let mut cues = self.input.statements.iter().flat_map(|one| &one.cue);
        cues.any(|cue| cue.contains(span))
    }

    /// Whether a word of the trigger's own noun phrase is about the happening: none who does it stands between.
    fn is_about(self, hit: &Hit<'_>, word: TokenSpan) -> bool {
        let trigger = hit.tokens.start();
        let inside = self.phrase(trigger).is_some_and(|phrase| phrase.tokens.contains(word));
        let between = TokenSpan::new(word.end(), trigger.max(word.end()));
        let someone = |at: usize| {
            let noun = self.nouns.head(self.segments, word.end(), at);
            noun.is_some_and(|(_, noun)| noun.nature != Nature::Thing)
        };
        let named = self.mentions.inside(between).any(|(number, mention)| {
            self.filler_of(number, mention, mention.start(), mention.end() - 1).can_act()
        });
        inside && !named && !between.range().any(someone)
    }

    /// "The attack was probably carried out by…": what a word before the light verb says.
    fn before_light(self, hit: &Hit<'_>) -> Option<Polarity> {
        let light = hit.light?;
        let from = light.saturating_sub(BEFORE_LIGHT).max(hit.tokens.end());
        (from..light).find_map(|at| {
            let (length, word) = self.lexicon.modality.longest(self.segments, at)?;
            let supposed = word.polarity == Polarity::Supposed && word.reach == Reach::Verb;
            (supposed && at + length <= light).then_some(word.polarity)
        })
    }

    /// "Nobody was hurt": what nobody does or suffers is denied.
    fn by_nobody(self, hit: &Hit<'_>) -> Option<Polarity> {
        let slots = if hit.noun { &[][..] } else { &hit.subjects[..] };
        let mut own = slots.iter().chain(&hit.objects);
        own.any(|phrase| self.is_nobody(phrase)).then_some(Polarity::Denied)
    }

    /// Whether a phrase says that there is nobody: "no group", "none of the rebels".
    pub fn is_nobody(self, phrase: &NounPhrase) -> bool {
        let start = phrase.tokens.start();
        let word = self.lexicon.modality.longest(self.segments, start);
        word.is_some_and(|(length, word)| {
            let within = start + length <= phrase.tokens.end();
            within && word.polarity == Polarity::Denied
        })
    }

    /// "accused the army of shelling": the light verb before whose object stands before the word before `start`.
    pub fn accusation(self, start: usize) -> Option<&'a super::lexicon::Light> {
        let preposition = start.checked_sub(1).filter(|at| self.tag(*at) == Tag::Preposition)?;
        let preposition = self.first_of_two(preposition);
        let phrase = *self.subject_ending(preposition).first()?;
        self.light_ending(phrase.tokens.start(), Agent::Object)
    }

    /// "accused of killing nine and of detaining others": the first of two prepositions that are one word.
    pub fn first_of_two(self, preposition: usize) -> usize {
        let joined = preposition.checked_sub(1).is_some_and(|at| self.tag(at) == Tag::Conjunction);
        let sentence = self.sentence(preposition).start();
        let same = |at: &usize| {
            self.fold(*at) == self.fold(preposition) && self.tag(at + 1) == Tag::Gerund
        };
        let first = (sentence..preposition).rev().filter(|_| joined).find(same);
        first.unwrap_or(preposition)
    }

    fn clause_start(self, trigger: usize, sentence: TokenSpan) -> usize {
        let stop =
            |at: &usize| self.is_mark(*at, ",") || self.is_mark(*at, ";") || self.is_mark(*at, ":");
        (sentence.start()..trigger).rev().find(stop).map_or(sentence.start(), |at| at + 1)
    }
}
