//! The grammar of a language's time expressions: its words and patterns, as the pack's tables give them.

use super::{
    numbers::{NumberWord, NumberWords},
    pattern::{Element, Row, parse_pattern},
    step::{Step, parse_steps},
    trie::Trie,
};
use crate::{Error, packs::LanguageFolder, segment::Tokenizer};
use dateline_doc::Tag;
use rustc_hash::{FxHashMap, FxHashSet};

/// A word, class or part of speech that patterns are made of, by number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Atom(pub u16);

/// Tables of words: the table's name is the class, the column of values the field it sets.
const WORD_LISTS: [(&str, &str); 7] = [
    ("months", "month"),
    ("weekdays", "weekday"),
    ("units", "unit"),
    ("seasons", "season"),
    ("dayparts", "part"),
    ("holidays", "holiday"),
    ("vague", "amount"),
];

/// The parts of speech in the order of their numbers.
const TAGS: [Tag; 24] = [
    Tag::Noun,
    Tag::Nouns,
    Tag::Name,
    Tag::Verb,
    Tag::VerbPast,
    Tag::VerbPresent,
    Tag::Gerund,
    Tag::Participle,
    Tag::Modal,
    Tag::Adjective,
    Tag::Adverb,
    Tag::Determiner,
    Tag::Possessive,
    Tag::Genitive,
    Tag::Pronoun,
    Tag::Preposition,
    Tag::To,
    Tag::Conjunction,
    Tag::Wh,
    Tag::Particle,
    Tag::Numeral,
    Tag::Existential,
    Tag::Interjection,
    Tag::Mark,
];

/// How many passes a grammar may have; a pattern is made of what earlier passes found.
pub const PASSES: usize = 6;

/// A language's words and patterns for times.
#[derive(Default)]
pub struct Grammar {
    atoms: FxHashMap<Box<str>, Atom>,
    prefixes: Vec<Box<str>>,
    /// By [`Tag`] as a number.
    tags: Vec<Option<Atom>>,
    /// Words that mean something else unless written with a capital.
    capitals: FxHashSet<Atom>,
    /// Words that numbers are made of.
    pub numbers: NumberWords,
    /// The patterns by pass.
    pub passes: Vec<Trie>,
    /// What each pattern makes, in the tables' order.
    pub rows: Vec<Row>,
}

impl Grammar {
    /// Loads the tables in `times/`; `None` when the pack has no patterns.
    ///
    /// # Errors
    /// When a table is malformed.
    pub fn load(folder: &LanguageFolder<'_>, tokenizer: &Tokenizer) -> Result<Option<Self>, Error> {
        if folder.text("times/patterns.tsv")?.is_none() {
            return Ok(None);
        }
        let mut grammar = Self::default();
        grammar.passes.resize_with(PASSES, Trie::default);
        grammar.load_numbers(folder)?;
        for (list, field) in WORD_LISTS {
            grammar.load_words(folder, tokenizer, list, field)?;
        }
        grammar.load_patterns(folder)?;
        folder.rows("times/prefixes.tsv", |row| {
            let prefix = row.get("form")?;
            grammar.intern(prefix);
            grammar.prefixes.push(prefix.into());
            Ok(())
        })?;
        grammar.tags = TAGS.iter().map(|tag| grammar.atom(&format!(":{tag:?}"))).collect();
        Ok(Some(grammar))
    }

    /// The number of a word, class (`{month}`) or part of speech (`:Noun`).
    pub fn atom(&self, name: &str) -> Option<Atom> {
        self.atoms.get(name).copied()
    }

    /// The number of a part of speech, where some pattern asks for it.
    pub fn tag(&self, tag: Tag) -> Option<Atom> {
        self.tags.get(tag as usize).copied().flatten()
    }

    /// The length of a prefix with which `word` is a known word, and that word.
    pub fn prefixed(&self, word: &str) -> Option<(usize, Atom)> {
        self.prefixes.iter().find_map(|prefix| {
            let rest = word.strip_prefix(&**prefix)?;
            Some((prefix.len(), self.atom(rest)?))
        })
    }

    /// Whether a word needs a capital to be the word of the table.
    pub fn needs_capital(&self, atom: Atom) -> bool {
        self.capitals.contains(&atom)
    }

    fn intern(&mut self, name: &str) -> Atom {
        if let Some(atom) = self.atoms.get(name) {
            return *atom;
        }
        let atom = Atom(self.atoms.len() as u16);
        self.atoms.insert(name.into(), atom);
        atom
    }

    fn load_numbers(&mut self, folder: &LanguageFolder<'_>) -> Result<(), Error> {
        folder.rows("times/numbers.tsv", |row| {
            let number =
                || row.get("value")?.parse::<i64>().map_err(|_| row.error("value is not a number"));
            let word = match row.get("kind")? {
                "cardinal" => NumberWord::Cardinal(number()?),
                "scale" => NumberWord::Scale(number()?),
                "ordinal" => NumberWord::Ordinal(number()?),
                "joiner" => NumberWord::Joiner,
                other => return Err(row.error(&format!("kind {other:?} is unknown"))),
            };
            for form in row.list("form")? {
                let atom = self.intern(form);
                self.numbers.insert(atom, word);
            }
            Ok(())
        })
    }

    fn load_words(
        &mut self,
        folder: &LanguageFolder<'_>,
        tokenizer: &Tokenizer,
        list: &str,
        field: &str,
    ) -> Result<(), Error> {
        folder.rows(&format!("times/{list}.tsv"), |row| {
            let steps = parse_steps(&format!("{field}={}", row.get("value")?))
                .map_err(|what| row.error(&what))?;
            let classes: Vec<Atom> =
                row.list("class")?.map(|class| self.intern(&format!("{{{class}}}"))).collect();
            let capital = row.get("capital")? == "yes";
            let number = self.rows.len();
            for form in row.list("form")? {
                let cut = tokenizer.segments(form);
                let words: Vec<Element> = (0..cut.tokens.len())
                    .flat_map(|token| split_hyphens(cut.fold(token)))
                    .map(|word| Element::Atom(self.intern(word)))
                    .collect();
                if let (true, Some(Element::Atom(first))) = (capital, words.first()) {
                    self.capitals.insert(*first);
                }
                self.passes[0].insert(&words, number);
            }
            self.rows.push(Row { classes, steps, whole: false, blocks: false });
            Ok(())
        })
    }

    fn load_patterns(&mut self, folder: &LanguageFolder<'_>) -> Result<(), Error> {
        folder.rows("times/patterns.tsv", |row| {
            let pass: usize = row.get("pass")?.parse().unwrap_or(PASSES);
            if pass >= PASSES {
                return Err(row.error(&format!("pass is not a number from 0 to {}", PASSES - 1)));
            }
            let meaning = row.get("meaning")?;
            let steps = parse_steps(meaning).map_err(|what| row.error(&what))?;
            let sequences = parse_pattern(row.get("pattern")?, &mut |name: &str| self.intern(name))
                .map_err(|what| row.error(&what))?;
            let classes: Vec<Atom> =
                row.list("class")?.map(|class| self.intern(&format!("{{{class}}}"))).collect();
            let words = |word: &str| meaning.split(' ').any(|other| other == word);
            let whole = steps.iter().any(Step::makes_whole) || words("whole");
            for sequence in sequences {
                self.passes[pass].insert(&sequence, self.rows.len());
            }
            self.rows.push(Row { classes, steps, whole, blocks: words("none") });
            Ok(())
        })?;
        Ok(())
    }
}

fn split_hyphens(word: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    for (number, part) in word.split('-').enumerate() {
        if number > 0 {
            parts.push("-");
        }
        parts.push(part);
    }
    parts.retain(|part| !part.is_empty());
    parts
}
