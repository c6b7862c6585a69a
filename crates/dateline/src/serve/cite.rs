//! What is read as others cite it: who published it, when, where it lies, and which words are meant.

use crate::event::{Event, Report};

/// A report: outlet, title, date, address, and the text that was read by its hash.
pub fn report(report: &Report) -> String {
    let title = report.title.as_ref().map(|title| format!("“{title}”"));
    let hash = Some(format!("text SHA-256 {}", report.text_sha256));
    let parts = [&report.outlet, &title, &report.published, &report.url, &hash];
    let parts: Vec<&str> =
        parts.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{}.", parts.join(", "))
}

/// An event: each report that tells it, with the sentences that do and where they stand in its text.
pub fn event(event: &Event, title: &str) -> String {
    let mut lines = vec![format!("{title}. Dateline event {}.", event.id)];
    for told in &event.reports {
        let mut line = report(told);
        let mut said: Vec<_> =
            event.claims.iter().filter(|claim| claim.report == told.id).collect();
        said.sort_by_key(|claim| claim.sentence.start);
        said.dedup_by_key(|claim| claim.sentence.start);
        for claim in said.into_iter().filter(|claim| !claim.sentence.quote.is_empty()) {
            let words = &claim.sentence;
            line +=
                &format!(" “{}” (characters {} to {})", words.quote.trim(), words.start, words.end);
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let told = Report {
            id: "r1".into(),
            given: String::new(),
            version: 1,
            title: Some("Market struck".into()),
            outlet: Some("Lake Wire".into()),
            byline: None,
            url: None,
            language: None,
            published: Some("2024-03-02".into()),
            added: String::new(),
            text_sha256: "ab12".into(),
            via: Vec::new(),
        };
        assert_eq!(report(&told), "Lake Wire, “Market struck”, 2024-03-02, text SHA-256 ab12.");
    }
}
