//! Cuts from HTML source what no reader of the text needs, before it is parsed.
//!
//! Scripts, styles and drawings are more than half the bytes of a news page, and every later
//! stage would parse, copy and drop them. The cut is linear in the input, which also makes it the
//! place to keep a hostile page within bounds.

use dateline_doc::Problem;

/// Deepest nesting of elements that reaches the parser. Real pages stay below 100.
const MAX_DEPTH: usize = 160;
/// Most elements that reach the parser. The largest real pages have some 30,000.
const MAX_TAGS: usize = 40_000;
/// Longest source that reaches the parser, in bytes, counted after the cut.
const MAX_BYTES: usize = 3 << 20;
/// Most attributes of one element: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 256;
/// Most open formatting elements: each is opened anew in every later block, so a page that never
/// closes them costs the square of its length.
const MAX_FORMATTING: usize = 64;

/// The page's source without scripts (JSON-LD kept), styles, drawings and comments.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Slim {
    /// What is left of the source.
    pub html: String,
    /// Tags nested deeper than the limit were left out; their text was kept.
    pub too_deep: bool,
    /// The source went on past the limit and was cut there.
    pub too_large: bool,
}

impl Slim {
    /// What a reader should know of the cut.
    pub fn problems(&self) -> Vec<Problem> {
        let large = "the page is too large: read as far as the limit; save the article alone";
        let deep = "elements are nested too deeply: the deepest were read as plain text";
        let notes = [(self.too_large, large), (self.too_deep, deep)];
        let said = notes.iter().filter(|(holds, _)| *holds);
        said.map(|(_, message)| Problem { message: (*message).to_owned(), fatal: false }).collect()
    }
}

/// Cuts `source`. Any input gives an output, in time linear in its length.
pub fn slim(source: &str) -> Slim {
    let mut cut = Cut {
        source,
        out: Slim::default(),
        at: 0,
        open: Vec::new(),
        formatting: 0,
        tags: 0,
        no_svg_ends: false,
    };
    cut.out.html.reserve(source.len() / 2);
    cut.run();
    cut.out
}

struct Cut<'s> {
    source: &'s str,
    out: Slim,
    at: usize,
    /// Names of the open elements that count towards depth, with whether each was kept.
    open: Vec<(&'s str, bool)>,
    formatting: usize,
    /// Tags kept so far.
    tags: usize,
    /// No drawing ends in the rest of the page: not to be looked for again.
    no_svg_ends: bool,
}

impl<'s> Cut<'s> {
    fn run(&mut self) {
        while self.at < self.source.len() {
            let rest = &self.source[self.at..];
            let Some(text) = memchr::memchr(b'<', rest.as_bytes()) else {
                self.keep(rest.len());
                return;
            };
            self.keep(text);
            if self.tags > MAX_TAGS || self.out.html.len() > MAX_BYTES {
                self.out.too_large = true;
                return;
            }
            self.markup();
        }
    }

    /// Copies the next `length` bytes.
    fn keep(&mut self, length: usize) {
        let room = MAX_BYTES.saturating_sub(self.out.html.len());
        let mut end = length.min(room);
        while !self.source.is_char_boundary(self.at + end) {
            end -= 1;
        }
        self.out.too_large |= end < length;
        self.out.html.push_str(&self.source[self.at..self.at + end]);
        self.at += length;
    }

    fn keep_tag(&mut self, length: usize) {
        self.tags += 1;
        self.keep(length);
    }

    /// Handles what starts with the `<` at the cursor.
    fn markup(&mut self) {
        let rest = &self.source[self.at..];
        if rest.starts_with("<!--") {
            self.at += comment_length(rest);
            return;
        }
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        let name = tag_name(&rest[if closing { 2 } else { 1 }..]);
        if name.is_empty() {
            self.keep(1);
            return;
        }
        let Some((length, attributes)) = tag_length(rest) else {
            // A tag that never ends swallows the rest of the page, as in a browser.
            self.at = self.source.len();
            return;
        };
        if attributes > MAX_ATTRIBUTES {
            self.out.too_large = true;
            self.at += length;
            return;
        }
        if closing {
            self.close(name, length);
        } else {
            self.open(name, length);
        }
    }

    fn open(&mut self, name: &'s str, length: usize) {
        let tag = &self.source[self.at..self.at + length];
        if let Some(skip) = self.hidden_length(name, tag) {
            self.at += skip;
            self.out.html.push(' ');
            return;
        }
        if !nests(name) {
            return self.keep_tag(length);
        }
        let formats = is_formatting(name);
        let kept = self.open.len() < MAX_DEPTH && !(formats && self.formatting >= MAX_FORMATTING);
        self.open.push((name, kept));
        if kept {
            self.formatting += usize::from(formats);
            self.keep_tag(length);
        } else {
            self.out.too_deep = true;
            self.at += length;
        }
    }

    fn close(&mut self, name: &'s str, length: usize) {
        if !nests(name) {
            return self.keep_tag(length);
        }
        // Only a near match closes: a stray end tag must not empty the whole stack.
        let near =
            self.open.iter().rev().take(16).position(|(open, _)| open.eq_ignore_ascii_case(name));
        let mut kept = true;
        if let Some(back) = near {
            kept = self.open[self.open.len() - 1 - back].1;
            for (open, was_kept) in self.open.drain(self.open.len() - 1 - back..) {
                self.formatting -= usize::from(was_kept && is_formatting(open));
            }
        } else if self.open.len() >= MAX_DEPTH {
            kept = false;
        }
        if kept {
            self.keep_tag(length);
        } else {
            self.at += length;
        }
    }

    /// Length of the element that opens with `tag`, when nothing in it is to be read.
    fn hidden_length(&mut self, name: &str, tag: &str) -> Option<usize> {
        let rest = &self.source[self.at..];
        if name.eq_ignore_ascii_case("script") {
            return (!tag.contains("ld+json"))
                .then(|| end_tag(rest, b"script").unwrap_or(rest.len()));
        }
        if name.eq_ignore_ascii_case("style") {
            return Some(end_tag(rest, b"style").unwrap_or(rest.len()));
        }
        if !name.eq_ignore_ascii_case("svg") || tag.ends_with("/>") {
            return None;
        }
        let end = if self.no_svg_ends { None } else { end_tag(rest, b"svg") };
        self.no_svg_ends = end.is_none();
        Some(end.unwrap_or(tag.len()))
    }
}

fn comment_length(rest: &str) -> usize {
    // `<!-->` and `<!--->` are whole comments.
    memchr::memmem::find(&rest.as_bytes()[2..], b"-->").map_or(rest.len(), |end| end + 2 + 3)
}

fn tag_name(rest: &str) -> &str {
    let bytes = rest.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return "";
    }
    let end = bytes.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    &rest[..end.unwrap_or(rest.len())]
}

/// Length of the tag that `rest` starts with, with its `>`, and about how many attributes it has.
/// Quoted values may hold `>`.
fn tag_length(rest: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    let (mut at, mut attributes) = (1, 0);
    let mut value_starts = false;
    let mut between = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some((at + 1, attributes)),
            quote @ (b'"' | b'\'') if value_starts => {
                at += 1 + memchr::memchr(quote, &bytes[at + 1..])?;
                value_starts = false;
                // The next attribute may follow without a space.
                between = true;
            }
            b'=' => value_starts = true,
            b if b.is_ascii_whitespace() || b == b'/' => between = true,
            _ => {
                attributes += usize::from(between && !value_starts);
                (value_starts, between) = (false, false);
            }
        }
        at += 1;
    }
    None
}

/// Where the first end tag of `name` ends in `rest`.
fn end_tag(rest: &str, name: &[u8]) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(&bytes[from..], b"</") {
        let at = from + found + 2;
        if bytes.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            let close = memchr::memchr(b'>', &bytes[at..])?;
            return Some(at + close + 1);
        }
        from = at;
    }
    None
}

/// Whether elements of this name nest: void elements do not, and the parser closes the others
/// left out here by itself when the next one opens.
fn nests(name: &str) -> bool {
    const FLAT: [&str; 31] = [
        "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img",
        "input", "li", "link", "meta", "option", "p", "param", "rp", "rt", "script", "source",
        "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ];
    !FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name))
}

fn is_formatting(name: &str) -> bool {
    const FORMATTING: [&str; 14] = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ];
    FORMATTING.iter().any(|it| it.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_styles_drawings_and_comments_go() {
        let source = "<p>One<script>if (a < b) document.write('<p>x')</script><!-- <p>no -->\
                      <style>p > a {}</style><svg><path d='M0'/></svg> two</p>";
        let cut = slim(source).html;
        assert_eq!(cut.split_whitespace().collect::<Vec<_>>().join(" "), "<p>One two</p>");
    }

    #[test]
    fn json_ld_stays() {
        let source = "<script type=\"application/ld+json\">{\"headline\": \"x\"}</script>";
        assert_eq!(slim(source).html, source);
    }

    #[test]
    fn a_tag_in_an_attribute_is_no_tag() {
        let source = "<div data-x=\"<script>\"><p>kept</p></div>";
        assert_eq!(slim(source).html, source);
    }

    #[test]
    fn deep_nesting_is_flattened_and_its_text_kept() {
        let source = format!("{}deep{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let cut = slim(&source);
        assert!(cut.too_deep);
        assert!(cut.html.contains("deep"));
        assert_eq!(cut.html.matches("<div>").count(), MAX_DEPTH);
    }

    #[test]
    fn endless_formatting_is_bounded() {
        let cut = slim(&"<b><p>x".repeat(20_000));
        assert!(cut.html.matches("<b>").count() <= MAX_FORMATTING);
    }

    #[test]
    fn endless_attributes_are_left_out() {
        let tag = |n: usize| format!("<p {}>x", "a=1 b='2'c=3 ".repeat(n));
        assert!(slim(&tag(10)).html.starts_with("<p a=1"));
        let cut = slim(&tag(1000));
        assert_eq!((cut.html.as_str(), cut.too_large), ("x", true));
    }

    #[test]
    fn unclosed_things_end_with_the_page() {
        for source in ["<", "</", "<!--", "<script>", "<p title=\"", "<svg>a", "<p>é<"] {
            slim(source);
        }
    }
}
