//! Claims: what is said to have happened.

mod settle;

use crate::Packs;
use dateline_doc::{Annotator, Claim, Stated};
pub use settle::settle;
use std::sync::Arc;

/// Proposes claims from the language packs' lexicons.
pub struct LexiconClaims {
    packs: Arc<Packs>,
}

impl LexiconClaims {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs }
    }
}

impl Annotator<Claim> for LexiconClaims {
    fn name(&self) -> &str {
        "lexicon"
    }

    fn annotate(&self, input: Stated<'_>) -> Vec<Claim> {
        let _language = self.packs.language(input.article.language.as_deref());
        Vec::new()
    }
}
