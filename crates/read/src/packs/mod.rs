//! Packs: the data Dateline reads with. One loader serves the embedded packs and a folder's.

mod files;
mod language;
mod lexicon;
mod tsv;

use crate::{Error, claims::Ontology, entities::Registry, gazetteer::Gazetteer, places::Weights};
pub use files::PackFiles;
pub use language::{Language, LanguageFolder};
pub use lexicon::Lexicon;
use std::{collections::BTreeMap, sync::Arc};
pub use tsv::{Row, Table};

/// Everything loaded from the packs.
pub struct Packs {
    languages: BTreeMap<String, Language>,
    bare: Language,
    /// Places by name; without any when the packs have no gazetteer.
    pub gazetteer: Gazetteer,
    /// How senses of places' names are told apart.
    pub place_weights: Weights,
    /// The event types, and what other ontologies call them.
    pub ontology: Ontology,
    /// The actors known by name.
    pub actors: Registry,
}

impl Packs {
    /// Loads every pack among `files`.
    ///
    /// # Errors
    /// When a file is missing or malformed; the message names the file and line.
    pub fn load(files: &PackFiles) -> Result<Self, Error> {
        let actors = Registry::load(files)?;
        // Languages without nouns of their own share the names as a plain text would be cut.
        let shared = Arc::new(actors.lexicon(&Language::default()));
        let language = |tag: &str| -> Result<Language, Error> {
            let mut language = Language::load(files, tag)?;
            let own = !language.entities.is_empty();
            language.actor_names =
                if own { Arc::new(actors.lexicon(&language)) } else { shared.clone() };
            Ok(language)
        };
        let languages = files
            .folders("lang")
            .into_iter()
            .map(|tag| Ok((tag.to_owned(), language(tag)?)))
            .collect::<Result<_, Error>>()?;
        let gazetteer = files.bytes("gazetteer/places.gaz").map(Gazetteer::open).transpose()?;
        Ok(Self {
            languages,
            bare: Language::default(),
            gazetteer: gazetteer.unwrap_or_default(),
            place_weights: Weights::load(files)?,
            ontology: Ontology::load(files)?,
            actors,
        })
    }

    /// The language pack for a BCP 47 tag, by its primary subtag; an empty one when there is none.
    pub fn language(&self, tag: Option<&str>) -> &Language {
        tag.and_then(|tag| tag.split(['-', '_']).next())
            .and_then(|primary| self.languages.get(&primary.to_ascii_lowercase()))
            .unwrap_or(&self.bare)
    }

    /// The language packs by tag.
    pub fn languages(&self) -> impl Iterator<Item = (&str, &Language)> {
        self.languages.iter().map(|(tag, language)| (tag.as_str(), language))
    }
}
