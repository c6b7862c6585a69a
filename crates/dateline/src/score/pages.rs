//! Article extraction from pages.
//!
//! A corpus is `ground-truth.json` (page id to `articleBody`) or `gold.jsonl` (rows of `page`,
//! `title`, `authors`, `date`, `body`), with the pages as `html/ID.html.gz` beside it.
//!
//! Bodies are compared as the article-extraction-benchmark does: a text's tokens are its runs of
//! letters, digits and underscores; its shingles are its runs of four tokens, counted. For each page
//! the shingles in both, in the prediction alone, and in the gold alone are divided by their sum.
//! Precision and recall are means over pages of tp / (tp + fp) and tp / (tp + fn), 1 when nothing is
//! wrong and 0 when nothing is right. F1 is that of the two means.
//!
//! A title is right when it is equal but for white space. Authors are right when they are the same
//! names, in any order and case. A day is right when it is the first ten characters of the gold date.

use super::{Figure, Figures, Request, rows, shingles};
use crate::ingest::{Body, Report};
use anyhow::{Context, Result};
use dateline_doc::Article;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Read,
    path::Path,
};

/// A page and what is to be found in it.
struct Gold {
    page: String,
    body: String,
    /// Title, authors, date: news pages have them.
    news: Option<News>,
}

struct News {
    title: String,
    authors: Vec<String>,
    day: String,
}

/// What was found in a page.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Found {
    id: String,
    text: String,
    title: Option<String>,
    byline: Names,
    published: Option<String>,
}

/// One name or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(Option<String>),
    All(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::One(None)
    }
}

/// Body F1 over pages; with title, authors and day right where the corpus has them.
pub fn measure(request: &Request<'_>) -> Result<Figures> {
    let gold = load(request.gold)?;
    let predictions: Option<BTreeMap<String, Found>> = match request.predictions {
        Some(file) => {
            Some(rows::load(file)?.into_iter().map(|row: Found| (row.id.clone(), row)).collect())
        }
        None => None,
    };
    let mut tally = Tally::default();
    for gold in &gold {
        let read_now;
        let found = match &predictions {
            Some(predictions) => predictions.get(&gold.page),
            None => {
                read_now = read(gold, request)?;
                Some(&read_now)
            }
        };
        found.unwrap_or(&Found::default()).add_to(gold, &mut tally);
    }
    Ok(tally.figures())
}

fn load(path: &Path) -> Result<Vec<Gold>> {
    if path.extension().is_some_and(|it| it == "jsonl") {
        return Ok(rows::load::<NewsRow>(path)?.into_iter().map(NewsRow::gold).collect());
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("{}: cannot read", path.display()))?;
    let pages: BTreeMap<String, PageRow> = serde_json::from_str(&text)
        .with_context(|| format!("{}: not such a corpus", path.display()))?;
    let gold = |(page, row): (String, PageRow)| Gold { page, body: row.body, news: None };
    Ok(pages.into_iter().map(gold).collect())
}

#[derive(Deserialize)]
struct PageRow {
    #[serde(rename = "articleBody")]
    body: String,
}

#[derive(Deserialize)]
struct NewsRow {
    page: String,
    title: String,
    authors: Option<Vec<String>>,
    date: Option<String>,
    body: String,
}

impl NewsRow {
    fn gold(self) -> Gold {
        let day = self.date.unwrap_or_default().chars().take(10).collect();
        let news = News { title: self.title, authors: self.authors.unwrap_or_default(), day };
        Gold { page: self.page, body: self.body, news: Some(news) }
    }
}

fn read(gold: &Gold, request: &Request<'_>) -> Result<Found> {
    let name = gold.page.strip_suffix(".html.gz").unwrap_or(&gold.page);
    let folder = request.gold.parent().unwrap_or(Path::new("."));
    let path = folder.join("html").join(format!("{name}.html.gz"));
    let file = File::open(&path).with_context(|| format!("{}: cannot read", path.display()))?;
    let mut bytes = Vec::new();
    MultiGzDecoder::new(file)
        .read_to_end(&mut bytes)
        .with_context(|| path.display().to_string())?;
    let html = String::from_utf8_lossy(&bytes).into_owned();
    let report = Report { body: Body::Html(html.into()), ..Report::default() };
    Ok(Found::from(report.article(request.reader.packs())))
}

impl From<Article> for Found {
    fn from(article: Article) -> Self {
        Self {
            id: article.id,
            text: article.text,
            title: article.title,
            byline: Names::All(article.byline),
            published: article.published.map(|interval| interval.to_string()),
        }
    }
}

impl Found {
    fn authors(&self) -> BTreeSet<String> {
        match &self.byline {
            Names::One(name) => names(name.as_slice()),
            Names::All(all) => names(all),
        }
    }

    fn add_to(&self, gold: &Gold, tally: &mut Tally) {
        tally.pages += 1;
        let (precision, recall) = shingles::compare(&gold.body, &self.text);
        tally.precision += precision;
        tally.recall += recall;
        let Some(news) = &gold.news else { return };
        tally.news += 1;
        let title = self.title.as_deref().unwrap_or_default();
        tally.titles += usize::from(one_space(title) == one_space(&news.title));
        tally.authors += usize::from(self.authors() == names(&news.authors));
        tally.days += usize::from(self.published.as_deref().unwrap_or_default() == news.day);
    }
}

fn names(all: &[String]) -> BTreeSet<String> {
    let folded = all.iter().map(|name| one_space(name).to_lowercase());
    folded.filter(|name| !name.is_empty()).collect()
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Tally {
    pages: usize,
    precision: f64,
    recall: f64,
    news: usize,
    titles: usize,
    authors: usize,
    days: usize,
}

impl Tally {
    fn figures(&self) -> Figures {
        let mean = |sum: f64| sum / self.pages.max(1) as f64;
        let (precision, recall) = (mean(self.precision), mean(self.recall));
        let f1 = if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        };
        let mut figures = Figures::default();
        figures.push("pages", Figure::Count(self.pages));
        figures.push("body", Figure::Prf { precision, recall, f1 });
        if self.news > 0 {
            let share = |right: usize| Figure::Number(right as f64 / self.news as f64);
            figures.push("title", share(self.titles));
            figures.push("authors", share(self.authors));
            figures.push("day", share(self.days));
        }
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_one_page() {
        let news = News {
            title: "Two  killed".into(),
            authors: vec!["Mara Lind".into()],
            day: "2024-03-02".into(),
        };
        let gold =
            Gold { page: "a".into(), body: "one two three four five".into(), news: Some(news) };
        let found = Found {
            text: "one two three four six".into(),
            title: Some("Two killed".into()),
            byline: Names::One(Some("MARA LIND".into())),
            published: Some("2024-03-03".into()),
            ..Found::default()
        };
        let mut tally = Tally::default();
        found.add_to(&gold, &mut tally);
        let figures = tally.figures().json();
        assert_eq!(figures["body"]["f1"], 0.5);
        assert_eq!(
            (figures["title"].as_f64(), figures["authors"].as_f64(), figures["day"].as_f64()),
            (Some(1.0), Some(1.0), Some(0.0))
        );
    }
}
