//! Entities: names and the people, groups and bodies they mean.

mod settle;

use crate::Packs;
use dateline_doc::{Annotator, Entity, Located};
pub use settle::settle;
use std::sync::Arc;

/// Proposes entities from the language packs' lexicons.
pub struct LexiconEntities {
    packs: Arc<Packs>,
}

impl LexiconEntities {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs }
    }
}

impl Annotator<Entity> for LexiconEntities {
    fn name(&self) -> &str {
        "lexicon"
    }

    fn annotate(&self, input: Located<'_>) -> Vec<Entity> {
        let _language = self.packs.language(input.article.language.as_deref());
        Vec::new()
    }
}
