//! Statements: who says what.

mod settle;

use crate::Packs;
use dateline_doc::{Annotator, Named, Statement};
pub use settle::settle;
use std::sync::Arc;

/// Proposes statements from the language packs' lexicons.
pub struct LexiconStatements {
    packs: Arc<Packs>,
}

impl LexiconStatements {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs }
    }
}

impl Annotator<Statement> for LexiconStatements {
    fn name(&self) -> &str {
        "lexicon"
    }

    fn annotate(&self, input: Named<'_>) -> Vec<Statement> {
        let _language = self.packs.language(input.article.language.as_deref());
        Vec::new()
    }
}
