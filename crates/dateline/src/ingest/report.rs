use super::decode;
use dateline_doc::{Article, Problem};
use dateline_read::{
    Packs,
    article::{self, Known},
};

/// One published item as received.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// As given with it.
    pub id: Option<String>,
    /// As named on the command line, or found under it.
    pub file: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its authors.
    pub byline: Vec<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// A date in any form that feeds and records give.
    pub published: Option<String>,
    /// The outlet that a feed says it took the item from.
    pub taken_from: Option<String>,
    /// The address it was fetched from, as asked for; none when it was not fetched.
    pub fetched: Option<String>,
    /// How much of the inputs had been taken when it was, in bytes; see [`super::Meter`].
    pub taken: u64,
    /// What was received.
    pub body: Body,
    /// What went wrong while receiving it.
    pub problems: Vec<Problem>,
    /// What to take for what neither it nor its page says.
    pub hints: Hints,
}

/// A report's content.
#[derive(Clone, Default, Debug)]
pub enum Body {
    /// Nothing could be read.
    #[default]
    Missing,
    /// An article's text, kept unchanged.
    Article(String),
    /// A saved report as text, with page furniture.
    Text(Encoded),
    /// A page.
    Html(Encoded),
    /// HTML of an article alone, as in a feed.
    Fragment(String),
}

/// Bytes as they were received, of a text in some encoding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Encoded {
    pub bytes: Vec<u8>,
    /// The encoding's label, when a protocol gave one.
    pub charset: Option<String>,
}

impl From<String> for Encoded {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), charset: Some("utf-8".to_owned()) }
    }
}

impl Encoded {
    /// The text; what is not text in its encoding is a problem.
    fn decode(&self, problems: &mut Vec<Problem>) -> String {
        let (text, problem) = decode::decode(&self.bytes, self.charset.as_deref());
        problems.extend(problem);
        text
    }
}

/// What the command line says of inputs that do not say it themselves.
#[derive(Clone, Default, Debug)]
pub struct Hints {
    /// EDTF.
    pub published: Option<String>,
    /// Who published them.
    pub outlet: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

impl Report {
    /// A report of which nothing could be read.
    pub fn failed(file: &str, message: &str) -> Report {
        let problem = Problem { message: message.to_owned(), fatal: true };
        Report { file: Some(file.to_owned()), problems: vec![problem], ..Report::default() }
    }

    /// Adds a problem that does not keep it from being read.
    pub fn note(&mut self, message: impl Into<String>) {
        self.problems.push(Problem { message: message.into(), fatal: false });
    }

    /// The article in it.
    pub fn article(self, packs: &Packs) -> Article {
        let known = Known {
            id: self.id,
            file: self.file,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            byline: self.byline,
            // A page's own words about its language are too often wrong to go before the user's.
            language: self.language.or(self.hints.language),
            published: self.published,
            taken_from: self.taken_from,
        };
        let mut problems = Vec::new();
        let mut article = match self.body {
            Body::Missing => article::from_article(String::new(), &known, packs),
            Body::Article(text) => article::from_article(text, &known, packs),
            Body::Text(text) => article::from_text(&text.decode(&mut problems), &known, packs),
            Body::Html(html) => article::from_html(&html.decode(&mut problems), &known, packs),
            Body::Fragment(html) => article::from_fragment(&html, &known, packs),
        };
        if article.published.is_none() {
            article.published = self.hints.published.as_deref().and_then(article::interval);
        }
        article.outlet = article.outlet.or(self.hints.outlet);
        problems.extend(self.problems);
        article.problems.splice(0..0, problems);
        let is_read =
            article.problems.iter().any(|problem| problem.fatal) || !article.text.trim().is_empty();
        if !is_read {
            let message = "no article text was found; save the article's text alone".to_owned();
            article.problems.push(Problem { message, fatal: true });
        }
        article
    }
}
