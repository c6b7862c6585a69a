//! Time expressions: what the words say and the days they mean.

mod settle;

use crate::Packs;
use dateline_doc::{Annotator, Segmented, Time};
pub use settle::settle;
use std::sync::Arc;

/// Proposes times from the language packs' lexicons.
pub struct LexiconTimes {
    packs: Arc<Packs>,
}

impl LexiconTimes {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs }
    }
}

impl Annotator<Time> for LexiconTimes {
    fn name(&self) -> &str {
        "lexicon"
    }

    fn annotate(&self, input: Segmented<'_>) -> Vec<Time> {
        let _language = self.packs.language(input.article.language.as_deref());
        Vec::new()
    }
}
