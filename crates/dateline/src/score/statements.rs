mod matching;
mod spans;

use super::{Figure, Figures, Request, rows};
use crate::record::Points;
use anyhow::{Result, bail};
use dateline_doc::{Span, Statement};
use matching::matching;
use serde::Deserialize;
use spans::{Attributed, Kind, Part, Text};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Predicted {
    id: String,
    attributions: Vec<Attribution>,
}

/// Spans of code points, half-open.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Attribution {
    source: Option<Vec<[usize; 2]>>,
    cue: Option<Vec<[usize; 2]>>,
    content: Option<Vec<[usize; 2]>>,
}

/// Right, proposed and gold of each figure, in the order they are printed.
#[derive(Default)]
struct Tally {
    order: Vec<String>,
    counts: BTreeMap<String, [usize; 3]>,
}

/// A rule by which a gold and a proposed attribution are the same.
type Same = fn(&Attributed, &Attributed) -> bool;

const RULES: [(&str, Same); 3] = [
    ("attrib", |gold, proposed| {
        same_content(gold, proposed) && gold.source.shares_half(&proposed.source)
    }),
    ("content", same_content),
    ("strict", |gold, proposed| {
        gold.parts().iter().zip(proposed.parts()).all(|(gold, proposed)| gold.soft == proposed.soft)
    }),
];

fn same_content(gold: &Attributed, proposed: &Attributed) -> bool {
    !gold.content.tokens.is_empty() && gold.content.shares_half(&proposed.content)
}

/// Attributions: exact and token figures of source, cue and content; whole attributions by one-to-one
/// matching, with recall by kind of content.
///
/// Without predictions the reading's outermost statements count, since gold marks no others.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let gold: Vec<Gold> = rows::load(request.gold)?;
    let predictions = match request.predictions {
        Some(file) => Some(predicted(file, &gold)?),
        None => None,
    };
    let mut tally = Tally::default();
    for row in &gold {
        let proposed = match &predictions {
            Some(predictions) => predictions.get(&row.id).cloned().unwrap_or_default(),
            None => read(row, request),
        };
        let text = Text::new(&row.text);
        let attributed = |list: &[Attribution]| {
            list.iter()
                .map(|one| text.attributed([&one.source, &one.cue, &one.content]))
                .collect::<Result<Vec<_>>>()
        };
        tally.add(&text, &attributed(&row.attributions)?, &attributed(&proposed)?);
    }
    Ok(tally.figures(gold.len()))
}

fn predicted(file: &std::path::Path, gold: &[Gold]) -> Result<BTreeMap<String, Vec<Attribution>>> {
    let rows = rows::load::<Predicted>(file)?;
    let known: BTreeSet<&str> = gold.iter().map(|row| row.id.as_str()).collect();
    if let Some(row) = rows.iter().find(|row| !known.contains(row.id.as_str())) {
        bail!(
            "{}: id {:?} is not in the gold corpus; give predictions for it alone",
            file.display(),
            row.id
        );
    }
    Ok(rows.into_iter().map(|row| (row.id, row.attributions)).collect())
}

fn read(row: &Gold, request: &Request<'_>) -> Vec<Attribution> {
    let points = Points::of(&row.text);
    let reading = request.reader.read(rows::article(&row.id, &row.text, None));
    let ranges = |spans: &[Span]| Some(spans.iter().map(|span| points.range(*span)).collect());
    let attribution = |statement: &Statement| Attribution {
        source: ranges(&statement.source),
        cue: ranges(&statement.cue),
        content: ranges(&statement.content),
    };
    reading.statements.iter().filter(|one| one.within.is_none()).map(attribution).collect()
}

impl Tally {
    fn add(&mut self, text: &Text, gold: &[Attributed], proposed: &[Attributed]) {
        for (number, name) in ["source", "cue", "content"].into_iter().enumerate() {
            self.add_part(name, &parts(gold, number), &parts(proposed, number));
        }
        let kinds: Vec<Kind> = gold.iter().map(|one| text.kind(one)).collect();
        for (name, same) in RULES {
            let matched = matching(gold, proposed, same);
            self.count(format!("whole {name}"), [matched.len(), proposed.len(), gold.len()]);
            if name != "strict" {
                self.add_recall(name, gold, &kinds, &matched);
            }
        }
    }

    fn add_part(&mut self, name: &str, gold: &[&Part], proposed: &[&Part]) {
        let exact = |of: fn(&Part) -> &Vec<(usize, usize)>| {
            let set = |parts: &[&Part]| {
                parts.iter().flat_map(|part| of(part).iter().copied()).collect::<BTreeSet<_>>()
            };
            let (gold, proposed) = (set(gold), set(proposed));
            [gold.intersection(&proposed).count(), proposed.len(), gold.len()]
        };
        self.count(format!("{name} exact"), exact(|part| &part.strict));
        self.count(format!("{name} exact~"), exact(|part| &part.soft));
        let tokens = |parts: &[&Part]| {
            parts.iter().flat_map(|part| part.tokens.iter().copied()).collect::<BTreeSet<_>>()
        };
        let (gold, proposed) = (tokens(gold), tokens(proposed));
        let right = gold.intersection(&proposed).count();
        self.count(format!("{name} token"), [right, proposed.len(), gold.len()]);
    }

    fn add_recall(
        &mut self,
        rule: &str,
        gold: &[Attributed],
        kinds: &[Kind],
        matched: &BTreeSet<usize>,
    ) {
        let mut recall = |name: &str, among: &dyn Fn(usize) -> bool| {
            let of: Vec<usize> = (0..gold.len()).filter(|number| among(*number)).collect();
            let right = of.iter().filter(|number| matched.contains(number)).count();
            self.count(format!("recall {rule} {name}"), [right, 0, of.len()]);
        };
        for (name, kind) in
            [("direct", Kind::Direct), ("mixed", Kind::Mixed), ("indirect", Kind::Indirect)]
        {
            recall(name, &|number| kinds[number] == kind);
        }
        recall("nosource", &|number| gold[number].source.tokens.is_empty());
    }

    fn count(&mut self, name: String, counts: [usize; 3]) {
        if !self.counts.contains_key(&name) {
            self.order.push(name.clone());
        }
        let sum = self.counts.entry(name).or_default();
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }

    fn figures(&self, articles: usize) -> Figures {
        let mut figures = Figures::default();
        figures.push("articles", Figure::Count(articles));
        for name in &self.order {
            let [right, proposed, gold] = self.counts[name];
            let figure = if name.starts_with("recall") {
                Figure::Recall { right, gold }
            } else {
                Figure::Matched { right, proposed, gold }
            };
            figures.push(name, figure);
        }
        figures
    }
}

fn parts(list: &[Attributed], number: usize) -> Vec<&Part> {
    list.iter().map(|one| one.parts()[number]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const GOLD: &str = r#"
{"id": "a", "text": "The mayor said that the bridge fell. “We fled,” said Hana Karim. Police reported “two dead” near the dam.", "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 35]]}, {"source": [[53, 63]], "cue": [[48, 52]], "content": [[37, 47]]}, {"source": [[65, 71]], "cue": [[72, 80]], "content": [[81, 104]]}]}
{"id": "b", "text": "According to residents, shells hit the mill. It reportedly burned.", "attributions": [{"source": [[13, 22]], "cue": [[0, 12]], "content": [[24, 43]]}, {"source": [], "cue": [[48, 58]], "content": [[45, 47], [59, 65]]}]}
{"id": "c", "text": "Nothing is told here.", "attributions": []}
"#;
    const PREDICTED: &str = r#"
{"id": "a", "attributions": [{"source": [[4, 9]], "cue": [[10, 14]], "content": [[20, 35]]}, {"source": [[53, 63]], "cue": [[48, 52]], "content": [[37, 48]]}, {"source": [[65, 71]], "cue": [[72, 80]], "content": [[81, 91]]}, {"source": [[65, 71]], "cue": [[92, 96]], "content": [[97, 104]]}]}
{"id": "b", "attributions": [{"source": [[13, 22]], "cue": [[0, 12]], "content": [[24, 44]]}, {"source": [[45, 47]], "cue": [[48, 58]], "content": [[59, 65]]}]}
"#;

    fn figures() -> serde_json::Value {
        let rows = |text: &str| {
            text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let predicted: BTreeMap<String, Vec<Attribution>> = rows(PREDICTED)
            .iter()
            .map(|line| serde_json::from_str::<Predicted>(line).unwrap())
            .map(|row| (row.id, row.attributions))
            .collect();
        let gold: Vec<Gold> =
            rows(GOLD).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut tally = Tally::default();
        for row in &gold {
            let text = Text::new(&row.text);
            let attributed = |list: &[Attribution]| {
                let parts =
                    list.iter().map(|one| text.attributed([&one.source, &one.cue, &one.content]));
                parts.collect::<Result<Vec<_>>>().unwrap()
            };
            let proposed = predicted.get(&row.id).cloned().unwrap_or_default();
            tally.add(&text, &attributed(&row.attributions), &attributed(&proposed));
        }
        tally.figures(gold.len()).json()
    }

    /// The figures of the reference scorer on the same rows.
    #[test]
    fn counts_are_those_of_the_reference() {
        let figures = figures();
        let counts = |name: &str| {
            let figure = &figures[name];
            json!([figure["tp"], figure["pred"], figure["gold"]])
        };
        for (name, expected) in [
            ("source exact", [3, 5, 4]),
            ("source exact~", [3, 5, 4]),
            ("source token", [5, 6, 6]),
            ("cue exact", [5, 6, 5]),
            ("cue token", [6, 7, 6]),
            ("content exact", [2, 6, 6]),
            ("content exact~", [3, 6, 6]),
            ("content token", [19, 20, 22]),
            ("whole attrib", [4, 6, 5]),
            ("whole content", [5, 6, 5]),
            ("whole strict", [2, 6, 5]),
        ] {
            assert_eq!(counts(name), json!(expected), "{name}");
        }
        assert_eq!(figures["whole attrib"]["f1"], json!(0.7272727272727272));
        assert_eq!(figures["recall attrib indirect"], json!({"r": 2.0 / 3.0, "tp": 2, "gold": 3}));
        assert_eq!(figures["recall attrib mixed"]["tp"], json!(1));
        assert_eq!(figures["recall content nosource"]["tp"], json!(1));
    }

    #[test]
    fn spans_outside_the_text_are_refused() {
        let spans = Some(vec![[0, 99]]);
        assert!(Text::new("Short.").attributed([&None, &None, &spans]).is_err());
    }
}
