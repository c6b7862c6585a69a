//! What a parsed page states about itself: meta tags, links, headings, times, JSON-LD.

use trafilatura::dom::{Document, NodeId};

use super::json_ld::{self, LinkedArticle};
use super::normalise::one_line;

/// The statements a page makes about itself, in document order.
#[derive(Debug, Default)]
pub struct Page {
    /// `name`, `property` or `itemprop` of each meta tag, in lower case, with its content.
    pub meta: Vec<(String, String)>,
    /// The `title` element.
    pub title: String,
    /// Texts of the `h1` elements.
    pub headings: Vec<String>,
    /// The `time` elements.
    pub times: Vec<Time>,
    /// Texts of elements marked as a byline, most specific mark first.
    pub bylines: Vec<Byline>,
    /// Texts of elements whose class says that they hold a date.
    pub dates: Vec<String>,
    /// `link rel=canonical`.
    pub canonical: Option<String>,
    /// `lang` of the root element.
    pub language: Option<String>,
    /// Articles described in JSON-LD.
    pub articles: Vec<LinkedArticle>,
    /// Name of the site as JSON-LD gives it beside the articles.
    pub site: Option<String>,
}

/// A `time` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Its machine-readable value, when given.
    pub datetime: Option<String>,
    /// Its text.
    pub text: String,
    /// Marked as the time of publication (`pubdate`, `itemprop`, class).
    pub publication: bool,
}

/// An element marked as naming the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// How sure the mark is: 0 for `rel=author` and `itemprop=author`, 1 for a class that says
    /// author, 2 for one that says byline.
    pub rank: u8,
    /// The element's text.
    pub text: String,
}

impl Page {
    /// Collects the page's statements about itself.
    pub fn of(document: &Document) -> Page {
        let mut page = Page::default();
        let root = document.root();
        for id in document.iter_descendants(root, &[]) {
            page.element(document, id);
        }
        page.bylines.sort_by_key(|byline| byline.rank);
        page
    }

    /// The first non-empty content of the meta tags of these names, tried in order.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    /// Contents of all meta tags of this name.
    pub fn metas<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.meta.iter().filter(move |(it, _)| it == name).map(|(_, content)| content.as_str())
    }

    fn element(&mut self, document: &Document, id: NodeId) {
        let attribute =
            |name: &str| document.get_attribute(id, name).filter(|value| !value.is_empty());
        match document.tag_name(id) {
            "html" => self.language = attribute("lang").or_else(|| attribute("xml:lang")),
            "title" if self.title.is_empty() => self.title = one_line(&document.text_content(id)),
            "meta" => self.add_meta(document, id),
            "link" => {
                let rel = attribute("rel").unwrap_or_default();
                if self.canonical.is_none() && rel.eq_ignore_ascii_case("canonical") {
                    self.canonical = attribute("href");
                }
            }
            "h1" => {
                let text = heading(&document.text_content(id), &document.iter_text(id, " "));
                if !text.is_empty() {
                    self.headings.push(text);
                }
            }
            "script" => {
                if attribute("type").is_some_and(|kind| kind.contains("ld+json")) {
                    json_ld::read(&document.text_content(id), &mut self.articles, &mut self.site);
                }
            }
            "time" => self.times.push(Time {
                datetime: attribute("datetime"),
                text: one_line(&document.iter_text(id, " ")),
                publication: is_publication_time(&attribute),
            }),
            _ => {
                self.add_byline(document, id);
                self.add_date(document, id);
            }
        }
    }

    fn add_meta(&mut self, document: &Document, id: NodeId) {
        let Some(content) = document.get_attribute(id, "content") else { return };
        let content = one_line(&content);
        if content.is_empty() {
            return;
        }
        for name in ["property", "name", "itemprop"] {
            if let Some(name) = document.get_attribute(id, name) {
                self.meta.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }

    fn add_date(&mut self, document: &Document, id: NodeId) {
        const MAX_DATES: usize = 12;
        let Some(class) = document.get_attribute(id, "class") else { return };
        let class = class.to_lowercase();
        let is_date =
            ["date", "publish", "posted", "timestamp"].iter().any(|word| class.contains(word))
                && !["update", "modified"].iter().any(|word| class.contains(word));
        if is_date && self.dates.len() < MAX_DATES {
            let text = one_line(&document.iter_text(id, " "));
            if !text.is_empty() && text.chars().count() <= 80 {
                self.dates.push(text);
            }
        }
    }

    fn add_byline(&mut self, document: &Document, id: NodeId) {
        const MAX_BYLINES: usize = 24;
        let rank = byline_rank(document, id);
        if let Some(rank) = rank.filter(|_| self.bylines.len() < MAX_BYLINES) {
            let text = one_line(&document.iter_text(id, " "));
            if !text.is_empty() && text.chars().count() <= 200 {
                self.bylines.push(Byline { rank, text });
            }
        }
    }
}

/// A heading's text, given its pieces put together without and with a space between them: the
/// space stays where words would run together, and goes where it only parts a mark from its word.
fn heading(tight: &str, spaced: &str) -> String {
    let (tight, spaced) = (one_line(tight), one_line(spaced));
    let mut out = String::with_capacity(spaced.len());
    let mut wanted = tight.chars().peekable();
    let mut given = spaced.chars().peekable();
    while let Some(c) = given.next() {
        let is_in_both = wanted.next_if_eq(&c).is_some();
        let parts_words = out.ends_with(char::is_alphanumeric)
            && given.peek().is_some_and(|c| c.is_alphanumeric());
        if is_in_both || !c.is_whitespace() || parts_words {
            out.push(c);
        }
    }
    out
}

fn is_publication_time(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    let marks =
        [attribute("itemprop"), attribute("class"), attribute("pubdate").map(|_| "pubdate".into())];
    marks.into_iter().flatten().any(|mark| mark.to_lowercase().contains("pub"))
}

fn byline_rank(document: &Document, id: NodeId) -> Option<u8> {
    let has = |name: &str, value: &str| {
        document.get_attribute(id, name).is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    if has("rel", "author") || has("itemprop", "author") || has("data-testid", "author-name") {
        return Some(0);
    }
    let class = document.get_attribute(id, "class")?.to_lowercase();
    let class = class.as_str();
    let names = |word: &str| class.split([' ', '-', '_']).any(|part| part == word);
    if names("author") || names("authors") {
        Some(1)
    } else if class.contains("byline") {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_keep_words_apart_and_marks_close() {
        assert_eq!(heading("Mali: two dead", "Mali : two dead"), "Mali: two dead");
        assert_eq!(heading("SahelTwo dead", "Sahel Two dead"), "Sahel Two dead");
        assert_eq!(heading("Vraiment ?", "Vraiment ?"), "Vraiment ?");
    }

    #[test]
    fn collects_what_a_page_states() {
        let html = "<html lang=fr><head><title> A  b </title><meta property='OG:title' content='A b'>\
            <link rel=canonical href='https://a.example/b'></head><body><h1>A b</h1>\
            <time datetime='2024-03-02' class='published'>2 mars</time><a rel=author>Mara Lind</a>";
        let page = Page::of(&Document::parse(html));
        assert_eq!(page.language.as_deref(), Some("fr"));
        assert_eq!(page.title, "A b");
        assert_eq!(page.meta(&["og:title"]), Some("A b"));
        assert_eq!(page.canonical.as_deref(), Some("https://a.example/b"));
        assert!(page.times[0].publication);
        assert_eq!(page.bylines, [Byline { rank: 0, text: "Mara Lind".into() }]);
    }
}
