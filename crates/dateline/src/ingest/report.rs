use dateline_doc::{Article, Basis, Problem, TimeInterval};

/// One published item as received.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// As given with it.
    pub id: Option<String>,
    /// As named on the command line.
    pub file: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// EDTF.
    pub published: Option<String>,
    /// What was received.
    pub body: Body,
    /// What went wrong while receiving it.
    pub problems: Vec<Problem>,
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
}

impl Report {
    /// The article in it.
    pub fn article(self) -> Article {
        let text = match self.body {
            Body::Missing => String::new(),
            Body::Article(text) | Body::Text(text) => text,
        };
        Article {
            id: self.id.unwrap_or_default(),
            file: self.file,
            url: self.url,
            outlet: self.outlet,
            title: self.title,
            language: self.language.or_else(|| Some("en".to_owned())),
            published: self.published.and_then(|date| TimeInterval::parse(&date, Basis::Stated)),
            text,
            problems: self.problems,
            ..Article::default()
        }
    }
}
