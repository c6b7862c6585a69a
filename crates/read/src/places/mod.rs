//! Places: mentions, and the places meant.

mod settle;

use crate::Packs;
use dateline_doc::{Annotator, Place, Segmented};
pub use settle::settle;
use std::sync::Arc;

/// Proposes places from the language packs' lexicons.
pub struct LexiconPlaces {
    packs: Arc<Packs>,
}

impl LexiconPlaces {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs }
    }
}

impl Annotator<Place> for LexiconPlaces {
    fn name(&self) -> &str {
        "lexicon"
    }

    fn annotate(&self, input: Segmented<'_>) -> Vec<Place> {
        let _language = self.packs.language(input.article.language.as_deref());
        Vec::new()
    }
}
