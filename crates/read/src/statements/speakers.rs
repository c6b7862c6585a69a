use super::{
    draft::Draft,
    naming::{self, Known},
    subject::{self, Subject},
    view::View,
    words::Class,
};
use dateline_doc::{EntityId, Naming, Tag, TokenSpan};

/// Who spoke so far, and what each was called by.
pub(super) struct Speakers<'a> {
    view: &'a View<'a>,
    known: Known<'a>,
    turns: Vec<Turn>,
}

/// Somebody who spoke, or of whom a sentence was about, at one place of the text.
#[derive(Clone, Copy)]
struct Turn {
    source: TokenSpan,
    naming: Naming,
    entity: Option<EntityId>,
    plural: bool,
    /// Whether a pronoun that stood for it is of a man; `None` before one did.
    man: Option<bool>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(view: &'a View<'a>, known: Known<'a>) -> Self {
        Self { view, known, turns: Vec::new() }
    }

    /// The naming and entity of a draft's source; drafts come in text order. Pronouns, short names and
    /// "the official" are those they stand for.
    pub(super) fn of(&mut self, draft: &Draft) -> (Naming, Option<EntityId>) {
        let Some(source) = draft.source.filter(|source| !source.is_empty()) else {
            return (Naming::Unnamed, None);
        };
        let turn = self.antecedent(source).unwrap_or_else(|| self.turn(source));
        self.turns.push(Turn { source, ..turn });
        (turn.naming, turn.entity)
    }

    fn turn(&self, source: TokenSpan) -> Turn {
        let (naming, entity) = naming::naming(self.view, self.known, source);
        let plural =
            naming::head(self.view, source).is_some_and(|head| self.view.tag(head) == Tag::Nouns);
        Turn { source, naming, entity, plural, man: None }
    }

    fn antecedent(&self, source: TokenSpan) -> Option<Turn> {
        let view = self.view;
        let first = source.start();
        let single = source.len() == 1;
        if single && view.is(first, Class::Pronoun) {
            return self.pronoun(first);
        }
        if single && view.is(first, Class::Relative) {
            return self.owner(first).map(|owner| self.turn(owner));
        }
        let head = source.end() - 1;
        let short = single && view.tag(head) == Tag::Name;
        if !(view.is(first, Class::Definite) && source.len() <= 3 || short) {
            return None;
        }
        // "the news agency" is not the children's agency.
        let told = |turn: &Turn, word: usize| {
            turn.source.range().any(|at| view.segments.fold(at) == view.segments.fold(word))
        };
        let before = self.turns.iter().rev().find(|turn| {
            turn.source.end() <= first
                && (first + usize::from(!short)..=head).all(|word| told(turn, word))
        });
        // A name has its own entity, if any.
        before.copied().filter(|_| !short || self.turn(source).entity.is_none())
    }

    /// Who a pronoun stands for: the nearest before it that fits, among those who spoke and the subjects
    /// of the sentences before.
    fn pronoun(&self, pronoun: usize) -> Option<Turn> {
        let view = self.view;
        if view.is(pronoun, Class::Own) {
            return self.own(pronoun);
        }
        let man = view.is(pronoun, Class::Man);
        let called = |turn: &Turn| {
            self.turns.iter().any(|other| {
                other.man.is_some_and(|other| other != man)
                    && (other.source == turn.source
                        || other.entity.is_some() && other.entity == turn.entity)
            })
        };
        let person = view.is(pronoun, Class::Person);
        let fits = |turn: &Turn| match turn.naming {
            Naming::Named | Naming::Unnamed if person => !turn.plural && !called(turn),
            Naming::Institution | Naming::Outlet => !person,
            Naming::Named => false,
            Naming::Unnamed => turn.plural && !view.is(pronoun, Class::Thing),
        };
        let spoke = self.turns.iter().rev().filter(|turn| turn.source.end() <= pronoun);
        let spoke = spoke.copied().find(|turn| fits(turn));
        let subject = self.subjects(pronoun).into_iter().find(|turn| fits(turn));
        let nearest = match (spoke, subject) {
            (Some(spoke), Some(subject)) if subject.source.start() > spoke.source.start() => {
                Some(subject)
            }
            (None, subject) => subject,
            (spoke, _) => spoke,
        };
        let last = || self.turns.last().copied();
        let turn = nearest.or_else(last)?;
        Some(if person { Turn { man: Some(man), ..turn } } else { turn })
    }

    /// "we" of a report is its outlet; within a quotation, nobody whom the words tell.
    fn own(&self, pronoun: usize) -> Option<Turn> {
        let source = TokenSpan::new(pronoun, pronoun + 1);
        let outlet = self.view.quote_at(pronoun).is_none() && self.known.article.outlet.is_some();
        let naming = if outlet { Naming::Outlet } else { Naming::Unnamed };
        let entity = if outlet { self.known.outlet_entity() } else { None };
        Some(Turn { source, naming, entity, plural: true, man: None })
    }

    /// The subjects of the sentences before the pronoun's, in its paragraph and the one before, nearest
    /// first, as far as they are people or bodies.
    fn subjects(&self, pronoun: usize) -> Vec<Turn> {
        let segments = self.view.segments;
        let paragraph = segments.paragraph_of(pronoun).saturating_sub(1);
        let floor = segments.paragraphs[paragraph].start();
        let sentence = segments.sentence_of(pronoun);
        (0..sentence)
            .rev()
            .map(|number| segments.sentences[number])
            .take_while(|sentence| sentence.start() >= floor)
            .filter_map(|sentence| self.subject(sentence))
            .collect()
    }

    fn subject(&self, sentence: TokenSpan) -> Option<Turn> {
        let view = self.view;
        let verb = sentence.range().find(|at| view.has_finite(*at, at + 1))?;
        let phrase = match subject::before(view, verb, sentence.start()) {
            Subject::Phrase(phrase) => phrase,
            Subject::Relative(pronoun) => self.owner(pronoun.start())?,
            Subject::Missing => return None,
        };
        let outside = view.quote_at(phrase.start()).is_none();
        (outside && self.speaks(phrase)).then(|| self.turn(phrase))
    }

    /// What a relative pronoun stands for: the phrase before it, with what hangs on it.
    fn owner(&self, pronoun: usize) -> Option<TokenSpan> {
        let view = self.view;
        let floor = view.segments.sentences[view.segments.sentence_of(pronoun)].start();
        let end = if pronoun > floor && view.is_comma(pronoun - 1) { pronoun - 1 } else { pronoun };
        let end = subject::before_brackets(view, end, floor);
        let nearest = view.phrase_before(end, floor);
        match subject::before(view, end, floor) {
            // "laid the attack to the front, which denied it": not the attack.
            Subject::Phrase(phrase) if !self.speaks(phrase) => {
                nearest.filter(|nearest| self.speaks(*nearest)).or(Some(phrase))
            }
            Subject::Phrase(phrase) => Some(phrase),
            _ => nearest,
        }
    }

    fn speaks(&self, phrase: TokenSpan) -> bool {
        naming::speaks(self.view, self.known, phrase)
    }
}
