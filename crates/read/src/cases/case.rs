use super::lines::{Line, lines};
use crate::{Error, Reader};
use dateline_doc::{Article, Basis, TimeInterval};

/// One case file.
///
/// ```text
/// # published: 2020-05-02
/// The army shelled Kirkuk on Monday, police said.
/// ---
/// time "Monday" value=2020-04-27
/// statement source="police" stance=asserts
/// no place "Monday"
/// count time 1
/// ```
///
/// `# key: value` lines above the text set the article's `published`, `outlet`, `title`, `language`.
/// Below `---`, a line must be among the reading's lines, which may carry more fields than the case
/// names; `no LINE` must fit none; `count KIND N` says how many lines of a kind there are.
pub struct Case {
    article: Article,
    expectations: Vec<Expectation>,
}

enum Expectation {
    Some(String, Line),
    None(String, Line),
    Count(String, String, usize),
}

/// An expectation that a reading does not meet.
#[derive(Debug)]
pub struct Failure {
    /// The case's line.
    pub expected: String,
    /// The reading's lines of that kind.
    pub found: Vec<String>,
}

impl Case {
    /// Parses a case file; `language` is the pack's tag.
    ///
    /// # Errors
    /// When `---` is missing or a line cannot be understood.
    pub fn parse(file: &str, language: &str) -> Result<Self, Error> {
        let (above, below) = file.split_once("\n---\n").ok_or_else(|| {
            Error::new("no line `---` between the text and what is expected of it")
        })?;
        let mut article = Article { language: Some(language.to_owned()), ..Article::default() };
        let mut text = above;
        while let Some(rest) = text.strip_prefix("# ") {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            set(&mut article, line)?;
            text = after;
        }
        article.text = text.trim_matches('\n').to_owned();
        let lines =
            below.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let expectations = lines.map(expectation).collect::<Result<Vec<_>, _>>()?;
        if expectations.is_empty() {
            return Err(Error::new("nothing is expected below `---`"));
        }
        Ok(Self { article, expectations })
    }

    /// Reads the text and returns what is not as expected.
    pub fn check(&self, reader: &Reader) -> Vec<Failure> {
        let mut article = self.article.clone();
        crate::article::find_via(&mut article, reader.packs());
        let found = lines(&reader.read(article));
        self.expectations.iter().filter_map(|expectation| expectation.failure(&found)).collect()
    }
}

impl Expectation {
    fn failure(&self, found: &[Line]) -> Option<Failure> {
        let (met, text, kind) = match self {
            Self::Some(text, line) => {
                (found.iter().any(|found| line.fits(found)), text, &line.kind)
            }
            Self::None(text, line) => {
                (!found.iter().any(|found| line.fits(found)), text, &line.kind)
            }
            Self::Count(text, kind, wanted) => {
                (found.iter().filter(|line| line.kind == *kind).count() == *wanted, text, kind)
            }
        };
        let same_kind =
            || found.iter().filter(|line| line.kind == *kind).map(Line::to_string).collect();
        (!met).then(|| Failure { expected: text.clone(), found: same_kind() })
    }
}

fn set(article: &mut Article, line: &str) -> Result<(), Error> {
    let unknown = || {
        Error::new(format!(
            "`# {line}`: not `published`, `outlet`, `title` or `language` with a value"
        ))
    };
    let (key, value) = line.split_once(": ").ok_or_else(unknown)?;
    match key {
        "published" => {
            let date = TimeInterval::parse(value, Basis::Stated).ok_or_else(unknown)?;
            article.published = Some(date);
        }
        "outlet" => article.outlet = Some(value.to_owned()),
        "title" => article.title = Some(value.to_owned()),
        "language" => article.language = Some(value.to_owned()),
        _ => return Err(unknown()),
    }
    Ok(())
}

fn expectation(line: &str) -> Result<Expectation, Error> {
    if let Some(rest) = line.strip_prefix("count ") {
        let parsed =
            rest.split_once(' ').and_then(|(kind, number)| Some((kind, number.parse().ok()?)));
        let (kind, number) =
            parsed.ok_or_else(|| Error::new(format!("`{line}`: not `count KIND NUMBER`")))?;
        return Ok(Expectation::Count(line.to_owned(), kind.to_owned(), number));
    }
    match line.strip_prefix("no ") {
        Some(rest) => Ok(Expectation::None(line.to_owned(), Line::parse(rest)?)),
        None => Ok(Expectation::Some(line.to_owned(), Line::parse(line)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PackFiles, Packs};
    use std::sync::Arc;

    fn failures(case: &str) -> usize {
        let packs = Packs::load(&PackFiles::default()).unwrap();
        Case::parse(case, "en").unwrap().check(&Reader::new(Arc::new(packs))).len()
    }

    #[test]
    fn a_case_can_fail() {
        assert_eq!(failures("Nothing.\n---\ncount time 0\nno time \"Nothing\"\n"), 0);
        assert_eq!(failures("Nothing.\n---\ncount time 1\ntime \"Nothing\"\n"), 2);
    }

    #[test]
    fn a_case_without_expectations_is_refused() {
        assert!(Case::parse("Nothing.\n---\n", "en").is_err());
        assert!(Case::parse("Nothing.\n", "en").is_err());
        assert!(Case::parse("# mood: bad\nNothing.\n---\ncount time 0\n", "en").is_err());
    }
}
