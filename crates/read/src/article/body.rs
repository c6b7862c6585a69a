//! The article's body, from a parsed page.

use super::blocks;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::dom::Document;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// A body shorter than this, in bytes, is looked for again less strictly.
const MIN_BODY: usize = 200;

/// The body's text as paragraphs with an empty line between them; empty when the page has none.
///
/// The extractor's strict setting leaves most furniture out. Where it leaves too little, its
/// balanced setting decides, and where that fails, all text of the page is taken.
pub fn body(document: &Document) -> String {
    let strict = extract(document, ExtractionFocus::FavorPrecision);
    if strict.len() >= MIN_BODY {
        return strict;
    }
    let balanced = extract(document, ExtractionFocus::Balanced);
    if balanced.len() > strict.len() { balanced } else { strict }
}

fn extract(document: &Document, focus: ExtractionFocus) -> String {
    let mut options = Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    options.focus = focus;
    // Its dates depend on today's; ours do not.
    options.html_date_mode = HtmlDateMode::Disabled;
    let document = document.clone_document();
    let run = || trafilatura::extract_document(document, &options);
    // The extractor is not ours, and no page may end the program.
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(found)) => blocks::text(&Document::parse(&found.content_html)),
        _ => String::new(),
    }
}
