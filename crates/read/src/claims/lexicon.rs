use super::{
    frame::{Fill, Frame, Need, Slot},
    peaceful::Peaceful,
};
use crate::{
    Error,
    entities::{Class, EntityLexicon},
    packs::{LanguageFolder, Lexicon},
    segment::Tokenizer,
};
use dateline_doc::Polarity;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a language's words say about happenings.
#[derive(Default)]
pub struct ClaimLexicon {
    pub(super) triggers: Lexicon<Trigger>,
    pub(super) rows: Vec<TriggerRow>,
    pub(super) light: Lexicon<Light>,
    pub(super) modality: Lexicon<Modality>,
    pub(super) quantities: Lexicon<Quantity>,
    pub(super) auxiliaries: FxHashMap<String, Auxiliary>,
    pub(super) refinements: Vec<Refinement>,
    /// Words before those who act along with a subject.
    pub(super) company: Lexicon<()>,
    /// Words of accidents, disasters and games.
    pub(super) peaceful: Lexicon<Peaceful>,
}

/// A form of a trigger.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Trigger {
    /// Which row.
    pub row: usize,
    pub form: Form,
    /// Words that must follow within a few: "set … on fire".
    pub tail: Vec<String>,
}

/// What a form can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Form {
    pub past: bool,
    pub participle: bool,
    pub ing: bool,
    /// Base or third person.
    pub present: bool,
}

/// What a trigger is, grammatically.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Verb,
    Noun,
    /// "ten wounded", "three dead".
    State,
    /// A word of a language without parts of speech.
    Any,
}

/// One row of the triggers.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct TriggerRow {
    pub part: Part,
    pub kind: Arc<str>,
    pub frame: Frame,
    pub needs: Vec<Need>,
    /// What a number counts.
    pub count: Option<Arc<str>>,
}

impl TriggerRow {
    /// Whether what is acted on is harmed, or counted.
    pub fn says_harm(&self) -> bool {
        let object = self.frame.fill(&Slot::Object);
        self.count.is_some() || matches!(object, Some(Fill::Harmed | Fill::Target | Fill::Victim))
    }
}

/// A verb or phrase that says whose a happening is, and no more.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Light {
    pub agent: Agent,
    /// Of `Agent::Beyond`, the preposition before the actor.
    pub preposition: Option<Box<str>>,
    pub polarity: Option<Polarity>,
}

/// Where a light verb's agent stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Agent {
    /// Its subject, of a happening that is its object.
    Subject,
    /// Its object, of a happening that the object is tied to.
    Object,
    /// Right after it, of a happening before it.
    After,
    /// Behind its object and a preposition: "blamed the attack on the rebels".
    Beyond,
}

/// A word before a happening that says in what way it is put forward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Modality {
    pub polarity: Polarity,
    pub reach: Reach,
}

/// How far a word that says in what way a happening is put forward reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Over the verb group, or what stands right after it.
    Verb,
    /// Over the rest of the clause.
    Clause,
    /// Over the noun phrase, unless people stand in it: "a suspected attack", "a suspected rebel attack".
    Phrase,
}

/// A word of quantity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quantity {
    Value(u64),
    Scale(u64),
    One,
    Vague,
    Least,
    More,
    Most,
    Less,
    About,
    Between,
    And,
}

impl Quantity {
    /// Whether it bounds the number after it.
    pub fn is_bound(self) -> bool {
        matches!(
            self,
            Self::Least | Self::More | Self::Most | Self::Less | Self::About | Self::Between
        )
    }
}

/// An auxiliary verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Auxiliary {
    /// Makes the passive.
    Be,
    Other,
}

/// A more exact type by the weapon or the actor.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Refinement {
    pub kind: Arc<str>,
    pub weapon: Option<Class>,
    pub actor: Option<String>,
    pub becomes: Arc<str>,
}

impl ClaimLexicon {
    /// Loads `triggers.tsv`, `light.tsv`, `modality.tsv`, `quantities.tsv`, `company.tsv`, `peaceful.tsv`,
    /// `auxiliaries.tsv` and `refine.tsv`.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(
        folder: &LanguageFolder<'_>,
        tokenizer: &Tokenizer,
        entities: &EntityLexicon,
    ) -> Result<Self, Error> {
        let mut lexicon = Self::default();
        let cut = |phrase: &str| -> Vec<String> {
            let segments = tokenizer.segments(phrase);
            (0..segments.tokens.len()).map(|token| segments.fold(token).to_owned()).collect()
        };
        folder.rows("triggers.tsv", |row| {
            let number = lexicon.rows.len();
            let part = match row.get("pos")? {
                "verb" => Part::Verb,
                "noun" => Part::Noun,
                "state" => Part::State,
                "any" => Part::Any,
                _ => return Err(row.error("pos is verb, noun, state or any")),
            };
            let frame = row.get("frame")?.split_whitespace();
            let frame = frame
                .map(|cell| {
                    let (slot, fill) = cell.split_once('=')?;
                    Some((Slot::parse(slot), Fill::parse(fill)?))
                })
                .collect::<Option<Vec<_>>>()
                .ok_or_else(|| row.error("a frame is SLOT=ROLE …"))?;
            let needs = row.get("needs")?.split_whitespace().map(Need::parse);
            let needs = needs.collect::<Option<Vec<_>>>();
            let count = row.get("count")?;
            lexicon.rows.push(TriggerRow {
                part,
                kind: row.get("type")?.into(),
                frame: Frame(frame),
                needs: needs.ok_or_else(|| row.error("no such need"))?,
                count: (!count.is_empty()).then(|| count.into()),
            });
            for (surface, form) in forms(part, row.list("forms")?) {
                let (first, tail) = surface.split_once(" * ").unwrap_or((&surface, ""));
                let trigger = Trigger { row: number, form, tail: cut(tail) };
                lexicon.triggers.insert(&cut(first), trigger);
            }
            Ok(())
        })?;
        folder.rows("light.tsv", |row| {
            let (agent, preposition) = match row.get("agent")? {
                "subj" => (Agent::Subject, None),
                "obj" => (Agent::Object, None),
                "after" => (Agent::After, None),
                "" => return Err(row.error("agent is subj, obj, after or a preposition")),
                preposition => (Agent::Beyond, Some(Box::from(preposition))),
            };
            let polarity = match row.get("polarity")? {
                "" => None,
                word => Some(polarity(word).ok_or_else(|| row.error("no such polarity"))?),
            };
            for form in row.list("forms")? {
                let light = Light { agent, preposition: preposition.clone(), polarity };
                lexicon.light.insert(&cut(form), light);
            }
            Ok(())
        })?;
        folder.rows("modality.tsv", |row| {
            let polarity =
                polarity(row.get("polarity")?).ok_or_else(|| row.error("no such polarity"))?;
            let reach = match row.get("reach")? {
                "verb" => Reach::Verb,
                "clause" => Reach::Clause,
                "phrase" => Reach::Phrase,
                _ => return Err(row.error("reach is verb, clause or phrase")),
            };
            lexicon.modality.insert(&cut(row.get("form")?), Modality { polarity, reach });
            Ok(())
        })?;
        folder.rows("quantities.tsv", |row| {
            let value = || row.get("value")?.parse().map_err(|_| row.error("value is no number"));
            let quantity = match row.get("role")? {
                "value" => Quantity::Value(value()?),
                "scale" => Quantity::Scale(value()?),
                "one" => Quantity::One,
                "vague" => Quantity::Vague,
                "least" => Quantity::Least,
                "more" => Quantity::More,
                "most" => Quantity::Most,
                "less" => Quantity::Less,
                "about" => Quantity::About,
                "between" => Quantity::Between,
                "and" => Quantity::And,
                _ => return Err(row.error("no such role of a quantity")),
            };
            lexicon.quantities.insert(&cut(row.get("form")?), quantity);
            Ok(())
        })?;
        folder.rows("company.tsv", |row| {
            lexicon.company.insert(&cut(row.get("form")?), ());
            Ok(())
        })?;
        folder.rows("peaceful.tsv", |row| {
            let about = match row.get("about")? {
                "accident" => Peaceful::Accident,
                "game" => Peaceful::Game,
                _ => return Err(row.error("about is accident or game")),
            };
            row.list("forms")?.for_each(|form| lexicon.peaceful.insert(&cut(form), about));
            Ok(())
        })?;
        folder.rows("auxiliaries.tsv", |row| {
            let be = row.get("verb")? == "be";
            let auxiliary = if be { Auxiliary::Be } else { Auxiliary::Other };
            lexicon.auxiliaries.insert(row.get("form")?.to_lowercase(), auxiliary);
            Ok(())
        })?;
        folder.rows("refine.tsv", |row| {
            let weapon = row.get("weapon")?;
            let class = entities.class(weapon);
            if class.is_none() && !weapon.is_empty() {
                return Err(row.error("no head is of that class of weapon"));
            }
            let actor = Some(row.get("actor")?).filter(|actor| !actor.is_empty());
            lexicon.refinements.push(Refinement {
                kind: row.get("type")?.into(),
                weapon: class,
                actor: actor.map(str::to_owned),
                becomes: row.get("becomes")?.into(),
            });
            Ok(())
        })?;
        Ok(lexicon)
    }
}

/// The surface forms of a row, each once, with all that it can be.
fn forms<'a>(part: Part, cells: impl Iterator<Item = &'a str>) -> Vec<(String, Form)> {
    let mut forms: Vec<(String, Form)> = Vec::new();
    for (number, cell) in cells.enumerate() {
        for surface in cell.split(',') {
            let at = forms.iter().position(|(known, _)| known == surface);
            let at = at.unwrap_or_else(|| {
                forms.push((surface.to_owned(), Form::default()));
                forms.len() - 1
            });
            let form = &mut forms[at].1;
            match (part, number) {
                (Part::Verb, 0 | 1) => form.present = true,
                (Part::Verb, 2) => form.past = true,
                (Part::Verb, 3) => form.participle = true,
                (Part::Verb, _) => form.ing = true,
                _ => {}
            }
        }
    }
    forms
}

fn polarity(word: &str) -> Option<Polarity> {
    Some(match word {
        "asserted" => Polarity::Asserted,
        "denied" => Polarity::Denied,
        "supposed" => Polarity::Supposed,
        "planned" => Polarity::Planned,
        "threatened" => Polarity::Threatened,
        _ => return None,
    })
}
