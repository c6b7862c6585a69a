//! From elements to paragraphs.

use super::normalise;
use trafilatura::dom::{Document, NodeId};

/// The text of `document` as paragraphs, each on one line, an empty line between them.
pub fn text(document: &Document) -> String {
    let root = document.body().unwrap_or_else(|| document.root());
    let mut paragraphs = vec![String::new()];
    // A stack of our own: the depth of a page is not ours to choose.
    let mut stack = vec![Step::Enter(root)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Break => start_new(&mut paragraphs),
            Step::Enter(id) => enter(document, id, &mut paragraphs, &mut stack),
        }
    }
    normalise::join(paragraphs.iter().map(String::as_str))
}

enum Step {
    Enter(NodeId),
    Break,
}

fn enter(document: &Document, id: NodeId, paragraphs: &mut Vec<String>, stack: &mut Vec<Step>) {
    if document.is_text(id) {
        if let Some(last) = paragraphs.last_mut() {
            last.push_str(&document.text_content(id));
        }
        return;
    }
    let name = document.tag_name(id);
    if is_hidden(name) {
        return;
    }
    if name == "br" {
        line_break(paragraphs);
        return;
    }
    let is_cell = matches!(name, "td" | "th");
    if is_block(name) {
        start_new(paragraphs);
        stack.push(Step::Break);
    } else if is_cell && let Some(last) = paragraphs.last_mut() {
        last.push(' ');
    }
    stack.extend(document.child_nodes(id).into_iter().rev().map(Step::Enter));
}

fn start_new(paragraphs: &mut Vec<String>) {
    if paragraphs.last().is_none_or(|last| !last.trim().is_empty()) {
        paragraphs.push(String::new());
    } else if let Some(last) = paragraphs.last_mut() {
        last.clear();
    }
}

/// Two breaks in a row part paragraphs, one is a space.
fn line_break(paragraphs: &mut Vec<String>) {
    let Some(last) = paragraphs.last_mut() else { return };
    if last.trim_end_matches([' ', '\t', '\r']).ends_with('\n') {
        start_new(paragraphs);
    } else {
        last.push('\n');
    }
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "noscript" | "template" | "head" | "iframe" | "select" | "button"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "thead"
            | "tbody"
            | "figure"
            | "figcaption"
            | "form"
            | "hr"
            | "address"
            | "details"
            | "summary"
            | "body"
            | "html"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        text(&Document::parse(html))
    }

    #[test]
    fn blocks_become_paragraphs() {
        let html = "<div>One <b>two</b><p>three\n four</p><ul><li>five<li>six</ul>seven<br>eight<br><br>nine";
        assert_eq!(of(html), "One two\n\nthree four\n\nfive\n\nsix\n\nseven eight\n\nnine");
    }

    #[test]
    fn scripts_are_no_text() {
        assert_eq!(of("<p>a<script>b</script></p><style>c</style>"), "a");
    }
}
