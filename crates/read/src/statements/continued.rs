use super::{draft::Draft, view::View};
use dateline_doc::TokenSpan;

/// Gives quotations that nobody is named for to the speaker of the quotation before them: further
/// sentences of the same speech in the paragraph, or a paragraph that is nothing but a quotation.
pub(super) fn join(view: &View<'_>, drafts: &mut [Draft]) {
    let mut taken = vec![false; view.segments.tokens.len()];
    for piece in drafts.iter().flat_map(|draft| &draft.content) {
        piece.range().for_each(|token| taken[token] = true);
    }
    for quote in view.segments.quotes.iter().filter(|quote| quote.level == 0) {
        let tokens = view.quote_tokens(quote);
        if tokens.is_empty()
            || tokens.range().any(|token| taken[token])
            || !stands_alone(view, tokens)
        {
            continue;
        }
        let paragraph = view.segments.paragraph_of(tokens.start());
        let opens = view.segments.paragraphs[paragraph].start() == tokens.start();
        if let Some(draft) = speaker_before(view, drafts, tokens.start(), paragraph, opens) {
            draft.content.push(tokens);
            tokens.range().for_each(|token| taken[token] = true);
        }
    }
}

/// Whether the quotation is whole sentences and nothing else.
fn stands_alone(view: &View<'_>, tokens: TokenSpan) -> bool {
    let sentences = &view.segments.sentences;
    let first = sentences[view.segments.sentence_of(tokens.start())];
    let last = sentences[view.segments.sentence_of(tokens.end() - 1)];
    let rest = (tokens.end()..last.end()).all(|token| view.is_stop(token));
    first.start() == tokens.start() && rest
}

/// The draft whose content ends with a quotation shortly before `token`.
fn speaker_before<'d>(
    view: &View<'_>,
    drafts: &'d mut [Draft],
    token: usize,
    paragraph: usize,
    opens: bool,
) -> Option<&'d mut Draft> {
    let near = |draft: &&mut Draft| {
        let end = draft.end();
        let last = draft.content.iter().map(|piece| piece.end()).max().unwrap_or(0);
        let there = end > 0 && end <= token;
        let quoted = last > 0 && view.quote_at(last - 1).is_some();
        let distance = paragraph.saturating_sub(view.segments.paragraph_of(end.max(1) - 1));
        there && quoted && distance <= usize::from(opens)
    };
    drafts.iter_mut().filter(near).max_by_key(|draft| draft.end())
}
