use dateline_doc::{Stance, TokenSpan};

/// A statement by token numbers, before it is described.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) cue: TokenSpan,
    pub(super) source: Option<TokenSpan>,
    pub(super) content: Vec<TokenSpan>,
    pub(super) stance: Stance,
    pub(super) score: f32,
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
