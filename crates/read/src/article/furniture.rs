//! Words by which page furniture is known: lines that are no part of the article.

use crate::Error;
use crate::packs::LanguageFolder;

/// A language's furniture words, from `furniture.tsv` (columns `form`, `kind`).
#[derive(Debug, Default, Clone)]
pub struct Furniture {
    rest: Vec<String>,
    line: Vec<String>,
    start: Vec<String>,
    byline: Vec<String>,
    joint: Vec<String>,
}

impl Furniture {
    /// Loads the language's words.
    ///
    /// # Errors
    /// When a row's kind is unknown.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut furniture = Self::default();
        folder.rows("furniture.tsv", |row| {
            let form = lower(row.get("form")?);
            match row.get("kind")? {
                "rest" => furniture.rest.push(form),
                "line" => furniture.line.push(form),
                "start" => furniture.start.push(form),
                "byline" => furniture.byline.push(form),
                "joint" => furniture.joint.push(form),
                other => {
                    let what =
                        format!("unknown kind {other:?}; use rest, line, start, byline or joint");
                    return Err(row.error(&what));
                }
            }
            Ok(())
        })?;
        Ok(furniture)
    }

    /// Whether everything from this line on is furniture, as from a comment form's heading.
    pub fn ends_article(&self, line: &str) -> bool {
        let line = lower(line);
        let is_heading = |form: &String| is_start(&line, form) && line.len() <= form.len() + 24;
        !line.ends_with('.') && self.rest.iter().any(is_heading)
    }

    /// Whether this line alone is furniture.
    pub fn is_furniture(&self, line: &str) -> bool {
        let line = lower(line);
        let bare = fold(&line);
        bare.is_empty()
            || self.line.contains(&bare)
            || line.chars().count() <= 160 && self.start.iter().any(|form| is_start(&line, form))
    }

    /// A byline without the word that introduces it.
    pub fn without_byline_mark<'t>(&self, text: &'t str) -> &'t str {
        let folded = text.to_lowercase();
        for mark in &self.byline {
            let is_mark = is_start(&folded, mark) && text.is_char_boundary(mark.len());
            if is_mark && folded.len() == text.len() {
                return text[mark.len()..].trim_start_matches([' ', ':']);
            }
        }
        text
    }

    /// Whether the line is a byline: an introducing word and little more.
    pub fn is_byline(&self, line: &str) -> bool {
        line.chars().count() <= 80 && self.without_byline_mark(line).len() < line.len()
    }

    /// The names in a byline.
    pub fn names(&self, line: &str) -> Vec<String> {
        super::byline::split(&[line.to_owned()], self)
    }

    /// The names that joining words part.
    pub fn parts_of_byline<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut parts = vec![text];
        for joint in &self.joint {
            let spaced = format!(" {joint} ");
            parts = parts.into_iter().flat_map(|part| part.split(spaced.as_str())).collect();
        }
        parts
    }
}

/// Whether `line` starts with `form` at a word's end.
fn is_start(line: &str, form: &str) -> bool {
    let is_word = form.ends_with(char::is_alphanumeric);
    line.strip_prefix(form)
        .is_some_and(|rest| !(is_word && rest.starts_with(char::is_alphanumeric)))
}

/// Lower case, one space between words, straight apostrophes.
fn lower(line: &str) -> String {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('’', "'")
}

/// The same without marks at either end.
fn fold(line: &str) -> String {
    let line = lower(line);
    line.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// A page's body without the furniture that extraction left in: the title repeated on top, the
/// byline under it, lines that are furniture by their words, and what follows the article's end.
pub fn without(text: &str, title: Option<&str>, words: &Furniture) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for paragraph in text.split("\n\n") {
        if words.ends_article(paragraph) && !kept.is_empty() {
            break;
        }
        let is_head = kept.len() < 3;
        let repeats_title = is_head && title.is_some_and(|title| fold(title) == fold(paragraph));
        let is_byline = is_head && words.is_byline(paragraph) && !paragraph.ends_with('.');
        if !(repeats_title || is_byline || words.is_furniture(paragraph)) {
            kept.push(paragraph);
        }
    }
    kept.join("\n\n")
}
