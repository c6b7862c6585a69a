//! What all pages share.

use super::{refusal::Refusal, visitor::Visitor};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// What surrounds a page.
pub struct Frame {
    /// Which page it is.
    pub here: &'static str,
    /// The store's file name.
    pub store: String,
    /// Who looks at it.
    pub visitor: Visitor,
}

/// A page's answer.
///
/// # Errors
/// When a template fails, which none does on data that it was given.
pub fn page(template: &impl Template) -> Result<Response, Refusal> {
    Ok(Html(template.render()?).into_response())
}

/// `1 report`, `2 reports`.
pub fn some(count: u64, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{} {one}s", grouped(count)),
    }
}

/// A number with its thousands apart, by a space that no line breaks at.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A store's time for people: `2024-03-02 10:00 UTC`.
pub fn moment(time: &str) -> String {
    match time.split_once('T') {
        Some((day, clock)) => format!("{day} {} UTC", clock.get(..5).unwrap_or(clock)),
        None => time.to_owned(),
    }
}

/// A word of the wire for people: `single-source` is `single source`.
pub fn words(word: &str) -> String {
    word.replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1234), "1\u{202f}234");
        assert_eq!(some(1, "report"), "1 report");
        assert_eq!(some(1_000_000, "report"), "1\u{202f}000\u{202f}000 reports");
    }
}
