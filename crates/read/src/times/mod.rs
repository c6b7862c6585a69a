//! Time expressions: what the words say and the days they mean.
//!
//! The words and patterns are the language pack's (`times/*.tsv`); here they are found ([`chart`]), chosen,
//! and worked out on the calendar from the publication date or from what the text told before.

mod bounds;
mod calendar;
mod chart;
mod choose;
mod complete;
mod grammar;
mod lexicon;
mod numbers;
mod pattern;
mod pieces;
mod resolve;
mod settle;
mod shapes;
mod spec;
mod step;
mod tell;
mod tense;
mod timex;
mod trie;

use crate::Packs;
use dateline_doc::{Annotator, Segmented, Time};
pub use lexicon::TimeLexicon;
pub use settle::settle;
use std::sync::Arc;

/// Proposes times from the language packs' lexicons.
pub struct LexiconTimes {
    packs: Arc<Packs>,
    name: Arc<str>,
}

impl LexiconTimes {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs, name: "lexicon".into() }
    }
}

impl Annotator<Time> for LexiconTimes {
    fn name(&self) -> &str {
        &self.name
    }

    fn annotate(&self, input: Segmented<'_>) -> Vec<Time> {
        let language = self.packs.language(input.article.language.as_deref());
        let Some(lexicon) = &language.times else { return Vec::new() };
        let pieces = pieces::pieces(input, &lexicon.grammar);
        let found = chart::search(input, &pieces, &lexicon.grammar);
        let chosen = choose::choose(found, &lexicon.grammar);
        tell::tell(input, &pieces, chosen, lexicon, &self.name)
    }
}
