use dateline_doc::Span;

/// Turns bytes of a text into Unicode code points.
pub struct Points {
    /// Code points before each byte; empty for ASCII, where the two are the same.
    before: Vec<u32>,
}

impl Points {
    /// Prepares for one text.
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for letter in text.chars() {
            before.extend(std::iter::repeat_n(count, letter.len_utf8()));
            count += 1;
        }
        before.push(count);
        Self { before }
    }

    /// The half-open range of code points of a span.
    pub fn range(&self, span: Span) -> [usize; 2] {
        [self.point(span.start()), self.point(span.end())]
    }

    fn point(&self, byte: usize) -> usize {
        if self.before.is_empty() { byte } else { self.before[byte] as usize }
    }
}

/// Turns Unicode code points of a text into bytes.
pub struct Bytes {
    /// The byte at which each code point starts, and the text's length; empty for ASCII.
    starts: Vec<usize>,
    length: usize,
}

impl Bytes {
    /// Prepares for one text.
    pub fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let starts = if text.is_ascii() { Vec::new() } else { starts.collect() };
        Self { starts, length: text.len() }
    }

    /// The span of a half-open range of code points; `None` when it is none of the text's.
    pub fn span(&self, [start, end]: [usize; 2]) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    fn byte(&self, point: usize) -> Option<usize> {
        if self.starts.is_empty() {
            return (point <= self.length).then_some(point);
        }
        self.starts.get(point).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters_not_bytes() {
        let text = "قال Haddad 🙂.";
        let start = text.find("Haddad").unwrap();
        assert_eq!(Points::of(text).range(Span::new(start, text.len())), [4, 13]);
        assert_eq!(Bytes::of(text).span([4, 13]), Some(Span::new(start, text.len())));
        assert_eq!(Bytes::of(text).span([4, 14]), None);
        assert_eq!(Bytes::of("abc").span([1, 3]), Some(Span::new(1, 3)));
        assert_eq!(Points::of("abc").range(Span::new(1, 3)), [1, 3]);
    }
}
