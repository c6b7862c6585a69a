use std::ops::Range;

/// A paragraph's words and marks, with where they stand.
pub struct Words<'t> {
    words: Vec<(&'t str, String, usize)>,
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
            rest = &rest[start..];
            let word = &rest[..word_length(rest)];
            words.push((word, fold(word), text.len() - rest.len()));
            rest = &rest[word.len()..];
        }
        Self { words }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word as it is written; empty past the end.
    pub fn written(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |(word, ..)| word)
    }

    /// The word folded; empty past the end.
    pub fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |(_, folded, _)| folded)
    }

    /// The words folded, one space between them.
    pub fn phrase(&self, range: Range<usize>) -> String {
        self.words[range].iter().map(|(_, folded, _)| folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Where the words stand in the paragraph.
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        let (first, last) = (&self.words[range.start], &self.words[range.end - 1]);
        first.2..last.2 + last.0.len()
    }
}

/// Length of the word or mark that `text` starts with. Letters and digits go together, with single
/// marks between them that names have inside.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '-' | '\'' | '’' | '.' | '&' | '/' | '\u{200c}')
            && end > 0
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(is_word(c) || joins) {
            break;
        }
        end = at + c.len_utf8();
    }
    if end > 0 { end } else { text.chars().next().map_or(0, char::len_utf8) }
}

fn is_word(c: char) -> bool {
    // Arabic vowel signs and the like are no letters, but stand within words.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}')
}

/// Lower case, with one kind of dash and apostrophe, and no vowel signs.
pub fn fold(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower
        .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'))
        .map(|c| match c {
            '–' | '—' | '―' | '−' => '-',
            '’' | '‘' => '\'',
            'أ' | 'إ' | 'آ' => 'ا',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_together_and_marks_stand_alone() {
        let words = Words::of("(Al-Ain News) — told A.P., “yes”");
        let all: Vec<&str> = (0..words.len()).map(|at| words.written(at)).collect();
        assert_eq!(
            all,
            ["(", "Al-Ain", "News", ")", "—", "told", "A.P", ".", ",", "“", "yes", "”"]
        );
        assert_eq!(words.span(1..3), 1..12);
        assert_eq!(words.phrase(3..5), ") -");
    }
}
