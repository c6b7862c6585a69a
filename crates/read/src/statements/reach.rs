use super::view::View;
use dateline_doc::{Tag, TokenSpan};

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
        let (mut floor, mut limit) = (after_dateline(view, sentence), sentence.end());
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

/// Most tokens of a dateline: place, area, day and agency.
const DATELINE: usize = 16;

/// Where a sentence's own words start, past a dateline: "KIRKUK, Iraq, 3 May (AFP) — …".
fn after_dateline(view: &View<'_>, sentence: TokenSpan) -> usize {
    let start = sentence.start();
    let end = view.dateline.end();
    if !view.dateline.is_empty() && sentence.holds(end) {
        return end;
    }
    let limit = sentence.end().min(start + DATELINE);
    let dash = (start + 1..limit).find(|at| matches!(view.word(*at), "—" | "–" | "-" | "--"));
    let Some(dash) = dash else { return start };
    let shouts = |at: usize| {
        let word = view.word(at);
        word.contains(char::is_uppercase) && !word.contains(char::is_lowercase)
    };
    let names = (start..dash).all(|at| {
        shouts(at)
            || matches!(view.tag(at), Tag::Name | Tag::Numeral | Tag::Mark | Tag::Preposition)
    });
    let bracket = view.word(dash - 1) == ")";
    if names && (bracket || shouts(start)) { dash + 1 } else { start }
}
