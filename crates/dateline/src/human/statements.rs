use super::layout::{DIM, Layout, PLAIN, SOURCE, WARN, clipped, styled};
use dateline_doc::{Naming, Reading, Span, Stance, Statement};

/// Who says what: each statement under the one it is part of.
pub fn write(reading: &Reading, layout: &mut Layout) {
    if reading.statements.is_empty() {
        return;
    }
    layout.section("Who says what");
    for statement in &reading.statements {
        let indent = "  ".repeat(1 + depth(reading, statement));
        let source = words(reading, &statement.source, " … ");
        let source = if source.is_empty() { "(unsaid)".to_owned() } else { clipped(&source, 100) };
        let cue = words(reading, &statement.cue, " … ");
        let marks = marks(reading, statement);
        let head = format!(
            "{indent}{} {} {}",
            styled(&source, SOURCE),
            styled(&clipped(&cue, 40), DIM),
            styled(&marks, if statement.stance == Stance::Asserts { DIM } else { WARN })
        );
        layout.raw(head.trim_end());
        let content = clipped(&words(reading, &statement.content, " … "), 260);
        layout.paragraph(&format!("{indent}  "), &content, PLAIN);
    }
}

fn depth(reading: &Reading, statement: &Statement) -> usize {
    let outer = |statement: &Statement| {
        statement.within.and_then(|id| reading.statements.get(id.0 as usize))
    };
    std::iter::successors(outer(statement), |statement| outer(statement)).take(8).count()
}

/// What is not the usual case: no name, a stance other than asserting, another name for the speaker.
fn marks(reading: &Reading, statement: &Statement) -> String {
    let naming = match statement.naming {
        Naming::Named => None,
        Naming::Unnamed => Some("unnamed".to_owned()),
        Naming::Institution => Some("institution".to_owned()),
        Naming::Outlet => Some("outlet".to_owned()),
    };
    let stance = (statement.stance != Stance::Asserts)
        .then(|| format!("{:?}", statement.stance).to_lowercase());
    let speaker = statement.speaker.and_then(|id| reading.entities.get(id.0 as usize));
    let source = words(reading, &statement.source, " ");
    let speaker = speaker
        .filter(|entity| !source.contains(&entity.name))
        .map(|entity| format!("= {}", entity.name));
    let marks: Vec<String> = speaker.into_iter().chain(naming).chain(stance).collect();
    if marks.is_empty() { String::new() } else { format!("[{}]", marks.join(", ")) }
}

/// The words of some spans, joined.
pub fn words(reading: &Reading, spans: &[Span], joint: &str) -> String {
    spans.iter().map(|span| &reading.article.text[*span]).collect::<Vec<_>>().join(joint)
}
