use serde_json::{Map, Value, json};

/// Named figures in the order they are printed.
#[derive(Default)]
pub struct Figures(Vec<(String, Figure)>);

/// One figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Figure {
    /// How many.
    Count(usize),
    /// A share or a mean.
    Number(f64),
    /// Precision, recall and their harmonic mean.
    Prf {
        /// Right among proposed.
        precision: f64,
        /// Found among gold.
        recall: f64,
        /// Their harmonic mean: twice the right over proposed and gold together.
        f1: f64,
    },
    /// Counts, with the precision, recall and F1 they give.
    Matched {
        /// How many are right.
        right: usize,
        /// How many were proposed.
        proposed: usize,
        /// How many gold has.
        gold: usize,
    },
    /// The share of items that are right.
    Accuracy {
        /// How many are right.
        right: usize,
        /// How many there are.
        of: usize,
    },
    /// Recall alone.
    Recall {
        /// How many were found.
        right: usize,
        /// How many gold has.
        gold: usize,
    },
}

impl Figure {
    /// Precision, recall and F1 from counts; each is 0 where its divisor is.
    pub fn prf(right: usize, proposed: usize, gold: usize) -> Self {
        let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        let all = proposed + gold;
        let f1 = if all == 0 { 0.0 } else { 2.0 * right as f64 / all as f64 };
        Self::Prf { precision: share(proposed), recall: share(gold), f1 }
    }
}

impl Figures {
    /// Adds a figure.
    pub fn push(&mut self, name: impl Into<String>, figure: Figure) {
        self.0.push((name.into(), figure));
    }

    /// The figures as one JSON object.
    pub fn json(&self) -> Value {
        let value = |figure: &Figure| match *figure {
            Figure::Count(count) => json!(count),
            Figure::Number(number) => json!(number),
            Figure::Prf { precision, recall, f1 } => json!({"p": precision, "r": recall, "f1": f1}),
            Figure::Matched { right, proposed, gold } => {
                let (p, r, f1) = shares(right, proposed, gold);
                json!({"p": p, "r": r, "f1": f1, "tp": right, "pred": proposed, "gold": gold})
            }
            Figure::Accuracy { right, of } => {
                json!({"accuracy": shares(right, 0, of).1, "right": right, "of": of})
            }
            Figure::Recall { right, gold } => {
                json!({"r": shares(right, 0, gold).1, "tp": right, "gold": gold})
            }
        };
        Value::Object(
            self.0
                .iter()
                .map(|(name, figure)| (name.clone(), value(figure)))
                .collect::<Map<_, _>>(),
        )
    }

    /// The figures as lines for people.
    pub fn text(&self) -> String {
        let width = self.0.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let line = |(name, figure): &(String, Figure)| match *figure {
            Figure::Count(count) => format!("{name:width$}  {count}\n"),
            Figure::Number(number) => format!("{name:width$}  {number:.4}\n"),
            Figure::Prf { precision, recall, f1 } => {
                format!("{name:width$}  P {precision:.4}  R {recall:.4}  F1 {f1:.4}\n")
            }
            Figure::Matched { right, proposed, gold } => {
                let (p, r, f1) = shares(right, proposed, gold);
                format!(
                    "{name:width$}  P {p:.4}  R {r:.4}  F1 {f1:.4}  right {right}  proposed {proposed}  gold {gold}\n"
                )
            }
            Figure::Accuracy { right, of } => {
                let share = shares(right, 0, of).1;
                format!("{name:width$}  {share:.4}  right {right}  of {of}\n")
            }
            Figure::Recall { right, gold } => {
                let recall = shares(right, 0, gold).1;
                format!("{name:width$}  R {recall:.4}  right {right}  gold {gold}\n")
            }
        };
        self.0.iter().map(line).collect()
    }
}

/// Precision, recall and F1 from counts; each is 0 where its divisor is.
fn shares(right: usize, proposed: usize, gold: usize) -> (f64, f64, f64) {
    let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(proposed), share(gold));
    let sum = precision + recall;
    (precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
}
