use dateline_doc::{Span, Statement, StatementId};
use std::cmp::Reverse;

/// Decides which proposals stand, their nesting and their order.
///
/// Two proposals that share words of their cues are one statement: the surer one stands. A
/// statement whose cue lies in another's content is told within the innermost such statement; of two
/// with one content, the one whose source comes later is told within the other.
/// The order is that of the text, outer before inner.
pub fn settle(mut proposals: Vec<Statement>) -> Vec<Statement> {
    proposals.retain(|statement| !statement.content.is_empty());
    proposals.sort_by(|a, b| {
        let by_score = b.evidence.score.total_cmp(&a.evidence.score);
        by_score.then_with(|| hull(a).cmp(&hull(b)))
    });
    let mut kept: Vec<Statement> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        if !kept.iter().any(|other| is_same(other, &proposal)) {
            kept.push(proposal);
        }
    }
    kept.sort_by_key(|statement| {
        (hull(statement).start(), Reverse(hull(statement).end()), anchor(statement))
    });
    let outer: Vec<Option<StatementId>> =
        (0..kept.len()).map(|number| within(&kept, number)).collect();
    for (statement, outer) in kept.iter_mut().zip(outer) {
        statement.within = outer;
    }
    kept
}

/// From the first to the last byte of all its parts.
fn hull(statement: &Statement) -> Span {
    let parts = statement.source.iter().chain(&statement.cue).chain(&statement.content);
    parts.copied().reduce(Span::cover).unwrap_or_default()
}

/// The words that stand for it: its cue, else its content.
fn anchor(statement: &Statement) -> Span {
    statement.cue.first().or(statement.content.first()).copied().unwrap_or_default()
}

fn is_same(a: &Statement, b: &Statement) -> bool {
    let cues = a.cue.iter().any(|x| b.cue.iter().any(|y| x.overlaps(*y)));
    cues || a.cue.is_empty() && b.cue.is_empty() && a.content == b.content
}

/// The innermost other statement whose content holds this one's cue, and no more than that one's own words.
fn within(all: &[Statement], number: usize) -> Option<StatementId> {
    let inner = anchor(&all[number]);
    let size =
        |statement: &Statement| statement.content.iter().map(|span| span.len()).sum::<usize>();
    let holds = |outer: &Statement| outer.content.iter().any(|span| span.contains(inner));
    (0..all.len())
        .filter(|other| {
            *other != number && holds(&all[*other]) && !is_mutual(&all[number], &all[*other])
        })
        .min_by_key(|other| size(&all[*other]))
        .or_else(|| reporter(all, number))
        .map(|other| StatementId(other as u32))
}

/// The statement by another source, named earlier, that has this one's content: "the agency, citing a
/// witness, reported".
fn reporter(all: &[Statement], number: usize) -> Option<usize> {
    let inner = &all[number];
    let source = inner.source.first()?;
    (0..all.len()).find(|other| {
        let outer = &all[*other];
        *other != number
            && outer.content == inner.content
            && outer.source.first().is_some_and(|first| first.end() <= source.start())
    })
}

/// Whether each holds the other's cue, so that neither is the outer one: then the earlier cue is.
fn is_mutual(inner: &Statement, outer: &Statement) -> bool {
    inner.content.iter().any(|span| span.contains(anchor(outer))) && anchor(inner) < anchor(outer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Evidence, Mode, Naming, Stance};

    fn statement(cue: (usize, usize), content: (usize, usize), by: &str, score: f32) -> Statement {
        let cue = Span::new(cue.0, cue.1);
        Statement {
            within: None,
            source: Vec::new(),
            cue: vec![cue],
            content: vec![Span::new(content.0, content.1)],
            speaker: None,
            naming: Naming::Unnamed,
            mode: Mode::Indirect,
            stance: Stance::Asserts,
            evidence: Evidence::one(cue, &by.into(), score),
        }
    }

    #[test]
    fn the_surer_of_two_with_one_cue_stands() {
        let settled = settle(vec![
            statement((5, 9), (10, 30), "lexicon", 0.6),
            statement((5, 9), (10, 40), "model", 0.9),
        ]);
        assert_eq!(settled.len(), 1);
        assert_eq!(&*settled[0].evidence.by, "model");
    }

    #[test]
    fn a_chain_is_ordered_from_the_outside() {
        let settled = settle(vec![
            statement((40, 44), (45, 60), "lexicon", 0.9),
            statement((5, 9), (10, 60), "lexicon", 0.5),
            statement((25, 30), (31, 60), "lexicon", 0.7),
        ]);
        let within: Vec<_> = settled.iter().map(|one| one.within.map(|id| id.0)).collect();
        assert_eq!(within, [None, Some(0), Some(1)]);
    }

    #[test]
    fn two_that_hold_each_other_make_no_ring() {
        let settled = settle(vec![
            statement((5, 9), (10, 60), "lexicon", 0.5),
            statement((40, 44), (0, 30), "lexicon", 0.9),
        ]);
        let rings = settled.iter().enumerate().filter(|(number, one)| {
            one.within.is_some_and(|outer| {
                settled[outer.0 as usize].within == Some(StatementId(*number as u32))
            })
        });
        assert_eq!(rings.count(), 0);
    }

    #[test]
    fn of_two_with_one_content_the_later_named_is_within() {
        let source = |mut one: Statement, start: usize| {
            one.source = vec![Span::new(start, start + 3)];
            one
        };
        let settled = settle(vec![
            source(statement((12, 18), (30, 60), "lexicon", 0.9), 20),
            source(statement((5, 9), (30, 60), "lexicon", 0.5), 0),
        ]);
        let within: Vec<_> = settled.iter().map(|one| one.within.map(|id| id.0)).collect();
        assert_eq!(within, [None, Some(0)]);
    }

    #[test]
    fn without_content_there_is_no_statement() {
        let mut empty = statement((5, 9), (10, 60), "lexicon", 0.5);
        empty.content.clear();
        assert!(settle(vec![empty]).is_empty());
    }
}
