use super::{draft::Draft, view::View, words::Class};
use dateline_doc::TokenSpan;

/// Cuts contents that run on into the words of another who reports them: of "the cell is believed to be
/// the same, activists said" the belief ends before the activists.
pub(super) fn clip(view: &View<'_>, drafts: &mut [Draft]) {
    for inner in 0..drafts.len() {
        let end = (0..drafts.len())
            .filter(|outer| *outer != inner)
            .filter_map(|outer| told_before(&drafts[inner], &drafts[outer]))
            .chain(after_clause(view, &drafts[inner]))
            .min();
        if let Some(end) = end {
            for piece in &mut drafts[inner].content {
                *piece = TokenSpan::new(piece.start().min(end), piece.end().min(end));
            }
        }
    }
}

/// Where the outer content ends that holds the inner's cue and stands before the outer's own cue.
fn told_before(inner: &Draft, outer: &Draft) -> Option<usize> {
    let holds = |piece: &&TokenSpan| piece.holds(inner.cue.start()) && !inner.cue.is_empty();
    let around = outer.content.iter().find(holds)?;
    let before = around.end() <= outer.cue.start();
    (before && !outer.cue.is_empty() && inner.says(outer.cue.start())).then(|| around.end())
}

/// "The general, who said he had led it, told …": what is said in a relative clause ends with it.
fn after_clause(view: &View<'_>, draft: &Draft) -> Option<usize> {
    let source = draft.source.filter(|source| source.len() == 1)?;
    let aside = source.start() > 0
        && view.is(source.start(), Class::Relative)
        && view.is_comma(source.start() - 1);
    let ends = |at: &usize| {
        view.is_comma(*at) && view.quote_at(*at).is_none() && view.has_finite(at + 1, at + 2)
    };
    let mut tokens = draft.content.iter().flat_map(|piece| piece.range());
    tokens.find(ends).filter(|_| aside)
}
