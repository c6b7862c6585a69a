use dateline_doc::{Stance, TokenSpan};
use std::sync::Arc;

/// A statement by token numbers, before it is described.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Empty where the text has no words for it.
    pub(super) cue: TokenSpan,
    pub(super) source: Option<TokenSpan>,
    pub(super) content: Vec<TokenSpan>,
    pub(super) stance: Stance,
    pub(super) score: f32,
    /// The model that marked it; `None` when a rule proposes it.
    pub(super) by: Option<Arc<str>>,
}

impl Draft {
    /// Whether the token is in the content.
    pub(super) fn says(&self, token: usize) -> bool {
        self.content.iter().any(|piece| piece.holds(token))
    }

    /// The last token of the whole draft, plus one.
    pub(super) fn end(&self) -> usize {
        let ends = self.content.iter().map(|piece| piece.end());
        ends.chain([self.cue.end()]).max().unwrap_or(0)
    }
}
