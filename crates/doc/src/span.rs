//! Spans of text by byte and spans of tokens by number: two types, so the two never mix.

use std::ops::{Index, Range};

/// A half-open range of UTF-8 bytes of one text; `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of bytes `start..end`.
    ///
    /// # Panics
    /// When `start > end` or `end` does not fit in 32 bits; texts are capped well below.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} ends before it starts");
        let narrow = |at: usize| u32::try_from(at).expect("texts are smaller than 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The number of bytes shared.
    pub fn shared(self, other: Span) -> usize {
        (self.end.min(other.end) as usize).saturating_sub(self.start.max(other.start) as usize)
    }

    /// The smallest span that contains both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range, for slicing bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The span without white space at either end of its text.
    pub fn trimmed(self, text: &str) -> Span {
        let inside = &text[self];
        let start = self.start() + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span]
    }
}

/// A half-open range of token numbers of one [`crate::Segments`]; `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct TokenSpan {
    start: u32,
    end: u32,
}

impl TokenSpan {
    /// The tokens `start..end`.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "token span {start}..{end} ends before it starts");
        Self { start: start as u32, end: end as u32 }
    }

    /// First token.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last token.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is no token.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the token numbered `token` is inside.
    pub fn holds(self, token: usize) -> bool {
        self.range().contains(&token)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: TokenSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a token.
    pub fn overlaps(self, other: TokenSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The token numbers, in order.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_inner_space() {
        let text = "  a b \n";
        assert_eq!(&text[Span::new(0, text.len()).trimmed(text)], "a b");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    fn sharing_is_symmetric_and_never_negative() {
        let (a, b) = (Span::new(0, 4), Span::new(6, 9));
        assert_eq!(a.shared(b), 0);
        assert_eq!(b.shared(Span::new(5, 7)), 1);
        assert!(!a.overlaps(Span::new(4, 5)));
    }
}
