use super::view::View;
use dateline_doc::TokenSpan;

/// The tokens that one cue can reach: its sentence, and inside a quotation no more than that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) floor: usize,
    pub(super) limit: usize,
}

impl Reach {
    pub(super) fn of(view: &View<'_>, cue: TokenSpan) -> Self {
        let token = cue.start();
        let sentence = view.segments.sentences[view.segments.sentence_of(token)];
        let (mut floor, mut limit) = (sentence.start(), sentence.end());
        if let Some((_, quote)) = view.quote_at(token) {
            let inner = view.segments.tokens_in(quote.inner);
            floor = floor.max(inner.start());
            limit = limit.min(inner.end());
        } else if let Some((_, quote)) = view.quote_at(floor).filter(|_| !view.opens_quote(floor)) {
            // The sentence starts inside a quotation that ends before the cue.
            floor = view.quote_tokens(quote).start();
        }
        Self { floor: floor.min(token), limit: limit.max(cue.end()) }
    }
}
