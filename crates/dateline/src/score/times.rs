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

    fn figures(&self) -> Figures {
        let prf = |right| Figure::prf(right, self.proposed, self.gold);
        let mut figures = Figures::default();
        figures.push("gold", Figure::Count(self.gold));
        figures.push("proposed", Figure::Count(self.proposed));
        figures.push("strict", prf(self.strict));
        figures.push("relaxed", prf(self.relaxed));
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
