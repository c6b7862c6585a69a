//! Entities: names and the people, groups and bodies they mean.

mod common;
mod grouping;
mod lexicon;
mod mention;
mod named;
mod persons;
mod registry;
mod scan;
mod settle;

use crate::{Packs, segment::is_cased};
use dateline_doc::{Annotator, Entity, Located};
pub use lexicon::{Class, EntityLexicon, Head, Nature, Part};
use mention::Mention;
pub use registry::{Actor, DatedCode, Name, Registry, Usage};
use scan::Scan;
pub use settle::settle;
use std::sync::Arc;

/// Proposes entities from the actor registry and the language packs' lexicons.
pub struct LexiconEntities {
    packs: Arc<Packs>,
    name: Arc<str>,
}

impl LexiconEntities {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs, name: "lexicon".into() }
    }
}

impl Annotator<Entity> for LexiconEntities {
    fn name(&self) -> &str {
        &self.name
    }

    fn annotate(&self, input: Located<'_>) -> Vec<Entity> {
        let language = self.packs.language(input.article.language.as_deref());
        let scan = Scan {
            input,
            segments: input.segments,
            language,
            lexicon: &language.entities,
            registry: &self.packs.actors,
            names: &language.actor_names,
            cased: is_cased(&input.article.text),
        };
        grouping::group(scan, mentions(scan), &self.name)
    }
}

/// All mentions in text order: names first, persons where no other name stands, then noun phrases.
fn mentions(scan: Scan<'_>) -> Vec<Mention> {
    let mut mentions = named::named(scan);
    let mut taken = vec![false; scan.len()];
    mark(&mentions, &mut taken);
    let persons = persons::persons(scan, &mentions, &taken);
    mark(&persons, &mut taken);
    mentions.extend(persons);
    mentions.extend(common::common(scan, &taken));
    // An outer mention before the one inside it.
    mentions
        .sort_by_key(|mention| (mention.tokens.start(), std::cmp::Reverse(mention.tokens.end())));
    mentions
}

fn mark(mentions: &[Mention], taken: &mut [bool]) {
    mentions.iter().flat_map(|mention| mention.tokens.range()).for_each(|at| taken[at] = true);
}
