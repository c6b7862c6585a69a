use super::registry::kind;
use crate::{
    Error,
    packs::{LanguageFolder, Lexicon, Row},
    segment::Tokenizer,
};
use dateline_doc::{EntityKind, Segments};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a language's words say about who and what is spoken of.
#[derive(Default)]
pub struct EntityLexicon {
    heads: Lexicon<Head>,
    classes: Vec<String>,
    /// Most tokens of a head.
    longest_head: usize,
    /// Titles and offices that stand before a person's name.
    pub titles: Lexicon<()>,
    /// What stands before the name that a group gives itself: "calling itself".
    pub callings: Lexicon<()>,
    /// Words that make a name a body's.
    bodies: FxHashMap<String, Body>,
    /// Publishers and broadcasters; the value numbers the outlet.
    pub outlets: Lexicon<u32>,
    given_names: FxHashSet<String>,
    /// Words with a part in finding mentions, by their part.
    words: FxHashMap<String, Part>,
}

/// A head noun, by number among the heads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Which noun, whatever its form.
    pub lemma: u32,
    /// Whether the form is the plural.
    pub plural: bool,
    /// How what it names acts and is acted on.
    pub nature: Nature,
    /// What an entity of that head is.
    pub kind: EntityKind,
    /// The finer class.
    pub class: Class,
}

/// How something acts and is acted on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// Persons, who are counted one by one.
    People,
    /// A body, which acts as one.
    Body,
    /// Some persons together, who are no lasting body: a patrol, a gang.
    Band,
    /// A thing.
    Thing,
}

/// The finer class of a head, by number; see [`EntityLexicon::class`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Class(u16);

/// What a word says of the body whose name it is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Body {
    /// What the body is.
    pub kind: EntityKind,
    /// Whether it publishes or broadcasts.
    pub outlet: bool,
}

/// A part that a function word plays in finding mentions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Joins the words of a name: "de", "al".
    Particle,
    /// Joins a part to its whole: "of".
    Of,
    /// Joins fighters to the body they are of, as what joins a part to its whole does: "from".
    Member,
    /// Stands before a party that acts: "by", "against".
    Party,
    /// Brings up somebody new: "a".
    Indefinite,
    /// Stands for several people or bodies spoken of before: "they".
    Plural,
    /// Stands for one person spoken of before: "he".
    Singular,
    /// Stands for one body spoken of before: "it".
    Neuter,
    /// Says how much of something: "a part of", "hundreds of".
    Share,
    /// Bounds a number or says how many, and is no part of what a thing is called: "least", "several".
    Bound,
    /// Opens a clause, so that what follows is its subject: "that", "when".
    Clause,
    /// Makes an army one of rebels: "Liberation" in a name.
    Rebel,
    /// Tells in what somebody does something: "in an attack".
    Within,
    /// Turns to something else: "separately".
    Anew,
    /// Stands for where a report is filed from: "here".
    Here,
}

impl EntityLexicon {
    /// Loads `heads.tsv`, `further_heads.tsv`, `titles.tsv`, `callings.tsv`, `bodies.tsv`, `outlet_names.tsv`, `outlets.tsv`, `given_names.tsv` and `name_words.tsv`.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(folder: &LanguageFolder<'_>, tokenizer: &Tokenizer) -> Result<Self, Error> {
        let mut lexicon = Self::default();
        let cut = |phrase: &str| -> Vec<String> {
            let segments: Segments = tokenizer.segments(phrase);
            (0..segments.tokens.len()).map(|token| segments.fold(token).to_owned()).collect()
        };
        let mut lemma = 0;
        let mut head = |row: Row<'_, '_>| {
            lemma += 1;
            let kind = kind(row.get("kind")?).ok_or_else(|| row.error("no such kind"))?;
            let nature = match row.get("as")? {
                "people" => Nature::People,
                "body" => Nature::Body,
                "band" => Nature::Band,
                "thing" => Nature::Thing,
                _ => return Err(row.error("`as` is people, body, band or thing")),
            };
            let class = lexicon.intern(row.get("class")?);
            for (number, form) in row.list("forms")?.enumerate() {
                let tokens = cut(form);
                lexicon.longest_head = lexicon.longest_head.max(tokens.len());
                lexicon
                    .heads
                    .insert(&tokens, Head { lemma, plural: number > 0, nature, kind, class });
            }
            Ok(())
        };
        folder.rows("heads.tsv", &mut head)?;
        folder.rows("further_heads.tsv", &mut head)?;
        folder.rows("titles.tsv", |row| {
            lexicon.titles.insert(&cut(row.get("form")?), ());
            Ok(())
        })?;
        folder.rows("callings.tsv", |row| {
            row.list("forms")?.for_each(|form| lexicon.callings.insert(&cut(form), ()));
            Ok(())
        })?;
        folder.rows("bodies.tsv", |row| {
            let kind = kind(row.get("kind")?).ok_or_else(|| row.error("no such kind"))?;
            let outlet = row.get("outlet")? == "yes";
            lexicon.bodies.insert(row.get("word")?.to_lowercase(), Body { kind, outlet });
            Ok(())
        })?;
        let mut outlet = 0;
        folder.rows("outlet_names.tsv", |row| {
            outlet += 1;
            row.list("forms")?.for_each(|form| lexicon.outlets.insert(&cut(form), outlet));
            Ok(())
        })?;
        folder.rows("outlets.tsv", |row| {
            outlet += 1;
            if row.get("kind")? == "name" {
                lexicon.outlets.insert(&cut(row.get("form")?), outlet);
            }
            Ok(())
        })?;
        folder.rows("given_names.tsv", |row| {
            lexicon.given_names.insert(row.get("name")?.to_lowercase());
            Ok(())
        })?;
        folder.rows("name_words.tsv", |row| {
            let part = match row.get("part")? {
                "particle" => Part::Particle,
                "of" => Part::Of,
                "member" => Part::Member,
                "party" => Part::Party,
                "here" => Part::Here,
                "indefinite" => Part::Indefinite,
                "plural" => Part::Plural,
                "singular" => Part::Singular,
                "neuter" => Part::Neuter,
                "share" => Part::Share,
                "bound" => Part::Bound,
                "clause" => Part::Clause,
                "within" => Part::Within,
                "anew" => Part::Anew,
                "rebel" => Part::Rebel,
                _ => return Err(row.error("no such part of a word in names")),
            };
            lexicon.words.insert(row.get("word")?.to_lowercase(), part);
            Ok(())
        })?;
        Ok(lexicon)
    }

    fn intern(&mut self, class: &str) -> Class {
        let known = self.classes.iter().position(|name| name == class);
        let at = known.unwrap_or_else(|| {
            self.classes.push(class.to_owned());
            self.classes.len() - 1
        });
        Class(at as u16)
    }

    /// The class of a name; `None` when no head is of it.
    pub fn class(&self, name: &str) -> Option<Class> {
        let at = self.classes.iter().position(|class| class == name)?;
        Some(Class(at as u16))
    }

    /// The longest head that ends with the token `last`, no earlier than `from`, with its first token.
    pub fn head(&self, segments: &Segments, from: usize, last: usize) -> Option<(usize, Head)> {
        let first = (last + 1).saturating_sub(self.longest_head).max(from);
        (first..=last).find_map(|start| {
            let mut heads = self.heads.matches(segments, start);
            heads.find(|(length, _)| start + length == last + 1).map(|(_, head)| (start, *head))
        })
    }

    /// What a folded word says of the body whose name it is part of.
    pub fn body(&self, word: &str) -> Option<Body> {
        self.bodies.get(word).copied()
    }

    /// Whether the language has no nouns for people and things.
    pub fn is_empty(&self) -> bool {
        self.longest_head == 0
    }

    /// Whether a folded word is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// Whether a folded word joins a part to its whole.
    pub fn is_of(&self, word: &str) -> bool {
        self.part(word) == Some(Part::Of)
    }

    /// The part that a folded word plays in finding mentions.
    pub fn part(&self, word: &str) -> Option<Part> {
        self.words.get(word).copied()
    }
}
