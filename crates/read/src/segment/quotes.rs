use dateline_doc::{Quote, Segments, Span, TokenSpan};

/// Quotations by their marks: straight, curly, guillemets, nested, unbalanced.
///
/// A quotation ends with its paragraph at the latest. One that runs over paragraphs, each opened
/// by a mark and only the last closed, is one unclosed quotation a paragraph and a closed one.
pub fn quotes(text: &str, segments: &Segments) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = segments
        .paragraphs
        .iter()
        .flat_map(|paragraph| Scan::run(text, segments, *paragraph))
        .collect();
    quotes.sort_by_key(|quote| (quote.span.start(), quote.level));
    quotes
}

/// Which family of marks opened a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

struct Scan<'a> {
    text: &'a str,
    segments: &'a Segments,
    paragraph: TokenSpan,
    /// The paragraph's last token that can close a quotation in single marks.
    last_single: Option<usize>,
    open: Vec<(Family, Span)>,
    found: Vec<Quote>,
}

impl<'a> Scan<'a> {
    fn run(text: &'a str, segments: &'a Segments, paragraph: TokenSpan) -> Vec<Quote> {
        let mut scan = Self {
            text,
            segments,
            paragraph,
            last_single: None,
            open: Vec::new(),
            found: Vec::new(),
        };
        scan.last_single = paragraph.range().rev().find(|token| scan.single_closes(*token));
        for token in paragraph.range() {
            if let Some((family, side)) = mark(&text[segments.tokens[token].span]) {
                scan.step(token, family, side);
            }
        }
        let end = segments.span(paragraph).end();
        while let Some((_, mark)) = scan.open.pop() {
            scan.push(mark, Span::new(end, end), false);
        }
        scan.found
    }

    fn step(&mut self, token: usize, family: Family, side: Side) {
        let span = self.segments.tokens[token].span;
        let opened = self.open.iter().rposition(|(open, _)| *open == family);
        let opens = match (side, opened) {
            (Side::Close, Some(_)) => false,
            (Side::Close, None) => return,
            (Side::Open, None) => true,
            (Side::Open, Some(_)) => {
                // An opening mark where one is open already: a slip of the pen for the closing one,
                // unless its own closing mark follows.
                let fresh = self.clings_right(token) && self.closes_later(token, family);
                if fresh {
                    self.close(opened, Span::new(span.start(), span.start()));
                }
                fresh
            }
            (Side::Either, None) => {
                if family == Family::Single && !self.single_opens(token) {
                    return;
                }
                true
            }
            (Side::Either, Some(_)) => {
                if family == Family::Single && self.clings_right(token) && self.clings_left(token) {
                    return;
                }
                false
            }
        };
        if opens {
            self.open.push((family, span));
        } else {
            self.close(opened, span);
        }
    }

    /// Closes the quotation numbered `opened` and any left open inside it.
    fn close(&mut self, opened: Option<usize>, mark: Span) {
        let Some(opened) = opened else { return };
        while self.open.len() > opened + 1 {
            if let Some((_, inner)) = self.open.pop() {
                self.push(inner, Span::new(mark.start(), mark.start()), false);
            }
        }
        if let Some((_, start)) = self.open.pop() {
            self.push(start, mark, !mark.is_empty());
        }
    }

    fn push(&mut self, start: Span, end: Span, closed: bool) {
        let inner = Span::new(start.end(), end.start().max(start.end()));
        if inner.trimmed(self.text).is_empty() {
            return;
        }
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        self.found.push(Quote { span: start.cover(end), inner, level, closed });
    }

    fn clings_left(&self, token: usize) -> bool {
        let start = self.segments.tokens[token].span.start();
        self.text[..start].chars().next_back().is_some_and(|before| !before.is_whitespace())
    }

    fn clings_right(&self, token: usize) -> bool {
        let end = self.segments.tokens[token].span.end();
        self.text[end..].chars().next().is_some_and(|after| !after.is_whitespace())
    }

    fn closes_later(&self, token: usize, family: Family) -> bool {
        let later = (token + 1..self.paragraph.end())
            .filter_map(|at| mark(&self.text[self.segments.tokens[at].span]))
            .find(|(other, _)| *other == family);
        matches!(later, Some((_, Side::Close | Side::Either)))
    }

    /// A single mark opens only before a word, after a space or another mark, and when it closes again.
    fn single_opens(&self, token: usize) -> bool {
        let end = self.segments.tokens[token].span.end();
        let before_word = self.text[end..].chars().next().is_some_and(char::is_alphanumeric);
        let start = self.segments.tokens[token].span.start();
        let after_word = self.text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let closes = self.last_single.is_some_and(|last| last > token);
        before_word && !after_word && closes
    }

    fn single_closes(&self, token: usize) -> bool {
        let mark = mark(&self.text[self.segments.tokens[token].span]);
        matches!(mark, Some((Family::Single, Side::Either | Side::Close)))
            && !self.clings_right_to_word(token)
    }

    fn clings_right_to_word(&self, token: usize) -> bool {
        let end = self.segments.tokens[token].span.end();
        self.text[end..].chars().next().is_some_and(char::is_alphanumeric)
    }
}

fn mark(token: &str) -> Option<(Family, Side)> {
    Some(match token {
        // Two typewriter apostrophes stand for either mark.
        "\"" | "''" => (Family::Double, Side::Either),
        "“" | "„" | "‟" | "``" => (Family::Double, Side::Open),
        "”" => (Family::Double, Side::Close),
        "«" => (Family::Guillemet, Side::Open),
        "»" => (Family::Guillemet, Side::Close),
        "‘" => (Family::Single, Side::Open),
        "’" | "'" | "`" => (Family::Single, Side::Either),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Tokenizer, paragraphs::paragraphs};

    fn inner(text: &str) -> Vec<(&str, u8, bool)> {
        let mut segments = Tokenizer::default().segments(text);
        segments.paragraphs = paragraphs(text, &segments);
        quotes(text, &segments)
            .into_iter()
            .map(|quote| (&text[quote.inner], quote.level, quote.closed))
            .collect()
    }

    #[test]
    fn straight_curly_and_guillemets() {
        assert_eq!(inner("\"No,\" he said."), [("No,", 0, true)]);
        assert_eq!(inner("He said: “It fell.”"), [("It fell.", 0, true)]);
        assert_eq!(inner("قال: «سقطت قذيفة»."), [("سقطت قذيفة", 0, true)]);
    }

    #[test]
    fn nested_marks_have_levels_and_apostrophes_are_no_marks() {
        assert_eq!(
            inner("“They shouted ‘leave’ at the soldiers’ post,” she said."),
            [("They shouted ‘leave’ at the soldiers’ post,", 0, true), ("leave", 1, true)]
        );
        assert_eq!(inner("The soldiers' post wasn't hit."), []);
    }

    #[test]
    fn two_apostrophes_are_a_mark() {
        assert_eq!(
            inner("''It fell,'' he said. ''Run.''"),
            [("It fell,", 0, true), ("Run.", 0, true)]
        );
        assert_eq!(inner("``It fell,'' he said."), [("It fell,", 0, true)]);
    }

    #[test]
    fn an_opening_mark_can_close() {
        assert_eq!(inner("He said: “They left at night. “"), [("They left at night. ", 0, true)]);
        assert_eq!(inner("“They left, “stressing that it rained."), [("They left, ", 0, true)]);
    }

    #[test]
    fn unclosed_ends_with_its_paragraph() {
        assert_eq!(
            inner("“First part.\n\n“Second part,” he said."),
            [("First part.", 0, false), ("Second part,", 0, true)]
        );
    }
}
