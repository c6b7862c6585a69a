//! From elements to paragraphs.

use super::normalise;
use trafilatura::dom::{Document, NodeId};

/// Longest block, in bytes, that is a menu's when it is all links.
const MAX_MENU: usize = 160;

/// The text of `document` as paragraphs, each on one line, an empty line between them.
pub fn text(document: &Document) -> String {
    normalise::join(blocks(document).iter().map(|block| block.text.as_str()))
}

/// The same without short blocks whose text is nearly all inside links: menus.
pub fn without_menus(document: &Document) -> String {
    let blocks = blocks(document);
    let kept = blocks.iter().filter(|block| !block.is_menu());
    normalise::join(kept.map(|block| block.text.as_str()))
}

#[derive(Default)]
struct Block {
    text: String,
    /// Bytes of its text inside links, white space apart.
    linked: usize,
}

impl Block {
    fn is_menu(&self) -> bool {
        let length = letters(&self.text);
        length > 0 && length <= MAX_MENU && self.linked * 10 >= length * 9
    }
}

/// Bytes that are more than white space or what parts one link from the next.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
}

fn blocks(document: &Document) -> Vec<Block> {
    let root = document.body().unwrap_or_else(|| document.root());
    let mut walk = Walk { document, blocks: vec![Block::default()], links: 0, stack: Vec::new() };
    walk.stack.push(Step::Enter(root));
    while let Some(step) = walk.stack.pop() {
        match step {
            Step::Break => walk.start_new(),
            Step::EndLink => walk.links -= 1,
            Step::Enter(id) => walk.enter(id),
        }
    }
    walk.blocks
}

enum Step {
    Enter(NodeId),
    Break,
    EndLink,
}

struct Walk<'d> {
    document: &'d Document,
    blocks: Vec<Block>,
    /// How many links are open.
    links: usize,
    /// A stack of our own: the depth of a page is not ours to choose.
    stack: Vec<Step>,
}

impl Walk<'_> {
    fn enter(&mut self, id: NodeId) {
        if self.document.is_text(id) {
            return self.push(&self.document.text_content(id));
        }
        let name = self.document.tag_name(id);
        if is_hidden(name) {
            return;
        }
        match name {
            "br" => return self.line_break(),
            "td" | "th" => self.push(" "),
            "a" => {
                self.links += 1;
                self.stack.push(Step::EndLink);
            }
            name if is_block(name) => {
                self.start_new();
                self.stack.push(Step::Break);
            }
            _ => {}
        }
        self.stack.extend(self.document.child_nodes(id).into_iter().rev().map(Step::Enter));
    }

    fn push(&mut self, text: &str) {
        let Some(last) = self.blocks.last_mut() else { return };
        last.text.push_str(text);
        if self.links > 0 {
            last.linked += letters(text);
        }
    }

    fn start_new(&mut self) {
        let is_used = self.blocks.last().is_none_or(|last| !last.text.trim().is_empty());
        if !is_used {
            self.blocks.pop();
        }
        self.blocks.push(Block::default());
    }

    /// Two breaks in a row part paragraphs, one is a space.
    fn line_break(&mut self) {
        let Some(last) = self.blocks.last_mut() else { return };
        if last.text.trim_end_matches([' ', '\t', '\r']).ends_with('\n') {
            self.start_new();
        } else {
            last.text.push('\n');
        }
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
    fn menus_are_left_out_where_asked() {
        let html = "<table><tr><td><a href=/>Front page</a><br> | <a href=/r>Region</a></td></tr>\
                    <tr><td><p>Two <a href=/s>soldiers</a> died.</p></td></tr></table>";
        let document = Document::parse(html);
        assert_eq!(without_menus(&document), "Two soldiers died.");
        assert!(text(&document).contains("Front page"));
        let linked = format!("<a href=/><p>{}</p></a>", "Two soldiers died. ".repeat(20));
        assert!(!without_menus(&Document::parse(&linked)).is_empty());
    }

    #[test]
    fn scripts_are_no_text() {
        assert_eq!(of("<p>a<script>b</script></p><style>c</style>"), "a");
    }
}
