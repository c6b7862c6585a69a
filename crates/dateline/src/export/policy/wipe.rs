//! Names, wiped out of texts.

use std::collections::BTreeSet;

/// What stands where a name stood.
pub const MARK: &str = "[a person]";

/// A part of a name shorter than this is too common to be a name by itself.
const PART: usize = 3;

/// Letters that scripts without case may join to the front of a name: articles, conjunctions, prepositions.
const JOINED: usize = 2;

/// Names, longest first, so that a full name goes before its parts.
pub struct Names(Vec<String>);

impl Names {
    /// The names and their parts: reports use a surname alone.
    pub fn of(names: &BTreeSet<String>) -> Self {
        let mut all = BTreeSet::new();
        for name in names {
            let name = name.trim();
            let parts = name.split_whitespace().map(bare).filter(|part| is_telling(part));
            for form in parts.chain([name]).filter(|form| !form.is_empty()) {
                all.extend([form.to_owned(), form.to_uppercase()]);
            }
        }
        let mut all: Vec<String> = all.into_iter().collect();
        all.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        Self(all)
    }

    /// Puts [`MARK`] in the place of every name.
    pub fn wipe(&self, text: &mut String) {
        for name in &self.0 {
            if text.contains(name.as_str()) {
                *text = without(text, name);
            }
        }
        let doubled = format!("{MARK} {MARK}");
        while text.contains(&doubled) {
            *text = text.replace(&doubled, MARK);
        }
    }

    /// Whether the words of an address hold a name or a part of one.
    pub fn are_in_address(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        let words: Vec<&str> = address.split(|letter: char| !letter.is_alphanumeric()).collect();
        self.0.iter().filter(|name| name.chars().count() >= IN_ADDRESS).any(|name| {
            let name = name.to_lowercase();
            words.contains(&name.as_str())
        })
    }
}

/// Letters of a part of a name that tells of whom by itself in an address, where no capitals do.
const IN_ADDRESS: usize = 4;

/// Whether some words name someone: a farmer is nobody's name.
pub fn is_name(words: &str) -> bool {
    words.split_whitespace().map(bare).any(is_telling)
}

fn bare(part: &str) -> &str {
    part.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Whether a part of a name tells of whom: not a particle ("al", "bin", "de").
fn is_telling(part: &str) -> bool {
    let first = part.chars().next();
    part.chars().count() >= PART && first.is_some_and(|letter| !letter.is_lowercase())
}

fn without(text: &str, name: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let whole = starts_word(&left, before, name) && !after.starts_with(char::is_alphanumeric);
        left.push_str(before);
        left.push_str(if whole { MARK } else { name });
        rest = after;
    }
    left.push_str(rest);
    left
}

/// Whether a name that follows `earlier` and `before` begins there, particles aside.
fn starts_word(earlier: &str, before: &str, name: &str) -> bool {
    let letters = before.chars().rev().chain(earlier.chars().rev());
    let joined = letters.take_while(|letter| letter.is_alphanumeric()).count();
    let cased = name.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    joined == 0 || (!cased && joined <= JOINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wiped(names: &[&str], text: &str) -> String {
        let names = Names::of(&names.iter().map(|name| (*name).to_owned()).collect());
        let mut text = text.to_owned();
        names.wipe(&mut text);
        text
    }

    #[test]
    fn full_names_and_surnames_go() {
        let text = "Yusuf Danjuma, 34, was shot; Mr Danjuma's brother saw it.";
        let left = "[a person], 34, was shot; Mr [a person]'s brother saw it.";
        assert_eq!(wiped(&["Yusuf Danjuma"], text), left);
    }

    #[test]
    fn words_that_only_contain_a_name_stay() {
        assert_eq!(wiped(&["Ali Ba"], "Alioune left Bamako."), "Alioune left Bamako.");
    }

    #[test]
    fn particles_joined_to_a_name_do_not_save_it() {
        assert_eq!(wiped(&["محمد الخطيب"], "قتل محمد الخطيب ومحمد"), "قتل [a person] و[a person]");
    }

    #[test]
    fn an_address_tells_a_name_in_its_words() {
        let names = Names::of(&["Yusuf Danjuma".to_owned()].into());
        assert!(names.are_in_address("https://a.example/2024/trader-danjuma-shot"));
        assert!(!names.are_in_address("https://a.example/2024/danjumatown"));
    }

    #[test]
    fn particles_alone_stay() {
        assert_eq!(wiped(&["Omar bin Said"], "bin left for Said"), "bin left for [a person]");
    }
}
