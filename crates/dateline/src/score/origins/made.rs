use super::{
    chance::Chance,
    derive::{self, Derivation},
    grammar::{Grammar, Story, sentence_case},
};
use dateline_doc::{Article, Basis, TimeInterval};
use jiff::{ToSpan, civil::Date};

/// The share of made-up stories that have others of the same kind, day and place.
const CROWDED: f64 = 0.5;

/// The share of copies that are made of the copy before and not of the original.
const SECOND_HAND: f64 = 0.3;

/// Days that made-up stories are spread over.
const DAYS: usize = 365;

/// Most copies of a report.
const COPIES: usize = 4;

/// How a report came about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Making {
    /// Written by hand.
    Own,
    /// Made up.
    Original,
    /// Of another incident of the same kind, day and place.
    Neighbour,
    /// Of the same incident, by another hand; the two share a paragraph.
    Retold,
    /// Copied.
    Copy(Derivation),
}

/// A report whose origin is known.
pub struct Made {
    /// Those of one origin have the same number.
    pub family: usize,
    pub making: Making,
    pub article: Article,
}

impl Making {
    /// The name of the figure.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own texts",
            Self::Original => "originals",
            Self::Neighbour => "same day and place",
            Self::Retold => "same incident retold",
            Self::Copy(derivation) => derivation.name(),
        }
    }
}

/// Makes reports and their copies.
pub struct Maker<'a> {
    pub grammars: &'a [Grammar],
    pub chance: Chance,
    pub made: Vec<Made>,
    families: usize,
}

impl<'a> Maker<'a> {
    pub fn new(grammars: &'a [Grammar], seed: u64) -> Self {
        Self { grammars, chance: Chance::new(seed), made: Vec::new(), families: 0 }
    }

    /// A text of its own, and copies of it.
    pub fn own(&mut self, paragraphs: &[String]) {
        if let Some(grammar) = self.grammars.first() {
            let mut story = Story::new(grammar);
            let day = self.chance.below(DAYS);
            self.report(&mut story, Making::Own, paragraphs, day);
        }
    }

    /// A made-up story and copies of it, and reports that are like it but none of its copies.
    pub fn story(&mut self) {
        let Some(grammar) = self.chance.one(self.grammars) else { return };
        let mut story = Story::new(grammar);
        let paragraphs = self.tell(&mut story, None);
        let day = self.chance.below(DAYS);
        self.report(&mut story, Making::Original, &paragraphs, day);
        if !self.chance.is(CROWDED) {
            return;
        }
        let mut neighbour = Story::new(grammar);
        for fact in ["KIND", "TOWN", "PROVINCE", "DAY"] {
            neighbour.facts.extend(
                story.facts.get_key_value(fact).map(|(name, value)| (name.clone(), value.clone())),
            );
        }
        let other = self.tell(&mut neighbour, None);
        self.report(&mut neighbour, Making::Neighbour, &other, day);
        let shared = self.chance.one(&paragraphs[1..]).cloned();
        let retold = self.tell(&mut story, shared);
        self.report(&mut story, Making::Retold, &retold, day);
    }

    /// Tells a story anew: a lead, some paragraphs, perhaps one that is given, and what the
    /// writers of the place add to each of their reports.
    pub fn tell(&mut self, story: &mut Story<'_>, given: Option<String>) -> Vec<String> {
        let chance = &mut self.chance;
        let kind = story.fill("{kind}", chance);
        let kind = story.facts.entry("KIND".into()).or_insert(kind).clone();
        let mut told = vec![story.tell(&format!("lead.{kind}"), chance)];
        let mut lines: Vec<&String> = story.grammar.section("body").iter().collect();
        chance.shuffle(&mut lines);
        lines.truncate(chance.between(4, 8));
        told.extend(lines.into_iter().map(|line| story.fill(line, chance)));
        if chance.is(0.4) {
            told.push(story.tell("background", chance));
        }
        let mut told: Vec<String> = told.iter().map(|paragraph| sentence_case(paragraph)).collect();
        told.extend(given);
        told
    }

    /// An article of a story, some days into the year.
    pub fn article(&mut self, story: &mut Story<'_>, paragraphs: &[String], day: usize) -> Article {
        let date = Date::new(2024, 1, 1).map(|first| first.saturating_add((day as i32).days()));
        Article {
            outlet: Some(story.tell("outlet", &mut self.chance)),
            title: Some(sentence_case(&story.tell("headline", &mut self.chance))),
            published: date.ok().map(|date| TimeInterval::day(date, Basis::Stated)),
            text: paragraphs.join("\n\n"),
            ..Article::default()
        }
    }

    fn report(
        &mut self,
        story: &mut Story<'_>,
        making: Making,
        paragraphs: &[String],
        mut day: usize,
    ) {
        self.families += 1;
        self.push(story, making, paragraphs, day);
        let mut latest = paragraphs.to_vec();
        for _ in 0..self.chance.between(0, COPIES) {
            let Some(derivation) = self.chance.one(&derive::ALL).copied() else { continue };
            let from = if self.chance.is(SECOND_HAND) { &latest } else { paragraphs };
            latest = derivation.of(from, story.grammar, &mut self.chance);
            day += self.chance.below(3);
            self.push(story, Making::Copy(derivation), &latest.clone(), day);
        }
    }

    fn push(&mut self, story: &mut Story<'_>, making: Making, paragraphs: &[String], day: usize) {
        let article = self.article(story, paragraphs, day);
        self.made.push(Made { family: self.families, making, article });
    }
}
