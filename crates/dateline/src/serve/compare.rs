//! `/compare?a=r1&b=r2`: two reports side by side, what they have word for word shaded. Of a
//! translation it is the original beside it.

use super::{
    asked::Asked,
    desk::Desk,
    frame::{Frame, page},
    marked::lines,
    refusal::Refusal,
    report::{Shared, number_of, reading, shared},
};
use crate::store::{Sqlite, Store as _};
use askama::Template;
use axum::{extract::RawQuery, response::Response};
use dateline_doc::{Article, Span};
use std::collections::HashSet;

/// Words in a row that two texts must share to be shaded: fewer are shared by chance.
const RUN: usize = 5;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    frame: Frame,
    sides: [Side; 2],
    /// What the first has from the second, or gave it.
    edges: Vec<Shared>,
}

/// One of the two.
struct Side {
    id: String,
    article: Article,
    shared: Vec<Span>,
    /// Of its words, how many in a hundred are shaded.
    percent: usize,
}

impl Side {
    fn title(&self) -> &str {
        self.article.title.as_deref().unwrap_or(&self.id)
    }

    /// Its lines as runs of text, each shared or not.
    fn paragraphs(&self) -> Vec<Vec<(&str, bool)>> {
        lines(&self.article.text).map(|line| runs(&self.article.text, line, &self.shared)).collect()
    }
}

/// # Errors
/// When there are no such reports, or the store cannot be read.
pub async fn compare(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    let work = move |desk: &Desk, store: &Sqlite| {
        let (a, b) = (asked.get("a"), asked.get("b"));
        let (one, other) = (newest(store, &a)?, newest(store, &b)?);
        let edges = shared(store, &a)?.into_iter().filter(|edge| edge.other == b).collect();
        let sides = [side(a, &one, &other), side(b, &other, &one)];
        page(&Page { frame: desk.frame("report"), sides, edges })
    };
    desk.ask(work).await
}

fn newest(store: &Sqlite, id: &str) -> Result<Article, Refusal> {
    let report = number_of(id)?;
    let version = store.versions(report)?.last().map(|version| version.number);
    let version = version.ok_or_else(|| Refusal::missing(format!("no report {id}")))?;
    Ok(reading(store, report, version)?.article)
}

fn side(id: String, article: &Article, other: &Article) -> Side {
    let (own, theirs) = (words(&article.text), words(&other.text));
    let is_shared = shared_words(&own, &theirs);
    let count = is_shared.iter().filter(|shared| **shared).count();
    Side {
        id,
        shared: spans(&own, &is_shared),
        percent: count * 100 / own.len().max(1),
        article: article.clone(),
    }
}

/// The words of a text, folded, with where they stand.
fn words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((Span::new(from, at), text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Which words stand in a run that the other text has too.
fn shared_words(own: &[(Span, String)], theirs: &[(Span, String)]) -> Vec<bool> {
    let run = |words: &[(Span, String)]| -> Vec<String> {
        words.iter().map(|(_, word)| word.clone()).collect()
    };
    let known: HashSet<Vec<String>> = theirs.windows(RUN).map(run).collect();
    let mut shared = vec![false; own.len()];
    for (at, words) in own.windows(RUN).enumerate() {
        if known.contains(&run(words)) {
            shared[at..at + RUN].fill(true);
        }
    }
    shared
}

/// Runs of shared words, with what stands between them.
fn spans(words: &[(Span, String)], shared: &[bool]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (at, (span, _)) in words.iter().enumerate().filter(|(at, _)| shared[*at]) {
        match spans.last_mut().filter(|_| at > 0 && shared[at - 1]) {
            Some(last) => *last = Span::new(last.start(), span.end()),
            None => spans.push(*span),
        }
    }
    spans
}

/// A line of text cut where what is shared begins and ends.
fn runs<'t>(text: &'t str, line: Span, shared: &[Span]) -> Vec<(&'t str, bool)> {
    let mut runs = Vec::new();
    let mut at = line.start();
    for span in shared.iter().filter(|span| span.overlaps(line)) {
        let (from, to) = (span.start().max(line.start()), span.end().min(line.end()));
        runs.push((&text[at..from], false));
        runs.push((&text[from..to], true));
        at = to;
    }
    runs.push((&text[at..line.end()], false));
    runs.retain(|(run, _)| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Article {
        Article { text: text.into(), ..Article::default() }
    }

    #[test]
    fn runs_of_five_words_are_shaded_on_both_sides() {
        let one = of("Police said two men fired at the bank.\nNobody was hurt.");
        let other = of("On Monday two men fired at the bank, and fled.");
        let side = side("r1".into(), &one, &other);
        let shaded: Vec<_> =
            side.paragraphs().concat().into_iter().filter(|(_, shared)| *shared).collect();
        assert_eq!(shaded, [("two men fired at the bank", true)]);
        assert_eq!(side.percent, 6 * 100 / 11);
        let whole: String = side.paragraphs()[0].iter().map(|(run, _)| *run).collect();
        assert_eq!(whole, "Police said two men fired at the bank.");
    }

    #[test]
    fn a_translation_shares_no_words() {
        let side =
            side("r1".into(), &of("قال المحافظ إن ثلاثة قتلوا في كركوك"), &of("Three were killed"));
        assert_eq!((side.percent, side.shared.len()), (0, 0));
    }
}
