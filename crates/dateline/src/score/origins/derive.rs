use super::{chance::Chance, grammar::Grammar};

/// How a copy was made of a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Derivation {
    /// Whole, with a headline of its own.
    Repost,
    /// With matter that is no part of the report.
    Boilerplate,
    /// Its beginning.
    Trim,
    /// Some paragraphs out of it.
    Passage,
    /// With its paragraphs in another order.
    Reorder,
    /// In somewhat other words.
    Paraphrase,
    /// Several of these at once.
    Mixed,
}

/// All ways to make a copy.
pub const ALL: [Derivation; 7] = [
    Derivation::Repost,
    Derivation::Boilerplate,
    Derivation::Trim,
    Derivation::Passage,
    Derivation::Reorder,
    Derivation::Paraphrase,
    Derivation::Mixed,
];

/// Words that a part of a text has at least: more than a paragraph that many reports end in.
const LEAST_WORDS: usize = 60;

/// The share of a text that a part of it has at least.
const LEAST_SHARE: f64 = 0.25;

/// The share of the words that have a synonym which a paraphrase changes.
const CHANGED: f64 = 0.6;

/// The share of sentences that a paraphrase leaves out.
const LEFT_OUT: f64 = 0.1;

impl Derivation {
    /// The name of the figure.
    pub fn name(self) -> &'static str {
        match self {
            Self::Repost => "repost",
            Self::Boilerplate => "boilerplate",
            Self::Trim => "trim",
            Self::Passage => "passage",
            Self::Reorder => "reorder",
            Self::Paraphrase => "paraphrase",
            Self::Mixed => "mixed",
        }
    }

    /// A copy of a text, in paragraphs.
    pub fn of(self, paragraphs: &[String], grammar: &Grammar, chance: &mut Chance) -> Vec<String> {
        let mut copy = paragraphs.to_vec();
        match self {
            Self::Repost => {}
            Self::Boilerplate => add_boilerplate(&mut copy, grammar, chance),
            Self::Trim => copy = part(&copy, 0, chance),
            Self::Passage => copy = part(&copy, chance.below(copy.len()), chance),
            Self::Reorder => chance.shuffle(&mut copy),
            Self::Paraphrase => paraphrase(&mut copy, grammar, chance),
            Self::Mixed => {
                paraphrase(&mut copy, grammar, chance);
                copy = part(&copy, 0, chance);
                chance.shuffle(&mut copy);
                add_boilerplate(&mut copy, grammar, chance);
            }
        }
        copy
    }
}

fn add_boilerplate(copy: &mut Vec<String>, grammar: &Grammar, chance: &mut Chance) {
    let blocks = grammar.section("boilerplate");
    let words = words(copy);
    copy.extend(chance.one(blocks).cloned());
    if words > LEAST_WORDS && chance.is(0.5) {
        copy.splice(0..0, chance.one(blocks).cloned());
    }
}

fn words(paragraphs: &[String]) -> usize {
    paragraphs.iter().map(|text| text.split(' ').count()).sum()
}

/// Paragraphs from `first` on, or from before it where too little follows; all of a short text.
fn part(paragraphs: &[String], first: usize, chance: &mut Chance) -> Vec<String> {
    let share = words(paragraphs) as f64 * (LEAST_SHARE + 0.5 * chance.below(100) as f64 / 100.0);
    let least = LEAST_WORDS.max(share as usize);
    let (mut start, mut end) = (first, first + 1);
    while words(&paragraphs[start..end]) < least && (start, end) != (0, paragraphs.len()) {
        if end < paragraphs.len() {
            end += 1;
        } else {
            start -= 1;
        }
    }
    paragraphs[start..end].to_vec()
}

/// Other words for some, sentences left out, and neighbours that change places.
fn paraphrase(copy: &mut [String], grammar: &Grammar, chance: &mut Chance) {
    for paragraph in copy {
        let mut sentences: Vec<String> =
            paragraph.split_inclusive(". ").map(str::to_owned).collect();
        let mut number = 0;
        sentences.retain(|_| {
            number += 1;
            number == 1 || !chance.is(LEFT_OUT)
        });
        if sentences.len() > 2 && chance.is(0.3) {
            sentences.swap(0, 1);
        }
        *paragraph = reworded(&sentences.concat(), grammar, chance);
    }
}

fn reworded(text: &str, grammar: &Grammar, chance: &mut Chance) -> String {
    let mut text = format!(" {text} ");
    let pairs = grammar.section("synonyms").iter().filter_map(|line| {
        let mut words = line.split('=').map(str::trim);
        Some((words.next()?, words.next()?))
    });
    for (word, other) in pairs {
        let parts: Vec<&str> = text.split(&format!(" {word} ")).map(|part| part as &str).collect();
        let mut changed = parts[0].to_owned();
        for part in &parts[1..] {
            let chosen = if chance.is(CHANGED) { other } else { word };
            changed.push_str(&format!(" {chosen} {part}"));
        }
        text = changed;
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs() -> Vec<String> {
        let words =
            |number: usize| format!("{number} and twenty other words {}", "more ".repeat(20));
        (0..6).map(words).collect()
    }

    #[test]
    fn a_part_is_a_run_of_paragraphs_of_some_length() {
        let all = paragraphs();
        for seed in 0..20 {
            let mut chance = Chance::new(seed);
            let part = part(&all, chance.below(6), &mut chance);
            assert!(all.windows(part.len()).any(|window| window == part));
            assert!(part.len() > 1);
        }
        assert_eq!(part(&all[..1], 0, &mut Chance::new(1)), all[..1]);
    }

    #[test]
    fn a_paraphrase_changes_words_that_have_synonyms() {
        let grammar = Grammar::parse("== synonyms\nkilled = slain").unwrap();
        let text = "a killed b killed c killed d killed e";
        let changed = reworded(text, &grammar, &mut Chance::new(3));
        assert!(changed.contains("slain"));
        assert_eq!(changed.replace("slain", "killed"), text);
    }
}
