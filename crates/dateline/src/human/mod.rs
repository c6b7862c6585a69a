//! A reading as a page for people.

use dateline_doc::Reading;

/// The page of one reading.
pub fn page(reading: &Reading) -> String {
    format!("{}\n", reading.article.title.as_deref().unwrap_or(&reading.article.id))
}
