use anyhow::{Context, Result};
use dateline_doc::{Article, Basis, TimeInterval};
use serde::de::DeserializeOwned;
use std::{fs, path::Path};

/// Every row of a JSON Lines file.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{}: cannot read", path.display()))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(number, line)| {
        serde_json::from_str(line)
            .with_context(|| format!("{}:{}: not such a row", path.display(), number + 1))
    })
    .collect()
}

/// The article of a gold row: its text unchanged, in English, with its publication date where given.
pub fn article(id: &str, text: &str, published: Option<&str>) -> Article {
    Article {
        id: id.to_owned(),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        published: published.and_then(|date| TimeInterval::parse(date, Basis::Stated)),
        ..Article::default()
    }
}
