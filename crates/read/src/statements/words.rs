use crate::{Error, packs::LanguageFolder};
use rustc_hash::FxHashMap;

/// What a word does in the grammar of reporting. Each class is one bit of a token's classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(super) enum Class {
    Be,
    Have,
    Do,
    Negation,
    /// Opens a reported clause.
    That,
    /// Opens a reported question.
    If,
    Wh,
    /// Opens a relative clause and can be its subject.
    Relative,
    /// Opens the agent of a passive.
    By,
    /// Prepositions that join a modifier to a noun phrase.
    Modifier,
    /// Opens a clause of time, cause or condition.
    Clause,
    /// Opens a clause that contrasts with the one before.
    Contrast,
    And,
    /// Says that a content may not be so.
    Hedge,
    Pronoun,
    /// Words of time that stand between a cue and its content.
    Time,
    /// Nouns for the occasion or the paper on which something is said.
    Occasion,
    /// Nouns for people without a name.
    Generic,
    /// Nouns for bodies.
    Institution,
    /// Nouns for publishers and broadcasters.
    Outlet,
    /// Nouns that stand before a person's name.
    Title,
    /// Words of a source's wish to stay without a name.
    Anonymity,
    /// Determiners that point back to one spoken of before.
    Definite,
    /// Pronouns for one person.
    Person,
    /// Of these, for a man: "he".
    Man,
    /// Pronouns for one body.
    Thing,
    /// Pronouns for those who speak.
    Own,
    /// Opens the name that somebody goes by.
    Alias,
    /// What bodies are in charge of: tells the agency of a state from one of news.
    Remit,
    /// Joins a quoting verb to the words of the one who is quoted.
    As,
    /// Modals that are a hedge unless negated.
    Ability,
    /// Stands before the amount that something is put at.
    Level,
    /// Words before a colon that say of what kind a text is: "Update: …".
    Label,
    /// Nouns for what happens, which a verb such as "report" tells as a clause would.
    Happening,
    /// Pronouns that point back to the subject: "calling itself".
    Reflexive,
    /// What somebody is held who is blamed: "held the army responsible".
    Blamed,
    /// Nouns for what was said of somebody, which another then answers: "a charge the army denies".
    Charge,
}

const CLASSES: &[(&str, Class)] = &[
    ("be", Class::Be),
    ("have", Class::Have),
    ("do", Class::Do),
    ("negation", Class::Negation),
    ("that", Class::That),
    ("if", Class::If),
    ("wh", Class::Wh),
    ("relative", Class::Relative),
    ("by", Class::By),
    ("modifier", Class::Modifier),
    ("clause", Class::Clause),
    ("contrast", Class::Contrast),
    ("and", Class::And),
    ("hedge", Class::Hedge),
    ("pronoun", Class::Pronoun),
    ("time", Class::Time),
    ("occasion", Class::Occasion),
    ("generic", Class::Generic),
    ("institution", Class::Institution),
    ("outlet", Class::Outlet),
    ("title", Class::Title),
    ("anonymity", Class::Anonymity),
    ("definite", Class::Definite),
    ("person", Class::Person),
    ("man", Class::Man),
    ("thing", Class::Thing),
    ("own", Class::Own),
    ("alias", Class::Alias),
    ("remit", Class::Remit),
    ("as", Class::As),
    ("ability", Class::Ability),
    ("level", Class::Level),
    ("label", Class::Label),
    ("happening", Class::Happening),
    ("charge", Class::Charge),
    ("reflexive", Class::Reflexive),
    ("blamed", Class::Blamed),
];

/// The classes of one word, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }
}

/// The words of `statement_words.tsv` by folded form.
#[derive(Default)]
pub(super) struct Words {
    classes: FxHashMap<Box<str>, Classes>,
}

impl Words {
    pub(super) fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut words = Self::default();
        folder.rows("statement_words.tsv", |row| {
            let name = row.get("class")?;
            let class = CLASSES.iter().find(|(known, _)| *known == name);
            let (_, class) = class.ok_or_else(|| {
                let known: Vec<&str> = CLASSES.iter().map(|(name, _)| *name).collect();
                row.error(&format!("class {name:?} is none of {}", known.join(", ")))
            })?;
            for form in row.list("form")? {
                words.classes.entry(form.into()).or_default().0 |= 1 << *class as u64;
            }
            Ok(())
        })?;
        Ok(words)
    }

    pub(super) fn of(&self, folded: &str) -> Classes {
        self.classes.get(folded).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_own_bit() {
        for (number, (_, class)) in CLASSES.iter().enumerate() {
            let classes = Classes(1 << *class as u64);
            let others = CLASSES.iter().enumerate().filter(|(other, _)| *other != number);
            assert!(
                classes.has(*class)
                    && others.into_iter().all(|(_, (_, other))| !classes.has(*other))
            );
        }
    }
}
