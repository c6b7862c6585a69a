use super::{Figure, Figures, Request, rows};
use crate::record::Points;
use anyhow::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    dct: Option<String>,
    timex: Vec<Timex>,
}

#[derive(Deserialize)]
struct Predicted {
    id: String,
    timex: Vec<Timex>,
}

#[derive(Clone, Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: Option<String>,
    value: Option<String>,
}

#[derive(Default)]
struct Tally {
    gold: usize,
    proposed: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    strict_value: usize,
}

/// TempEval-3's figures: spans strictly and by overlap, and overlap with the right type or value.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let gold: Vec<Gold> = rows::load(request.gold)?;
    let predictions: Option<BTreeMap<String, Vec<Timex>>> = match request.predictions {
        Some(file) => Some(
            rows::load::<Predicted>(file)?.into_iter().map(|row| (row.id, row.timex)).collect(),
        ),
        None => None,
    };
    let mut tally = Tally::default();
    for row in &gold {
        let proposed = match &predictions {
            Some(predictions) => predictions.get(&row.id).cloned().unwrap_or_default(),
            None => read(row, request),
        };
        tally.add(&row.text, &row.timex, &proposed);
    }
    Ok(tally.figures())
}

fn read(row: &Gold, request: &Request<'_>) -> Vec<Timex> {
    let points = Points::of(&row.text);
    let reading = request.reader.read(rows::article(&row.id, &row.text, row.dct.as_deref()));
    let timex = |time: &dateline_doc::Time| {
        let [start, end] = points.range(time.span);
        Timex {
            start,
            end,
            kind: Some(format!("{:?}", time.kind).to_uppercase()),
            value: time.value.clone(),
        }
    };
    reading.times.iter().map(timex).collect()
}

impl Tally {
    fn add(&mut self, text: &str, gold: &[Timex], proposed: &[Timex]) {
        let letters: Vec<char> = text.chars().collect();
        let spans = |list: &[Timex]| {
            list.iter().map(|timex| trim(&letters, timex.start, timex.end)).collect::<Vec<_>>()
        };
        let (gold_spans, proposed_spans) = (spans(gold), spans(proposed));
        self.gold += gold.len();
        self.proposed += proposed.len();
        let unique = |spans: &[(usize, usize)]| spans.iter().copied().collect::<BTreeSet<_>>();
        self.strict += unique(&gold_spans).intersection(&unique(&proposed_spans)).count();
        for (g, p) in pairs(&gold_spans, &proposed_spans) {
            self.relaxed += 1;
            let same_value = gold[g].value.as_deref().map(str::trim)
                == proposed[p].value.as_deref().map(str::trim);
            self.kind += usize::from(gold[g].kind == proposed[p].kind);
            self.value += usize::from(same_value);
            self.strict_value += usize::from(same_value && gold_spans[g] == proposed_spans[p]);
        }
    }

    /// A share of the spans matched by overlap; 0 when none is.
    fn among_matches(&self, right: usize) -> Figure {
        let share = if self.relaxed == 0 { 0.0 } else { right as f64 / self.relaxed as f64 };
        Figure::Number(share)
    }

    fn figures(&self) -> Figures {
        let prf = |right| Figure::prf(right, self.proposed, self.gold);
        let mut figures = Figures::default();
        figures.push("gold", Figure::Count(self.gold));
        figures.push("proposed", Figure::Count(self.proposed));
        figures.push("strict", prf(self.strict));
        figures.push("relaxed", prf(self.relaxed));
        figures.push("type accuracy", self.among_matches(self.kind));
        figures.push("value accuracy", self.among_matches(self.value));
        figures.push("type", prf(self.kind));
        figures.push("value", prf(self.value));
        figures.push("strict value", prf(self.strict_value));
        figures
    }
}

/// One-to-one pairs of overlapping spans: equal ones first, then the longest overlap.
fn pairs(gold: &[(usize, usize)], proposed: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, x) in gold.iter().enumerate() {
        for (p, y) in proposed.iter().enumerate() {
            let overlap = x.1.min(y.1).saturating_sub(x.0.max(y.0));
            if overlap > 0 {
                candidates.push((x != y, std::cmp::Reverse(overlap), g, p));
            }
        }
    }
    candidates.sort_unstable();
    let (mut used_gold, mut used_proposed) = (BTreeSet::new(), BTreeSet::new());
    let fresh = candidates.into_iter().filter(|(_, _, g, p)| {
        let free = !used_gold.contains(g) && !used_proposed.contains(p);
        if free {
            used_gold.insert(*g);
            used_proposed.insert(*p);
        }
        free
    });
    fresh.map(|(_, _, g, p)| (g, p)).collect()
}

/// The span without white space and marks at its ends.
fn trim(letters: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    let cut = |letter: char, marks: &str| letter.is_whitespace() || marks.contains(letter);
    while start < end && cut(letters[start], "\"'‘’“”.,;:()[]") {
        start += 1;
    }
    while end > start && cut(letters[end - 1], "\"'‘’“”,;:()[]") {
        end -= 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"[
        {"id": "a", "text": "Rebels took the town on Monday. Two years ago, in May 2018, it had fallen before; the curfew runs from 10 p.m.",
         "dct": "2020-05-06", "timex": [
            {"start": 24, "end": 30, "type": "DATE", "value": "2020-05-04"},
            {"start": 32, "end": 45, "type": "DATE", "value": "2018"},
            {"start": 50, "end": 58, "type": "DATE", "value": "2018-05"},
            {"start": 102, "end": 110, "type": "TIME", "value": "2020-05-06T22:00"}]},
        {"id": "b", "text": "The siege lasted “three weeks”, said the mayor now.", "dct": null, "timex": [
            {"start": 18, "end": 29, "type": "DURATION", "value": "P3W"},
            {"start": 47, "end": 50, "type": "DATE", "value": "PRESENT_REF"}]},
        {"id": "c", "text": "Nothing was said in March.", "dct": null, "timex": [
            {"start": 20, "end": 25, "type": "DATE", "value": "XXXX-03"}]}]"#;

    const PREDICTED: &str = r#"[
        {"id": "a", "timex": [
            {"start": 23, "end": 31, "type": "DATE", "value": "2020-05-04"},
            {"start": 32, "end": 41, "type": "DURATION", "value": "P2Y"},
            {"start": 47, "end": 58, "type": "DATE", "value": "2018-05"},
            {"start": 53, "end": 58, "type": "DATE", "value": "2018"},
            {"start": 71, "end": 77, "type": "DATE", "value": "PAST_REF"},
            {"start": 102, "end": 109, "type": "DATE", "value": " 2020-05-06T22:00"}]},
        {"id": "b", "timex": [
            {"start": 17, "end": 30, "type": "DURATION", "value": "P3W"},
            {"start": 47, "end": 50, "type": "DATE", "value": null}]}]"#;

    /// The figures that TempEval-3's definitions give, worked out by an independent program.
    #[test]
    fn agrees_with_the_definitions() {
        let gold: Vec<Gold> = serde_json::from_str(GOLD).unwrap();
        let predicted: Vec<Predicted> = serde_json::from_str(PREDICTED).unwrap();
        let mut tally = Tally::default();
        for row in &gold {
            let proposed = predicted.iter().find(|other| other.id == row.id);
            tally.add(&row.text, &row.timex, proposed.map_or(&[][..], |row| row.timex.as_slice()));
        }
        let figures = tally.figures().json();
        let at = |name: &str, part: &str| figures[name][part].as_f64().unwrap();
        assert_eq!((figures["gold"].as_u64(), figures["proposed"].as_u64()), (Some(7), Some(8)));
        assert_eq!(at("strict", "p"), 0.25);
        assert_eq!(at("strict", "r"), 0.2857142857142857);
        assert_eq!(at("strict", "f1"), 0.26666666666666666);
        assert_eq!(at("relaxed", "p"), 0.75);
        assert_eq!(at("relaxed", "r"), 0.8571428571428571);
        assert_eq!(at("relaxed", "f1"), 0.8);
        assert_eq!(figures["type accuracy"].as_f64(), Some(0.6666666666666666));
        assert_eq!(figures["value accuracy"].as_f64(), Some(0.6666666666666666));
        assert_eq!(at("type", "f1"), 0.5333333333333333);
        assert_eq!(at("value", "f1"), 0.5333333333333333);
        assert_eq!(at("strict value", "f1"), 0.13333333333333333);
    }
}
