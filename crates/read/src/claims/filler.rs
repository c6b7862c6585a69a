use super::scene::Scene;
use crate::entities::{Class, Nature, Part};
use dateline_doc::{Entity, EntityId, EntityKind, NounPhrase, Segments, Span, Tag, TokenSpan};

/// Most sentences back to the armed people whom those who saw them call "they".
const ARMED_BACK: usize = 3;

/// Which entities' mentions cover each token, by token.
pub(super) struct Mentions {
    /// Mentions by their last token: entity and tokens, longest first.
    ending: Vec<Vec<(u32, TokenSpan)>>,
}

impl Mentions {
    pub fn new(segments: &Segments, entities: &[Entity]) -> Self {
        let mut ending = vec![Vec::new(); segments.tokens.len()];
        for (number, entity) in (0..).zip(entities) {
            for span in &entity.mentions {
                let tokens = segments.tokens_in(*span);
                if !tokens.is_empty() {
                    ending[tokens.end() - 1].push((number, tokens));
                }
            }
        }
        for mentions in &mut ending {
            mentions.sort_by_key(|(_, tokens): &(u32, TokenSpan)| tokens.start());
        }
        Self { ending }
    }

    /// Mentions that lie in `tokens`, in text order by their end.
    pub fn inside(&self, tokens: TokenSpan) -> impl Iterator<Item = (u32, TokenSpan)> {
        let ends = self.ending[tokens.range()].iter().flatten();
        ends.filter(move |(_, mention)| tokens.contains(*mention)).copied()
    }

    /// The longest mention whose phrase's head is the token: one that ends with it, or starts
    /// in its phrase and goes on after it ("members of the army").
    fn at_head(&self, phrase: &NounPhrase) -> Option<(u32, TokenSpan)> {
        let head = phrase.head as usize;
        let further = (head..self.ending.len().min(head + 12)).rev();
        further
            .flat_map(|end| &self.ending[end])
            .find(|(_, mention)| mention.holds(head) && mention.start() >= phrase.tokens.start())
            .copied()
    }
}

/// What fills a slot: a noun phrase, and what is known of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Filler {
    pub tokens: TokenSpan,
    pub span: Span,
    pub entity: Option<EntityId>,
    pub kind: Option<EntityKind>,
    pub nature: Nature,
    pub class: Option<Class>,
    /// Whether it is several people or bodies.
    pub is_plural: bool,
    /// Whether it is a name.
    pub named: bool,
}

impl Filler {
    pub fn can_act(&self) -> bool {
        self.nature != Nature::Thing
    }

    pub fn is_armed(&self) -> bool {
        matches!(
            self.kind,
            Some(
                EntityKind::Group | EntityKind::Military | EntityKind::Police | EntityKind::Weapon
            )
        )
    }
}

impl<'a> Scene<'a> {
    /// What a noun phrase stands for; `None` when no entity is known at its head.
    pub fn filler(self, phrase: &NounPhrase) -> Option<Filler> {
        if let Some(whole) = self.whole_of(phrase) {
            return self.filler(whole);
        }
        if let Some((number, tokens)) = self.antecedent_of(phrase) {
            return Some(self.filler_of(number, tokens, tokens.start(), tokens.end() - 1));
        }
        let (number, tokens) = self.mentions.at_head(phrase)?;
        Some(self.filler_of(number, tokens, phrase.tokens.start(), phrase.head as usize))
    }

    /// What a share is of: "hundreds of militants", "three of the soldiers".
    pub fn whole_of(self, phrase: &NounPhrase) -> Option<&'a NounPhrase> {
        let head = phrase.head as usize;
        let share =
            self.tag(head) == Tag::Numeral || self.nouns.part(self.fold(head)) == Some(Part::Share);
        let of = share && self.nouns.is_of(self.fold(head + 1));
        of.then(|| self.phrase_from(head + 2)).flatten()
    }

    /// Whom a pronoun stands for: the nearest fitting mention before it, in its sentence or the one before.
    fn antecedent_of(self, phrase: &NounPhrase) -> Option<(u32, TokenSpan)> {
        let head = phrase.head as usize;
        if phrase.tokens.len() != 1 {
            return None;
        }
        let part = self.nouns.part(self.fold(head))?;
        if let Some(speaker) = self.speaker_of(phrase, part).or_else(|| self.speaker_called(phrase))
        {
            return Some(speaker);
        }
        let quoted = self.is_quoted(head);
        // "“They came at night and shot him”": those who do it, to whom it was done, are armed.
        let armed = quoted && self.is_verb(head + 1) && self.auxiliary(head + 1).is_none();
        let back = if armed { ARMED_BACK } else { 1 };
        let sentence = self.segments.sentence_of(head);
        let start = self.segments.sentences.get(sentence.saturating_sub(back))?.start();
        let fits = |number: u32, tokens: TokenSpan| {
            let filler = self.filler_of(number, tokens, tokens.start(), tokens.end() - 1);
            match part {
                Part::Plural if armed => {
                    filler.is_armed() && filler.can_act() && filler.nature != Nature::Body
                }
                Part::Singular => {
                    // "in front of his wife. He died": somebody told of for another's sake is not meant.
                    let own = tokens.start().checked_sub(1);
                    let own = own.is_some_and(|at| self.tag(at) == Tag::Possessive);
                    let one = filler.nature == Nature::People && !filler.is_plural && !own;
                    filler.kind == Some(EntityKind::Person) || one
                }
                Part::Plural => filler.is_plural,
                _ => false,
            }
        };
        let speaks = self.speakers_around(head);
        // "The attackers robbed them": somebody else than those who do it.
        let acts = |tokens: TokenSpan| {
            let between = tokens.end()..head;
            !self.is_finite(head + 1)
                && !between.is_empty()
                && between.into_iter().all(|at| self.is_of_verb_group(at))
        };
        // "The attackers tied the victims' hands before killing them"
        let verb = head.checked_sub(1).filter(|at| self.tag(*at) == Tag::Gerund);
        let doers = verb.map_or_else(Vec::new, |verb| self.subjects(verb));
        let does = |tokens: TokenSpan| doers.iter().any(|one| one.tokens.overlaps(tokens));
        let told = |number: u32, tokens: TokenSpan| {
            acts(tokens)
                || does(tokens)
                || speaks.contains(&number)
                || self.is_listener(tokens)
                || quoted && self.is_teller(tokens)
        };
        let ends = (start..head).rev().flat_map(|end| &self.mentions.ending[end]);
        ends.copied().find(|(number, tokens)| fits(*number, *tokens) && !told(*number, *tokens))
    }

    /// The speaker, of a pronoun that opens what a speaker says: "The army said it had…".
    fn speaker_of(self, phrase: &NounPhrase, part: Part) -> Option<(u32, TokenSpan)> {
        let span = self.segments.span(phrase.tokens);
        let opens = |content: Span| {
            let first = self.segments.tokens_in(content).start();
            content.contains(span)
                && (first..phrase.tokens.start()).all(|at| self.phrase(at).is_none())
        };
        let mut told = self.input.statements.iter();
        let statement = told.find(|one| one.content.first().is_some_and(|first| opens(*first)))?;
        // "No group has said it carried out the attack"
        let nobody = || {
            let source = self.segments.tokens_in(*statement.source.first()?);
            self.phrase_from(source.start()).filter(|source| self.is_nobody(source))
        };
        // "He was released, his family said"
        let of_another = statement.source.first().is_some_and(|source| {
            let first = self.segments.tokens_in(*source).start();
            part == Part::Singular && self.tag(first) == Tag::Possessive
        });
        if self.is_quoted(phrase.tokens.start()) || of_another || nobody().is_some() {
            return None;
        }
        let speaker = statement.speaker?;
        let entity = &self.input.entities[speaker.0 as usize];
        let person = matches!(entity.kind, EntityKind::Person | EntityKind::Civilians);
        let fits = match part {
            Part::Singular => person,
            Part::Neuter => !person,
            Part::Plural => true,
            _ => false,
        };
        let inside = |mention: &&Span| statement.source.iter().any(|one| one.contains(**mention));
        let mentions = || entity.mentions.iter();
        let mention = mentions()
            .find(inside)
            .or_else(|| mentions().rev().find(|mention| mention.end() <= span.start()))?;
        fits.then(|| (speaker.0, self.segments.tokens_in(*mention)))
    }

    /// The speaker, of a pronoun that is the source of a statement: "It denied killing".
    fn speaker_called(self, phrase: &NounPhrase) -> Option<(u32, TokenSpan)> {
        let span = self.segments.span(phrase.tokens);
        let mut told = self.input.statements.iter();
        let speaker = told.find(|one| one.source == [span])?.speaker?;
        let mentions = &self.input.entities[speaker.0 as usize].mentions;
        let before = mentions.iter().rev().find(|mention| mention.end() <= span.start())?;
        Some((speaker.0, self.segments.tokens_in(*before)))
    }

    /// Whether a token stands in a quotation.
    pub fn is_quoted(self, at: usize) -> bool {
        let span = self.segments.tokens[at].span;
        self.segments.quotes.iter().any(|quote| quote.span.contains(span))
    }

    /// Those whose own words a token stands in: to them "they" are others.
    fn speakers_around(self, at: usize) -> Vec<u32> {
        if !self.is_quoted(at) {
            return Vec::new();
        }
        let span = self.segments.tokens[at].span;
        let around = self.input.statements.iter();
        let around = around.filter(|one| one.content.iter().any(|content| content.contains(span)));
        around.filter_map(|one| Some(one.speaker?.0)).collect()
    }

    /// Whether a mention is of those who tell something.
    fn is_teller(self, tokens: TokenSpan) -> bool {
        let span = self.segments.span(tokens);
        let mut sources = self.input.statements.iter().flat_map(|one| &one.source);
        sources.any(|source| source.contains(span))
    }

    /// Whether it is those whom somebody told something: they stand between a cue and its content.
    fn is_listener(self, tokens: TokenSpan) -> bool {
        let span = self.segments.span(tokens);
        let between = |cue: &Span, content: &Span| {
            cue.end() <= span.start()
                && span.end() <= content.start()
                && self.segments.tokens_in(*content).start() <= tokens.end() + 1
        };
        self.input.statements.iter().any(|one| {
            let (Some(cue), Some(content)) = (one.cue.first(), one.content.first()) else {
                return false;
            };
            between(cue, content)
        })
    }

    /// The filler of a mention whose head is the token `head`, in a phrase that starts at `from`.
    pub fn filler_of(self, number: u32, tokens: TokenSpan, from: usize, head: usize) -> Filler {
        let entity = &self.input.entities[number as usize];
        let noun = self.nouns.head(self.segments, from, head).map(|(_, noun)| noun);
        // "UN peacekeepers" are people, whatever body they are of.
        let noun = noun.filter(|noun| {
            let people = noun.nature == Nature::People && noun.plural;
            noun.kind == entity.kind || entity.actor.is_none() || people
        });
        let named = noun.is_none() || entity.actor.is_some();
        let nature = noun.map_or_else(|| nature_of(entity.kind), |noun| noun.nature);
        // "The gang", when it is one with a name.
        let lasting = nature == Nature::Band && entity.actor.is_some();
        let nature = if lasting { Nature::Body } else { nature };
        // "the Hmar Liberation Army": the name tells whose army it is.
        let rebels = entity.kind == EntityKind::Group && nature == Nature::Body;
        let kind = noun.map_or(entity.kind, |noun| {
            if noun.kind == EntityKind::Other || rebels { entity.kind } else { noun.kind }
        });
        Filler {
            tokens,
            span: self.segments.span(tokens),
            entity: Some(EntityId(number)),
            kind: Some(kind),
            nature,
            class: noun.map(|noun| noun.class),
            is_plural: noun.is_some_and(|noun| noun.plural && noun.nature != Nature::Thing),
            named,
        }
    }
}

fn nature_of(kind: EntityKind) -> Nature {
    match kind {
        EntityKind::Person | EntityKind::Civilians => Nature::People,
        EntityKind::Facility
        | EntityKind::Vehicle
        | EntityKind::Weapon
        | EntityKind::Place
        | EntityKind::Other => Nature::Thing,
        _ => Nature::Body,
    }
}
