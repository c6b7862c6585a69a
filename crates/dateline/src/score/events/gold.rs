use dateline_doc::{Article, Basis, TimeInterval};
use serde::Deserialize;

/// A row of the gold file: a report, and the happenings it tells.
#[derive(Deserialize)]
pub struct Row {
    pub id: String,
    pub text: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    language: Option<String>,
    happening: Told,
}

/// One happening by its label, or several, each with its words.
#[derive(Deserialize)]
#[serde(untagged)]
enum Told {
    One(String),
    Several(Vec<Happening>),
}

/// A happening that a report tells.
#[derive(Clone, Deserialize)]
pub struct Happening {
    /// Its label, which begins with its country.
    pub happening: String,
    /// The words of the text that tell it; the report's main happening when `None`.
    pub words: Option<String>,
}

impl Row {
    pub fn article(&self) -> Article {
        let published = self.published.as_deref();
        Article {
            id: self.id.clone(),
            text: self.text.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
            published: published.and_then(|date| TimeInterval::parse(date, Basis::Stated)),
            ..Article::default()
        }
    }

    pub fn happenings(&self) -> Vec<Happening> {
        match &self.happening {
            Told::One(label) => vec![Happening { happening: label.clone(), words: None }],
            Told::Several(happenings) => happenings.clone(),
        }
    }
}

impl Happening {
    /// The country its label begins with.
    pub fn country(&self) -> &str {
        self.happening.split('/').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::rows;
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn the_gold_set_is_as_its_readme_says() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpora/own/events");
        let (mut ids, mut addresses, mut labels) =
            <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
        for (file, reports) in [("dev.jsonl", 143), ("held.jsonl", 141)] {
            let rows: Vec<Row> = rows::load(&folder.join(file)).unwrap();
            assert_eq!(rows.len(), reports);
            for row in rows {
                for told in row.happenings() {
                    let id = &row.id;
                    assert_eq!(told.country().len(), 3, "{id}: {}", told.happening);
                    assert!(told.words.is_none_or(|words| row.text.contains(&words)), "{id}");
                    labels.insert(told.happening);
                }
                assert!(row.published.is_none() || row.article().published.is_some(), "{}", row.id);
                assert!(addresses.insert(row.url) && ids.insert(row.id));
            }
        }
        assert!(labels.len() >= 60, "{}", labels.len());
    }
}
