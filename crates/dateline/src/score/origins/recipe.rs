use super::grammar::Grammar;
use crate::score::rows;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What a measurement is made of; files are named from the recipe's folder.
#[derive(Deserialize)]
pub struct Recipe {
    /// Decides all choices.
    pub seed: u64,
    /// How many stories are made up.
    #[serde(default)]
    pub stories: usize,
    /// How they are written, a file a language.
    grammars: Vec<PathBuf>,
    /// Texts that are no copies of each other: JSON Lines with `text`, or marked statements.
    #[serde(default)]
    texts: Vec<PathBuf>,
    /// Numbers of reports to take the time at.
    #[serde(default)]
    pub scale: Vec<usize>,
    #[serde(skip)]
    folder: PathBuf,
}

#[derive(Deserialize)]
struct Row {
    text: String,
}

impl Recipe {
    /// Reads a recipe.
    pub fn load(file: &Path) -> Result<Self> {
        let text = read(file)?;
        let recipe: Self = serde_json::from_str(&text)
            .with_context(|| format!("{}: not a recipe", file.display()))?;
        Ok(Self { folder: file.parent().unwrap_or(Path::new("")).to_owned(), ..recipe })
    }

    /// Its grammars.
    pub fn grammars(&self) -> Result<Vec<Grammar>> {
        let grammar = |name: &PathBuf| {
            let file = self.folder.join(name);
            Grammar::parse(&read(&file)?)
                .with_context(|| format!("{}: not a grammar", file.display()))
        };
        self.grammars.iter().map(grammar).collect()
    }

    /// Its texts, in paragraphs.
    pub fn texts(&self) -> Result<Vec<Vec<String>>> {
        let mut texts = Vec::new();
        for name in &self.texts {
            let file = self.folder.join(name);
            if name.extension().is_some_and(|extension| extension == "txt") {
                texts.extend(marked(&read(&file)?));
            } else {
                texts.extend(rows::load::<Row>(&file)?.iter().map(|row| paragraphs(&row.text)));
            }
        }
        Ok(texts)
    }
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))
}

/// The reports in a file of marked statements, without their marks.
fn marked(text: &str) -> Vec<Vec<String>> {
    let reports =
        text.split("\n=== ").map(|report| report.split("\n---").next().unwrap_or_default());
    let body = reports.filter_map(|report| report.split_once("\n\n")).map(|(_, body)| body);
    body.map(|body| paragraphs(&unmarked(body))).collect()
}

/// A text without `[1c` and the closing brackets.
fn unmarked(text: &str) -> String {
    let mut parts = text.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once(' ').map_or(part, |(_, words)| words));
    }
    plain.replace(']', "")
}

fn paragraphs(text: &str) -> Vec<String> {
    let all = text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
    all.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_a_text() {
        let text = "=== a\noutlet: X\n\n[1c It [2c rained]], [1s he] [1q said].\n\nMore.\n\n---\n1 named\n\n=== b\n\nNext.\n---\n";
        assert_eq!(
            marked(text),
            [vec!["It rained, he said.".to_owned(), "More.".into()], vec!["Next.".into()]]
        );
    }
}
