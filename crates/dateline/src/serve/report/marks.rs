//! Which words of a report are part of what.

use super::Mark;
use crate::record::word;
use dateline_doc::{Reading, Span};

/// Every word that a statement or a claim rests on.
pub fn marks(reading: &Reading) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |span: Span, part: String, value: String| {
        let label = format!("{part} of {value}");
        marks.push(Mark { span, part, label, value });
    };
    for (number, statement) in (1..).zip(&reading.statements) {
        let value = format!("s{number}");
        let parts = [
            ("source", &statement.source),
            ("cue", &statement.cue),
            ("content", &statement.content),
        ];
        for (part, spans) in parts {
            for span in spans {
                mark(*span, part.to_owned(), value.clone());
            }
        }
    }
    for (number, claim) in (1..).zip(&reading.claims) {
        let value = format!("c{number}");
        mark(claim.trigger, "trigger".to_owned(), value.clone());
        for role in &claim.roles {
            mark(role.span, word(role.kind), value.clone());
        }
        if let Some(place) = claim.place {
            mark(reading.places[place.0 as usize].span, "place".to_owned(), value.clone());
        }
        if let Some(time) = claim.time {
            mark(reading.times[time.0 as usize].span, "time".to_owned(), value.clone());
        }
        for count in &claim.counts {
            mark(count.span, "count".to_owned(), value.clone());
        }
    }
    marks
}
