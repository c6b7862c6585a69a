//! From what was received to an article: body, title, byline, date, outlet, language and `via`.

mod blocks;
mod body;
mod byline;
mod date;
mod furniture;
mod json;
mod json_ld;
mod language;
mod normalise;
mod outlet;
mod page;
mod plain;
mod published;
mod slim;
mod title;
mod via;
mod written;

pub use date::parse as parse_date;
pub use furniture::Furniture;
pub use language::detect as detect_language;
pub use via::{Sources, find as find_via};
pub use written::Months;

use crate::Packs;
use dateline_doc::{Article, Basis, Problem, Relation, TimeInterval, Via};
use page::Page;
use trafilatura::dom::Document;

/// What is known of a report beside its text: from the command line, a feed, a record's fields.
/// It goes before what the page says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    /// An identifier given with the report.
    pub id: Option<String>,
    /// The file it came from.
    pub file: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its authors.
    pub byline: Vec<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// When it was published, as a day, a month or a year, or any form a feed gives.
    pub published: Option<String>,
    /// The outlet that a feed says it took the item from.
    pub taken_from: Option<String>,
}

/// The article on a page.
pub fn from_html(html: &str, known: &Known, packs: &Packs) -> Article {
    let slim = slim::slim(html);
    let document = Document::parse(&slim.html);
    let page = Page::of(&document);
    let linked = json_ld::of_page(&page);
    let (text, mut problems) = capped(body::body(&document, linked));
    problems.splice(0..0, slim.problems());
    let detected = language::of_page(&text, page.language.as_deref());
    let language = packs.language(known.language.as_deref().or(detected.as_deref()));
    let words = &language.furniture;
    let url = known.url.clone().or_else(|| outlet::url(&page, linked));
    let outlet = outlet::outlet(&page, linked, url.as_deref());
    let title = title::title(&page, linked, outlet.as_deref());
    let byline = byline::byline(&page, linked, outlet.as_deref(), words);
    let text = furniture::without(&text, title.as_deref(), words);
    let published = published::published(&page, linked, url.as_deref(), &language.months);
    let mut article = Article {
        url,
        outlet,
        title,
        byline,
        language: detected,
        published: published.map(|date| TimeInterval::day(date, Basis::Stated)),
        text,
        problems,
        ..Article::default()
    };
    known.overrule(&mut article);
    article.via.extend(via::of_page(&page, linked, article.url.as_deref()));
    via::find(&mut article, packs);
    article
}

/// Longest text of a page that is read, in bytes: some 150,000 words.
const MAX_TEXT: usize = 1 << 20;

/// The text up to the limit, at a paragraph's end where there is one.
fn capped(mut text: String) -> (String, Vec<Problem>) {
    if text.len() <= MAX_TEXT {
        return (text, Vec::new());
    }
    let end = text.floor_char_boundary(MAX_TEXT);
    text.truncate(text[..end].rfind("\n\n").unwrap_or(end));
    let message =
        "the page's text is too long: the rest was left out; save the article alone".to_owned();
    (text, vec![Problem { message, fatal: false }])
}

/// The article in a fragment of HTML that holds nothing else, as feeds carry it.
pub fn from_fragment(html: &str, known: &Known, packs: &Packs) -> Article {
    let slim = slim::slim(html);
    let (text, mut problems) = capped(blocks::text(&Document::parse(&slim.html)));
    problems.splice(0..0, slim.problems());
    let detected = language::of_page(&text, known.language.as_deref());
    let words = &packs.language(detected.as_deref()).furniture;
    let text = furniture::without(&text, known.title.as_deref(), words);
    let mut article = Article { text, problems, ..Article::default() };
    known.overrule(&mut article);
    article.language = article.language.or(detected);
    via::find(&mut article, packs);
    article
}

/// The article in a saved report: plain text with page furniture around it.
pub fn from_text(text: &str, known: &Known, packs: &Packs) -> Article {
    let detected = language::detect(text);
    let language = packs.language(known.language.as_deref().or(detected));
    let mut article = plain::article(text, &language.furniture, &language.months);
    article.language = detected.map(str::to_owned);
    known.overrule(&mut article);
    via::find(&mut article, packs);
    article
}

/// An article whose text is given and stays as it is, to the byte.
pub fn from_article(text: String, known: &Known, packs: &Packs) -> Article {
    let mut article = Article { text, ..Article::default() };
    known.overrule(&mut article);
    if article.language.is_none() {
        article.language = language::detect(&article.text).map(str::to_owned);
    }
    via::find(&mut article, packs);
    article
}

impl Known {
    /// Puts what is known in the place of what was found.
    fn overrule(&self, article: &mut Article) {
        let fields = [
            (&self.file, &mut article.file),
            (&self.url, &mut article.url),
            (&self.outlet, &mut article.outlet),
            (&self.title, &mut article.title),
            (&self.language, &mut article.language),
        ];
        for (known, found) in fields {
            if known.is_some() {
                found.clone_from(known);
            }
        }
        article.id = self.id.clone().unwrap_or_default();
        if !self.byline.is_empty() {
            article.byline.clone_from(&self.byline);
        }
        article.via.extend(self.via());
        let Some(stated) = &self.published else { return };
        match interval(stated) {
            Some(interval) => article.published = Some(interval),
            None => article.problems.push(Problem {
                message: format!(
                    "published {stated:?} is no date; write YYYY-MM-DD, YYYY-MM or YYYY"
                ),
                fatal: false,
            }),
        }
    }
}

impl Known {
    /// Where the feed says the item was taken from: an address, or a name.
    fn via(&self) -> Option<Via> {
        let from = self.taken_from.as_deref()?.trim();
        let own = self.url.as_deref().and_then(outlet::host);
        let outlet = match outlet::host(from) {
            Some(host) if own.is_some_and(|own| outlet::is_same_site(own, host)) => return None,
            Some(host) => host.strip_prefix("www.").unwrap_or(host).to_owned(),
            None => from.to_owned(),
        };
        let is_name = !outlet.is_empty() && self.outlet.as_deref() != Some(&outlet);
        is_name.then_some(Via { outlet, relation: Relation::Republishes, span: None })
    }
}

/// A stated date of publication: a day in any form machines write, a month, or a year.
pub fn interval(stated: &str) -> Option<TimeInterval> {
    let day = date::parse(stated).map(|date| TimeInterval::day(date, Basis::Stated));
    day.or_else(|| TimeInterval::parse(stated, Basis::Stated))
}
