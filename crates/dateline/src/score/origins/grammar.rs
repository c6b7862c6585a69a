use super::chance::Chance;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// How made-up reports are written: sections of alternatives, `== name` above each.
///
/// In an alternative `{name}` stands for one of that section; in capitals it is chosen once for a
/// story, under its name with any digits after it. `{3-9}` is a number of that range.
pub struct Grammar {
    sections: BTreeMap<String, Vec<String>>,
}

impl Grammar {
    /// Reads a grammar; lines that start with `#` are notes.
    pub fn parse(text: &str) -> Result<Self> {
        let mut sections: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut current = None;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(name) = line.strip_prefix("== ") {
                current = Some(name.to_owned());
            } else if !line.starts_with('#') {
                let name = current.clone().context("a line stands above the first section")?;
                sections.entry(name).or_default().push(line.to_owned());
            }
        }
        let grammar = Self { sections };
        grammar.check()?;
        Ok(grammar)
    }

    /// The alternatives of a section; none when there is no such section.
    pub fn section(&self, name: &str) -> &[String] {
        self.sections.get(name).map_or(&[], Vec::as_slice)
    }

    fn check(&self) -> Result<()> {
        for (name, line) in self
            .sections
            .iter()
            .flat_map(|(name, lines)| lines.iter().map(move |line| (name, line)))
        {
            for slot in line.split('{').skip(1).filter_map(|part| part.split_once('}')) {
                let section = slot.0.trim_end_matches(|letter: char| letter.is_ascii_digit());
                if range(slot.0).is_none()
                    && self.section(slot.0).is_empty()
                    && self.section(section).is_empty()
                {
                    bail!("{line:?} of section {name} names {{{}}}, which is no section", slot.0);
                }
            }
        }
        Ok(())
    }
}

/// What is fixed of a made-up story while it is told.
#[derive(Clone)]
pub struct Story<'a> {
    pub grammar: &'a Grammar,
    pub facts: BTreeMap<String, String>,
}

impl<'a> Story<'a> {
    /// A story of which nothing is fixed yet.
    pub fn new(grammar: &'a Grammar) -> Self {
        Self { grammar, facts: BTreeMap::new() }
    }

    /// One of a section, with its slots filled.
    pub fn tell(&mut self, section: &str, chance: &mut Chance) -> String {
        let line = chance.one(self.grammar.section(section)).cloned().unwrap_or_default();
        self.fill(&line, chance)
    }

    /// A line with its slots filled.
    pub fn fill(&mut self, line: &str, chance: &mut Chance) -> String {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, (slot, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            filled.push_str(before);
            filled.push_str(&self.slot(slot, chance));
            rest = after;
        }
        filled + rest
    }

    fn slot(&mut self, slot: &str, chance: &mut Chance) -> String {
        if let Some((first, last)) = range(slot) {
            return chance.between(first, last).to_string();
        }
        if let Some(fact) = self.facts.get(slot) {
            return fact.clone();
        }
        let section = match self.grammar.section(slot) {
            [] => slot.trim_end_matches(|letter: char| letter.is_ascii_digit()),
            _ => slot,
        };
        let told = self.tell(section, chance);
        if slot.chars().all(|letter| !letter.is_lowercase()) {
            self.facts.insert(slot.to_owned(), told.clone());
        }
        told
    }
}

fn range(slot: &str) -> Option<(usize, usize)> {
    let (first, last) = slot.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// A text with a capital at the start of each sentence.
pub fn sentence_case(text: &str) -> String {
    let mut starts = true;
    let cased = text.chars().flat_map(|letter| {
        let upper = starts && letter.is_alphabetic();
        starts = matches!(letter, '.' | '“') || starts && !letter.is_alphanumeric();
        let changed = if upper { letter.to_uppercase().collect() } else { vec![letter] };
        changed.into_iter()
    });
    cased.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_stay_and_other_choices_vary() {
        let grammar = Grammar::parse(
            "# note\n== TOWN\nGao\nKidal\nMopti\n== many\n{TOWN} {TOWN} {3-3} {word}\n== word\nx",
        );
        let grammar = grammar.unwrap();
        let told = Story::new(&grammar).tell("many", &mut Chance::new(1));
        let words: Vec<&str> = told.split(' ').collect();
        assert_eq!((words[0], words[2], words[3]), (words[1], "3", "x"));
        assert!(Grammar::parse("== a\n{b}").is_err());
    }

    #[test]
    fn sentences_start_with_capitals() {
        assert_eq!(sentence_case("the army said. “we won.”"), "The army said. “We won.”");
    }
}
