use super::{draft::Draft, naming::Known, speakers::Speakers, stance, view::View};
use dateline_doc::{Evidence, Mode, Span, Statement, Tag, TokenSpan};
use std::sync::Arc;

/// Turns drafts, in any order, into statements with speaker, naming, mode and stance.
pub(super) fn statements(
    view: &View<'_>,
    known: Known<'_>,
    mut drafts: Vec<Draft>,
    by: &Arc<str>,
) -> Vec<Statement> {
    drafts.sort_by_key(|draft| draft.cue.start());
    let mut speakers = Speakers::new(view, known);
    drafts
        .iter()
        .map(|draft| {
            let (naming, speaker) = speakers.of(draft);
            let span = |tokens: TokenSpan| view.segments.span(tokens);
            let cue: Vec<Span> =
                Some(draft.cue).filter(|cue| !cue.is_empty()).map(span).into_iter().collect();
            let content: Vec<Span> =
                draft.content.iter().copied().filter(|piece| !piece.is_empty()).map(span).collect();
            let told = if cue.is_empty() { &content } else { &cue };
            Statement {
                within: None,
                source: draft.source.map(span).into_iter().collect(),
                evidence: Evidence {
                    spans: told.clone(),
                    by: draft.by.as_ref().unwrap_or(by).clone(),
                    score: draft.score,
                },
                cue,
                content,
                speaker,
                naming,
                mode: mode(view, draft),
                stance: stance::of(view, known.lexicon, draft),
            }
        })
        .collect()
}

/// Whose words a content is in. A quotation around the whole statement says nothing about it.
fn mode(view: &View<'_>, draft: &Draft) -> Mode {
    let around = view.quote_at(draft.cue.start()).map(|(number, _)| number);
    let around = around.filter(|_| !draft.cue.is_empty());
    let words = || {
        let tokens = draft.content.iter().flat_map(|piece| piece.range());
        tokens.filter(|token| view.tag(*token) != Tag::Mark)
    };
    let quoted = |token: usize| {
        view.quote_at(token).is_some_and(|(number, _)| Some(number) != around)
            || around.is_some() && view.is_quoted_twice(token)
    };
    match (words().all(quoted), words().any(quoted)) {
        (true, _) => Mode::Direct,
        (_, true) => Mode::Mixed,
        _ => Mode::Indirect,
    }
}
