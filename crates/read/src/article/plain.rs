//! The article in a saved report: plain text with page furniture around it.

use super::furniture::{self, Furniture};
use super::normalise;
use super::written::Months;
use dateline_doc::{Article, Basis, TimeInterval};

/// Longest line taken for a title, in characters.
const MAX_TITLE: usize = 160;

/// Finds title, byline and body. Paragraphs are kept, with an empty line between them.
pub fn article(text: &str, words: &Furniture, months: &Months) -> Article {
    let paragraphs = paragraphs(text);
    let title = title(&paragraphs, words);
    let head = head(&paragraphs);
    let byline = head.iter().find(|line| words.is_byline(line));
    let dated = head.iter().find_map(|line| Some((line, months.day(line)?)));
    let is_date_line = |line: &String| dated.is_some_and(|(dated, _)| dated == line);
    let text =
        normalise::join(paragraphs.iter().filter(|it| !is_date_line(it)).map(String::as_str));
    Article {
        byline: byline.map(|line| words.names(line)).unwrap_or_default(),
        text: furniture::without(&text, title.as_deref(), words),
        title,
        published: dated.map(|(_, date)| TimeInterval::day(date, Basis::Stated)),
        ..Article::default()
    }
}

/// The short lines above the first sentence.
fn head(paragraphs: &[String]) -> &[String] {
    let is_head = |line: &&String| line.chars().count() <= MAX_TITLE && !ends_sentence(line);
    &paragraphs[..paragraphs.iter().take(6).take_while(is_head).count()]
}

/// The text's paragraphs: parted by empty lines, or by every line break when there are none, or
/// when lines are too long to be wrapped.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_wrapped =
        lines.iter().filter(|line| !line.is_empty()).all(|line| line.chars().count() <= 100)
            && lines.windows(2).any(|pair| is_broken_sentence(pair[0], pair[1]));
    let mut out: Vec<String> = vec![String::new()];
    for line in lines {
        let Some(last) = out.last_mut() else { break };
        if line.is_empty() || !is_wrapped {
            out.push(line.to_owned());
        } else {
            last.push(' ');
            last.push_str(line);
        }
    }
    let lines = out.iter().map(|line| normalise::one_line(line));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Whether a sentence runs from one line into the next.
fn is_broken_sentence(line: &str, next: &str) -> bool {
    line.chars().count() > 40
        && line.ends_with(|c: char| c.is_lowercase() || c == ',')
        && next.starts_with(char::is_lowercase)
}

/// The first line, when it is short, ends no sentence, and text follows.
fn title(paragraphs: &[String], words: &Furniture) -> Option<String> {
    let mut lines = paragraphs.iter().filter(|line| !words.is_furniture(line));
    let first =
        lines.next().filter(|first| first.chars().count() <= MAX_TITLE && !ends_sentence(first))?;
    lines.next().map(|_| first.clone())
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '»', ')', ' '])
        .ends_with(['.', '!', '…', '。', '؟', '۔', ':', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_by_lines_or_by_empty_lines() {
        assert_eq!(paragraphs("One.\nTwo.\n\nThree."), ["One.", "Two.", "Three."]);
        let wrapped = "The convoy left the town early on Sunday and\nreached the bridge at noon, two drivers\nsaid.\n\nNobody was hurt.";
        assert_eq!(
            paragraphs(wrapped),
            [
                "The convoy left the town early on Sunday and reached the bridge at noon, two drivers said.",
                "Nobody was hurt."
            ]
        );
    }

    #[test]
    fn a_first_line_that_is_no_sentence_is_the_title() {
        let found = article(
            "Two soldiers killed near Gao\r\n\r\nGunmen killed two soldiers.\r\n",
            &Furniture::default(),
            &Months::default(),
        );
        assert_eq!(found.title.as_deref(), Some("Two soldiers killed near Gao"));
        assert_eq!(found.text, "Gunmen killed two soldiers.");
        let found = article(
            "Gunmen killed two soldiers.\n\nThey fled.",
            &Furniture::default(),
            &Months::default(),
        );
        assert_eq!(found.title, None);
        assert_eq!(found.text, "Gunmen killed two soldiers.\n\nThey fled.");
        let dated = "Two killed\n\nGao, 2024-03-02\n\nGunmen killed two on 2024-03-01.";
        let found = article(dated, &Furniture::default(), &Months::default());
        assert_eq!(found.published.map(|day| day.to_string()).as_deref(), Some("2024-03-02"));
        assert_eq!(found.text, "Gunmen killed two on 2024-03-01.");
    }
}
