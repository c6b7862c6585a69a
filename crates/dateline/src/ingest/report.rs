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
    Text(String),
    /// A page.
    Html(String),
    /// HTML of an article alone, as in a feed.
    Fragment(String),
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
        let mut article = match self.body {
            Body::Missing => article::from_article(String::new(), &known, packs),
            Body::Article(text) => article::from_article(text, &known, packs),
            Body::Text(text) => article::from_text(&text, &known, packs),
            Body::Html(html) => article::from_html(&html, &known, packs),
            Body::Fragment(html) => article::from_fragment(&html, &known, packs),
        };
        if article.published.is_none() {
            article.published = self.hints.published.as_deref().and_then(article::interval);
        }
        article.outlet = article.outlet.or(self.hints.outlet);
        article.problems.splice(0..0, self.problems);
        let is_read =
            article.problems.iter().any(|problem| problem.fatal) || !article.text.trim().is_empty();
        if !is_read {
            let message = "no article text was found; save the article's text alone".to_owned();
            article.problems.push(Problem { message, fatal: true });
        }
        article
    }
}
