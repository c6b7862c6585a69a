//! Outlets that a report says it came through.

use super::json_ld::LinkedArticle;
use super::page::Page;
use crate::Error;
use crate::packs::{LanguageFolder, Packs};
use dateline_doc::{Article, Via};

/// A language's words for naming the outlets a report came through.
#[derive(Debug, Default, Clone)]
pub struct Sources;

impl Sources {
    /// Loads them.
    ///
    /// # Errors
    /// When a row is malformed.
    pub fn load(_folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        Ok(Self)
    }
}

/// What the page's metadata says.
pub fn of_page(_page: &Page, _linked: Option<&LinkedArticle>, _article: &Article) -> Vec<Via> {
    Vec::new()
}

/// Adds what the text says.
pub fn find(_article: &mut Article, _packs: &Packs) {}
