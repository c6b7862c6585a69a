//! How fast reports are linked, one after another in one thread, and how the cost grows.
//!
//! The texts are drawn word by word from our own texts and made-up reports, each word after one it
//! follows there, so that runs of words are about as common as in reports. A third end in a
//! paragraph that many share, and a tenth are copies. What is timed is all that linking does with a
//! text: its profile, its handles, comparing, and joining in the end; in time on the processor where
//! the system tells it, so that other work beside it does not count.

use super::{
    chance::Chance,
    clock::Clock,
    derive,
    grammar::{Grammar, Story},
    linked,
    made::Maker,
    recipe::Recipe,
};
use crate::score::{Figure, Figures};
use dateline_doc::Article;
use dateline_link::origins::Graph;
use std::{collections::BTreeMap, time::Duration};

/// Made-up reports that words are learned from.
const LESSONS: usize = 300;

/// Reports that the time is taken of at once.
const TIMED: usize = 1000;

/// Reports that a copy may be of: the latest ones.
const COPIED: usize = 1000;

/// The figures of each number of reports.
pub fn measure(recipe: &Recipe, grammars: &[Grammar], texts: &[Vec<String>]) -> Figures {
    let mut maker = Maker::new(grammars, recipe.seed);
    let lessons: Vec<String> = (0..LESSONS).flat_map(|_| lesson(&mut maker)).collect();
    let follows = Follows::of(lessons.iter().chain(texts.iter().flatten()));
    let mut figures = Figures::default();
    for &count in &recipe.scale {
        let run = Run::of(count, recipe.seed, grammars, &follows);
        figures
            .push(format!("{count}: reports a second"), Figure::Number(count as f64 / run.seconds));
        let compared = run.compared as f64 / count as f64;
        figures.push(format!("{count}: comparisons a report"), Figure::Number(compared));
        figures.push(
            format!("{count}: copies found"),
            Figure::Recall { right: run.found, gold: run.copies },
        );
    }
    figures
}

fn lesson(maker: &mut Maker<'_>) -> Vec<String> {
    let mut told = Vec::new();
    let grammars = maker.grammars;
    for grammar in grammars {
        told.extend(maker.tell(&mut Story::new(grammar), None));
    }
    told
}

/// What linking so many reports came to.
struct Run {
    seconds: f64,
    compared: usize,
    /// Copies made, and those in the family of what they were made of.
    copies: usize,
    found: usize,
}

impl Run {
    fn of(count: usize, seed: u64, grammars: &[Grammar], follows: &Follows<'_>) -> Self {
        let mut chance = Chance::new(seed);
        let mut graph = Graph::default();
        let mut latest: Vec<Vec<String>> = Vec::new();
        let mut copies: Vec<(usize, usize)> = Vec::new();
        let mut taken = Duration::ZERO;
        let mut written = Vec::new();
        for number in 0..count {
            let of = number.saturating_sub(chance.between(1, COPIED));
            let paragraphs = if number > 0 && chance.is(0.1) {
                copies.push((number, of));
                copy(&latest[of % COPIED], grammars, &mut chance)
            } else {
                follows.report(grammars, &mut chance)
            };
            let article = Article { text: paragraphs.join("\n\n"), ..Article::default() };
            match latest.get_mut(number % COPIED) {
                Some(place) => *place = paragraphs,
                None => latest.push(paragraphs),
            }
            written.push((article, linked::key(number)));
            if written.len() == TIMED || number + 1 == count {
                let start = Clock::now();
                for (article, key) in written.drain(..) {
                    graph.insert(linked::profile(&article, key));
                }
                taken += start.elapsed();
            }
        }
        let start = Clock::now();
        let keys: Vec<_> = (0..count).map(linked::key).collect();
        let families = linked::of_keys(&keys, &graph);
        taken += start.elapsed();
        let found = copies.iter().filter(|(copy, of)| families[*copy] == families[*of]).count();
        Self {
            seconds: taken.as_secs_f64(),
            compared: graph.compared(),
            copies: copies.len(),
            found,
        }
    }
}

fn copy(paragraphs: &[String], grammars: &[Grammar], chance: &mut Chance) -> Vec<String> {
    match (chance.one(&derive::ALL), grammars.first()) {
        (Some(derivation), Some(grammar)) => derivation.of(paragraphs, grammar, chance),
        _ => paragraphs.to_vec(),
    }
}

/// Which words follow a word, as often as they do.
struct Follows<'a> {
    words: Vec<&'a str>,
    after: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Follows<'a> {
    fn of(paragraphs: impl Iterator<Item = &'a String>) -> Self {
        let words: Vec<&str> = paragraphs.flat_map(|text| text.split_whitespace()).collect();
        let mut after: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, word) in words.iter().enumerate() {
            after.entry(word).or_default().push(number + 1);
        }
        Self { words, after }
    }

    fn report(&self, grammars: &[Grammar], chance: &mut Chance) -> Vec<String> {
        let mut paragraphs: Vec<String> =
            (0..chance.between(4, 9)).map(|_| self.paragraph(chance)).collect();
        if let Some(grammar) = chance.one(grammars).filter(|_| chance.is(0.33)) {
            paragraphs.push(Story::new(grammar).tell("background", chance));
        }
        paragraphs
    }

    fn paragraph(&self, chance: &mut Chance) -> String {
        let mut at = chance.below(self.words.len());
        let mut text = String::new();
        for _ in 0..chance.between(25, 60) {
            let Some(word) = self.words.get(at) else { break };
            text.push_str(word);
            text.push(' ');
            at = self.after.get(word).and_then(|after| chance.one(after)).copied().unwrap_or(0);
        }
        text
    }
}
