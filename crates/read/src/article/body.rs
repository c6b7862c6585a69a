//! The article's body, from a parsed page.

use super::{blocks, json_ld::LinkedArticle, normalise};
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::dom::{Document, NodeId};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// A body shorter than this, in bytes, is looked for again less strictly.
const MIN_BODY: usize = 200;
/// Most that the depths of all elements may sum to for the extractor, which looks at each element
/// again from every one above it.
const MAX_DEPTHS: usize = 2_000_000;

/// The body's text as paragraphs with an empty line between them; empty when the page has none.
///
/// The extractor's strict setting leaves most furniture out. Where it leaves less than half of what
/// the page's JSON-LD holds or a quarter of its paragraphs, its balanced setting decides; where that fails too,
/// the JSON-LD's text is taken, and without one, all text of the page but its menus.
pub fn body(document: &Document, linked: Option<&LinkedArticle>) -> String {
    let stated = linked.and_then(|article| article.body.as_deref()).map(stated).unwrap_or_default();
    if depths(document) > MAX_DEPTHS {
        return if stated.is_empty() { all_text(document) } else { stated };
    }
    let enough = MIN_BODY.max(stated.len() / 2).max(paragraphs_length(document) / 4);
    let strict = extract(document, ExtractionFocus::FavorPrecision);
    if strict.len() >= enough {
        return strict;
    }
    let balanced = extract(document, ExtractionFocus::Balanced);
    let longest = if balanced.len() > strict.len() { balanced } else { strict };
    if longest.len() * 2 < stated.len() {
        return stated;
    }
    if longest.is_empty() { all_text(document) } else { longest }
}

/// The text of the whole page without menus, unless there is nothing else.
fn all_text(document: &Document) -> String {
    let text = blocks::without_menus(document);
    if text.is_empty() { blocks::text(document) } else { text }
}

/// The sum of all elements' depths, counted up to the limit.
fn depths(document: &Document) -> usize {
    let mut sum = 0;
    let mut stack = vec![(document.root(), 0)];
    while let Some((id, depth)) = stack.pop() {
        sum += depth;
        if sum > MAX_DEPTHS {
            break;
        }
        stack.extend(document.children(id).into_iter().map(|child| (child, depth + 1)));
    }
    sum
}

/// The text of JSON-LD, which may be HTML or have its paragraphs parted by line breaks.
fn stated(text: &str) -> String {
    if text.contains("</") || text.contains("&lt;") {
        let html = html_escape::decode_html_entities(text);
        return blocks::text(&Document::parse(&super::slim::slim(&html).html));
    }
    let text = html_escape::decode_html_entities(text);
    normalise::join(text.split(['\n', '\r']))
}

/// Bytes of text in paragraphs long enough to be an article's, outside of what surrounds one.
fn paragraphs_length(document: &Document) -> usize {
    const LONG: usize = 120;
    let paragraphs = document.get_elements_by_tag_name(document.root(), "p");
    let lengths = paragraphs
        .into_iter()
        .filter(|id| !is_aside(document, *id))
        .map(|id| document.text_content(id).trim().len());
    lengths.filter(|length| *length >= LONG).sum()
}

fn is_aside(document: &Document, id: NodeId) -> bool {
    let mut above = document.parent(id);
    for _ in 0..12 {
        let Some(id) = above else { return false };
        if matches!(
            document.tag_name(id),
            "aside" | "footer" | "nav" | "form" | "header" | "figure"
        ) {
            return true;
        }
        above = document.parent(id);
    }
    false
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
