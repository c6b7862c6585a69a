//! Brill's rule-based tagger (Brill 1992): a lexicon, rules for unknown words, rules over contexts; all data.

mod context;
mod unknown;

use crate::{Error, packs::LanguageFolder};
use context::ContextRule;
use dateline_doc::{Segments, Tag, Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use unknown::UnknownRule;

/// A Penn Treebank tag by number in the tagger's own list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Penn(u8);

/// Gives every token its part of speech.
pub struct Tagger {
    tags: Vec<Tag>,
    lexicon: FxHashMap<Box<str>, Penn>,
    /// Folded words with another tag in the lexicon that can be verbs too.
    verbs: FxHashSet<Box<str>>,
    unknown: Vec<UnknownRule>,
    context: Vec<ContextRule>,
    noun: Penn,
    name: Penn,
    numeral: Penn,
    mark: Penn,
}

#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn number(&mut self, name: &str) -> Penn {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        Penn(u8::try_from(at).unwrap_or(u8::MAX))
    }
}

impl Tagger {
    /// Loads `tagger/lexicon.tsv`, `tagger/own.tsv` over it, `tagger/unknown.txt` and `tagger/context.txt`,
    /// each followed by its `own_` file;
    /// `None` when the pack has none.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Option<Self>, Error> {
        let Some(words) = folder.text("tagger/lexicon.tsv")? else { return Ok(None) };
        let mut names = Names::default();
        let mut lexicon = FxHashMap::default();
        for line in words.lines().filter(|line| !line.starts_with('#')) {
            if let Some((word, tag)) = line.split_once('\t') {
                lexicon.insert(word.into(), names.number(tag));
            }
        }
        let mut verbs = FxHashSet::default();
        folder.rows("tagger/own.tsv", |row| {
            let form = row.get("form")?;
            if !row.get("tag")?.is_empty() {
                lexicon.insert(form.into(), names.number(row.get("tag")?));
            }
            if row.get("verb")? == "yes" {
                verbs.insert(form.into());
            }
            Ok(())
        })?;
        let mut unknown = Vec::new();
        for file in ["tagger/unknown.txt", "tagger/own_unknown.txt"] {
            unknown.extend(rules(folder, file, |line| unknown::parse(line, &mut names))?);
        }
        let mut context = Vec::new();
        for file in ["tagger/context.txt", "tagger/own_context.txt"] {
            context.extend(rules(folder, file, |line| context::parse(line, &mut names))?);
        }
        let [noun, name, numeral, mark] = ["NN", "NNP", "CD", "."].map(|tag| names.number(tag));
        let tags = names.0.iter().map(|name| tag_of(name)).collect();
        Ok(Some(Self { tags, lexicon, verbs, unknown, context, noun, name, numeral, mark }))
    }

    /// Whether a folded word is in the lexicon as it is written in running text: not only as a name.
    pub fn knows(&self, folded: &str) -> bool {
        self.lexicon.get(folded).is_some_and(|tag| *tag != self.name)
    }

    /// Sets the tag of every token. `cased` tells whether capitals mean anything in the text.
    pub fn tag(&self, text: &str, segments: &mut Segments, cased: bool) {
        let mut tags: Vec<Penn> = Vec::with_capacity(segments.tokens.len());
        for sentence in &segments.sentences {
            let shouting = cased && is_shouting(text, segments, sentence.range());
            for token in sentence.range() {
                let first = token == sentence.start();
                tags.push(self.initial(text, segments, token, first, cased && !shouting));
            }
        }
        self.correct(text, segments, &mut tags, cased);
        for (token, tag) in segments.tokens.iter_mut().zip(tags) {
            token.tag = self.tags[tag.0 as usize];
        }
    }

    /// Whether the folded word is an ordinary word: in the lexicon in lower case, and not as a name.
    pub fn is_common(&self, folded: &str) -> bool {
        self.lexicon.get(folded).is_some_and(|tag| self.tags[tag.0 as usize] != Tag::Name)
    }

    /// Whether a sentence may begin with the folded word though a name may go on before it, as in "in the U.S. The":
    /// one that no name begins with.
    pub fn opens_sentence(&self, folded: &str) -> bool {
        self.lexicon.get(folded).is_some_and(|tag| {
            use Tag::{
                Adverb, Conjunction, Determiner, Existential, Gerund, Modal, Numeral, Possessive,
                Preposition, Pronoun, To, Wh,
            };
            matches!(
                self.tags[tag.0 as usize],
                Adverb
                    | Conjunction
                    | Determiner
                    | Existential
                    | Gerund
                    | Modal
                    | Numeral
                    | Possessive
                    | Preposition
                    | Pronoun
                    | To
                    | Wh
            )
        })
    }

    /// Applies the context rules. One that makes a verb spares words that the lexicon knows and that are none:
    /// "to Iraqi police", and one that makes a gerund a noun after its article that does not end like one: "a charge
    /// the army denied"; one that makes a name spares modifiers written small: "Mr Haddad strongly condemned",
    /// "southern Tripoli".
    fn correct(&self, text: &str, segments: &Segments, tags: &mut [Penn], cased: bool) {
        let folds: Vec<&str> = (0..tags.len()).map(|token| segments.fold(token)).collect();
        let verbless = |(fold, tag): (&&str, &Penn)| {
            !self.is_verb(*tag) && self.lexicon.contains_key(*fold) && !self.verbs.contains(*fold)
                || *tag == self.name
        };
        let fixed: Vec<bool> = folds.iter().zip(tags.iter()).map(verbless).collect();
        let led = |at: usize| {
            at.checked_sub(1).is_some_and(|at| self.tags[tags[at].0 as usize] == Tag::Determiner)
        };
        let gerundless: Vec<bool> =
            (0..tags.len()).map(|at| fixed[at] || led(at) && !folds[at].ends_with("ing")).collect();
        let small = |token: &Token| cased && text[token.span].starts_with(char::is_lowercase);
        let modifier =
            |tag: Penn| matches!(self.tags[tag.0 as usize], Tag::Adverb | Tag::Adjective);
        let nameless: Vec<bool> = segments
            .tokens
            .iter()
            .zip(tags.iter())
            .map(|(token, tag)| small(token) && modifier(*tag))
            .collect();
        for rule in &self.context {
            let spares = match self.tags[rule.to().0 as usize] {
                Tag::Name => Some(nameless.as_slice()),
                Tag::Gerund => Some(gerundless.as_slice()),
                _ => self.is_verb(rule.to()).then_some(fixed.as_slice()),
            };
            rule.apply(tags, &folds, spares);
        }
    }

    fn is_verb(&self, tag: Penn) -> bool {
        let tag = self.tags[tag.0 as usize];
        matches!(tag, Tag::Verb | Tag::VerbPast | Tag::VerbPresent | Tag::Gerund | Tag::Participle)
    }

    fn initial(
        &self,
        text: &str,
        segments: &Segments,
        token: usize,
        first: bool,
        cased: bool,
    ) -> Penn {
        let folded = segments.fold(token);
        let kind = segments.tokens[token].kind;
        match kind {
            TokenKind::Punctuation => {
                return self.lexicon.get(folded).copied().unwrap_or(self.mark);
            }
            TokenKind::Number if !folded.contains(char::is_alphabetic) => return self.numeral,
            _ => {}
        }
        let word = &text[segments.tokens[token].span];
        let capital = word.starts_with(char::is_uppercase);
        let known = |form: &str| self.lexicon.get(form).copied();
        // "US officials": no pronoun.
        let upper = word.len() > 1 && !word.contains(char::is_lowercase);
        let found = match (cased, capital, first) {
            (true, true, true) if upper => known(word).or_else(|| known(folded)),
            (true, true, true) => known(folded).or_else(|| known(word)),
            // "captured Sake": a foreign word with a capital is a name.
            (true, true, false) => known(word)
                .filter(|tag| self.tags[tag.0 as usize] != Tag::Other)
                .or(Some(self.name)),
            (true, false, _) => known(word),
            (false, ..) => known(folded).or_else(|| known(&capitalised(folded))),
        };
        found.unwrap_or_else(|| self.guess(folded, capital && cased && kind == TokenKind::Word))
    }

    fn guess(&self, folded: &str, capital: bool) -> Penn {
        let start = if capital { self.name } else { self.noun };
        let known = |form: &str| self.lexicon.contains_key(form);
        self.unknown.iter().fold(start, |tag, rule| rule.apply(folded, tag, known))
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a sentence of a cased text is set in capitals, as headlines and datelines are.
fn is_shouting(text: &str, segments: &Segments, tokens: std::ops::Range<usize>) -> bool {
    let words = || {
        let inside = segments.tokens[tokens.clone()].iter();
        inside.filter(|token| token.kind == TokenKind::Word).map(|token| &text[token.span])
    };
    words().count() > 3 && !words().any(|word| word.contains(char::is_lowercase))
}

fn rules<T>(
    folder: &LanguageFolder<'_>,
    file: &str,
    mut parse: impl FnMut(&str) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let lines = folder.text(file)?.unwrap_or_default().lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            parse(line).ok_or_else(|| {
                let tag = folder.tag;
                Error::new(format!("packs/lang/{tag}/{file}:{}: not a rule: {line}", number + 1))
            })
        })
        .collect()
}

fn tag_of(penn: &str) -> Tag {
    match penn {
        "NN" => Tag::Noun,
        "NNS" => Tag::Nouns,
        "NNP" | "NNPS" => Tag::Name,
        "VB" => Tag::Verb,
        "VBD" => Tag::VerbPast,
        "VBZ" | "VBP" => Tag::VerbPresent,
        "VBG" => Tag::Gerund,
        "VBN" => Tag::Participle,
        "MD" => Tag::Modal,
        "JJ" | "JJR" | "JJS" => Tag::Adjective,
        "RB" | "RBR" | "RBS" => Tag::Adverb,
        "DT" | "PDT" => Tag::Determiner,
        "PRP$" => Tag::Possessive,
        "POS" => Tag::Genitive,
        "PRP" => Tag::Pronoun,
        "IN" => Tag::Preposition,
        "TO" => Tag::To,
        "CC" => Tag::Conjunction,
        "WDT" | "WP" | "WP$" | "WRB" => Tag::Wh,
        "RP" => Tag::Particle,
        "CD" => Tag::Numeral,
        "EX" => Tag::Existential,
        "UH" => Tag::Interjection,
        "FW" | "SYM" | "LS" | "$" | "#" => Tag::Other,
        _ => Tag::Mark,
    }
}
