mod gold;

use super::{Figure, Figures, Request, names::is_meant};
use anyhow::{Result, bail};
use dateline_doc::{Article, Reading, Span, Statement};
use gold::{Gold, Report};
use std::{collections::BTreeMap, ops::Range};

/// The marks of statements: who speaks and how he is named, in whose words, with what stance, and within
/// which other statement, on the statements that gold and reading share.
///
/// A gold and a proposed statement are one when they share words of their cues and of their contents, or,
/// where either has no cue, half the words of both contents.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    if request.predictions.is_some() {
        bail!("marks are measured on readings; leave --predictions out");
    }
    let reports = gold::load(request.gold)?;
    let mut tally = Tally::default();
    for report in &reports {
        let article = Article {
            id: report.id.clone(),
            text: report.text.clone(),
            language: Some("en".to_owned()),
            outlet: report.outlet.clone(),
            ..Article::default()
        };
        tally.add(report, &request.reader.read(article));
    }
    Ok(tally.figures(reports.len()))
}

/// How many are right, of how many.
type Share = [usize; 2];

#[derive(Default)]
struct Tally {
    gold: usize,
    proposed: usize,
    matched: usize,
    marks: BTreeMap<&'static str, Share>,
    /// Right, proposed and gold of each value of a mark.
    values: BTreeMap<(&'static str, String), [usize; 3]>,
}

/// The marks in the order they are printed.
const MARKS: [&str; 7] =
    ["stance", "naming", "mode", "within", "within another", "speaker", "speaker by name"];

impl Tally {
    fn add(&mut self, report: &Report, reading: &Reading) {
        let partners = partners(report, &reading.statements);
        self.gold += report.statements.len();
        self.proposed += reading.statements.len();
        for (gold, partner) in report.statements.iter().zip(&partners) {
            let Some(partner) = *partner else { continue };
            self.matched += 1;
            let read = &reading.statements[partner];
            self.mark("mode", gold.mode == word(read.mode));
            self.value("stance", &gold.stance, word(read.stance));
            let outer = read.within.map(|outer| outer.0 as usize);
            let nested = match gold.within {
                None => outer.is_none(),
                Some(within) => outer.is_some() && outer == partners[within],
            };
            self.mark("within", nested);
            if gold.within.is_some() {
                self.mark("within another", nested);
            }
            let Some(speaker) = &gold.speaker else { continue };
            self.value("naming", &gold.naming, word(read.naming));
            let entity = read.speaker.map(|id| &reading.entities[id.0 as usize]);
            let right = is_meant(speaker, gold.naming == "unnamed", entity, &report.text);
            self.mark("speaker", right);
            if gold.naming == "named" {
                self.mark("speaker by name", right);
            }
        }
    }

    fn mark(&mut self, name: &'static str, right: bool) {
        let share = self.marks.entry(name).or_default();
        share[0] += usize::from(right);
        share[1] += 1;
    }

    fn value(&mut self, name: &'static str, gold: &str, read: String) {
        let right = gold == read;
        self.mark(name, right);
        let mut count = |value: String, which: usize, by: usize| {
            self.values.entry((name, value)).or_default()[which] += by;
        };
        count(gold.to_owned(), 0, usize::from(right));
        count(gold.to_owned(), 2, 1);
        count(read, 1, 1);
    }

    fn figures(&self, reports: usize) -> Figures {
        let mut figures = Figures::default();
        figures.push("reports", Figure::Count(reports));
        let (right, proposed, gold) = (self.matched, self.proposed, self.gold);
        figures.push("statements", Figure::Matched { right, proposed, gold });
        for name in MARKS {
            let [right, of] = self.marks.get(name).copied().unwrap_or_default();
            figures.push(name, Figure::Accuracy { right, of });
        }
        for ((name, value), [right, proposed, gold]) in &self.values {
            let figure = Figure::Matched { right: *right, proposed: *proposed, gold: *gold };
            figures.push(format!("{name} {value}"), figure);
        }
        figures
    }
}

/// The word of the record for a value.
pub(super) fn word(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// For each gold statement the place of the reading's that is the same, one to one, as many as can be.
fn partners(report: &Report, statements: &[Statement]) -> Vec<Option<usize>> {
    let words = words(&report.text);
    let gold: Vec<[Vec<usize>; 2]> = report
        .statements
        .iter()
        .map(|Gold { cue, content, .. }| [inside(&words, cue), inside(&words, content)])
        .collect();
    let ranges = |spans: &[Span]| {
        spans.iter().map(|span| span.start()..span.end()).collect::<Vec<Range<usize>>>()
    };
    let read: Vec<[Vec<usize>; 2]> = statements
        .iter()
        .map(|one| [inside(&words, &ranges(&one.cue)), inside(&words, &ranges(&one.content))])
        .collect();
    let near: Vec<Vec<usize>> = gold
        .iter()
        .map(|gold| (0..read.len()).filter(|other| is_same(gold, &read[*other])).collect())
        .collect();
    super::pairs::pairs(&near, read.len())
}

fn is_same([cue, content]: &[Vec<usize>; 2], [other_cue, other]: &[Vec<usize>; 2]) -> bool {
    let shared = |a: &[usize], b: &[usize]| a.iter().filter(|word| b.contains(word)).count();
    let both = shared(content, other);
    if cue.is_empty() || other_cue.is_empty() {
        return both > 0 && 2 * both >= content.len() + other.len() - both;
    }
    both > 0 && shared(cue, other_cue) > 0
}

/// The runs of letters and digits of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        match words.last_mut() {
            Some(word) if word.end == at => word.end += letter.len_utf8(),
            _ => words.push(at..at + letter.len_utf8()),
        }
    }
    words
}

/// The numbers of the words that share a byte with one of the ranges.
fn inside(words: &[Range<usize>], ranges: &[Range<usize>]) -> Vec<usize> {
    let shares = |word: &Range<usize>| {
        ranges.iter().any(|range| range.start < word.end && word.start < range.end)
    };
    (0..words.len()).filter(|number| shares(&words[*number])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{
        Entity, EntityId, EntityKind, Evidence, Mode, Naming, Segments, Stance, StatementId,
    };

    const TEXT: &str = "The agency said Hana Karim denied that the mill burned.";

    fn gold(
        cue: &str,
        content: &str,
        marks: [&str; 3],
        speaker: &str,
        within: Option<usize>,
    ) -> Gold {
        let range = |words: &str| {
            let start = TEXT.find(words).unwrap();
            std::iter::once(start..start + words.len()).collect()
        };
        let [naming, mode, stance] = marks.map(str::to_owned);
        let (cue, content, speaker) = (range(cue), range(content), Some(speaker.to_owned()));
        Gold { cue, content, naming, mode, stance, speaker, within }
    }

    fn read(cue: &str, content: &str, stance: Stance, within: Option<u32>) -> Statement {
        let span = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        Statement {
            within: within.map(StatementId),
            source: Vec::new(),
            cue: vec![span(cue)],
            content: vec![span(content)],
            speaker: Some(EntityId(0)),
            naming: Naming::Named,
            mode: Mode::Indirect,
            stance,
            evidence: Evidence::one(span(cue), &"test".into(), 1.0),
        }
    }

    fn figures(statements: Vec<Statement>) -> serde_json::Value {
        let report = Report {
            id: "mill".to_owned(),
            outlet: None,
            text: TEXT.to_owned(),
            statements: vec![
                gold(
                    "said",
                    "Hana Karim denied that the mill burned",
                    ["outlet", "indirect", "asserts"],
                    "agency",
                    None,
                ),
                gold(
                    "denied",
                    "that the mill burned",
                    ["named", "indirect", "denies"],
                    "Hana Karim",
                    Some(0),
                ),
            ],
        };
        let mention = Span::new(16, 26);
        let entity = Entity {
            kind: EntityKind::Person,
            name: "Hana Karim".to_owned(),
            actor: None,
            mentions: vec![mention],
            evidence: Evidence::one(mention, &"test".into(), 1.0),
        };
        let reading = Reading {
            article: Article { text: TEXT.to_owned(), ..Article::default() },
            segments: Segments::default(),
            times: Vec::new(),
            places: Vec::new(),
            entities: vec![entity],
            statements,
            claims: Vec::new(),
        };
        let mut tally = Tally::default();
        tally.add(&report, &reading);
        tally.figures(1).json()
    }

    #[test]
    fn marks_count_on_the_statements_that_both_have() {
        let outer = read("said", "Hana Karim denied that the mill burned", Stance::Asserts, None);
        let inner = read("denied", "that the mill burned", Stance::Asserts, Some(0));
        let stray = read("burned", "the mill", Stance::Asserts, None);
        let figures = figures(vec![outer, inner, stray]);
        assert_eq!(figures["statements"]["tp"], 2);
        assert_eq!(figures["statements"]["pred"], 3);
        assert_eq!(figures["stance"]["accuracy"], 0.5);
        assert_eq!(figures["stance denies"]["f1"], 0.0);
        assert_eq!(figures["naming"]["accuracy"], 0.5);
        assert_eq!(figures["speaker"]["accuracy"], 0.5);
        assert_eq!(figures["speaker by name"]["accuracy"], 1.0);
        assert_eq!(figures["within"]["accuracy"], 1.0);
        assert_eq!(figures["within another"]["of"], 1);
    }

    #[test]
    fn a_statement_within_the_wrong_one_is_wrong() {
        let inner = read("denied", "that the mill burned", Stance::Denies, None);
        let figures = figures(vec![inner]);
        assert_eq!(figures["statements"]["tp"], 1);
        assert_eq!(figures["within"]["accuracy"], 0.0);
        assert_eq!(figures["stance"]["accuracy"], 1.0);
    }
}
