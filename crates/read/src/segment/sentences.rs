use super::{Tagger, Tokenizer};
use crate::packs::Language;
use dateline_doc::{Segments, TokenKind, TokenSpan};

/// Sentences: runs of tokens up to a stop and the marks that cling to it, within paragraphs.
pub fn sentences(
    text: &str,
    segments: &Segments,
    language: &Language,
    cased: bool,
) -> Vec<TokenSpan> {
    let Language { tokenizer, tagger, .. } = language;
    let cutter = Cutter { text, segments, tokenizer, tagger: tagger.as_ref(), cased };
    segments.paragraphs.iter().flat_map(|paragraph| cutter.cut(*paragraph)).collect()
}

struct Cutter<'a> {
    text: &'a str,
    segments: &'a Segments,
    tokenizer: &'a Tokenizer,
    tagger: Option<&'a Tagger>,
    cased: bool,
}

impl Cutter<'_> {
    fn cut(&self, paragraph: TokenSpan) -> Vec<TokenSpan> {
        let mut sentences = Vec::new();
        let mut start = paragraph.start();
        let mut token = start;
        while token < paragraph.end() {
            let after = token + 1;
            if self.is_stop(token) {
                let end = self.closing(after, paragraph.end());
                if end < paragraph.end() && self.starts_sentence(token, end) {
                    sentences.push(TokenSpan::new(start, end));
                    start = end;
                }
                token = end.max(after);
            } else {
                token = after;
            }
        }
        if start < paragraph.end() {
            sentences.push(TokenSpan::new(start, paragraph.end()));
        }
        sentences
    }

    fn is_stop(&self, token: usize) -> bool {
        let folded = self.segments.fold(token);
        match self.segments.tokens[token].kind {
            TokenKind::Punctuation => {
                folded.starts_with(['!', '?', '؟', '۔', '।', '…', '。']) || folded.starts_with('.')
            }
            TokenKind::Word => folded.ends_with('.'),
            _ => false,
        }
    }

    /// Past the closing quotation marks and brackets that cling to the stop before `token`.
    fn closing(&self, token: usize, limit: usize) -> usize {
        let clings = |at: usize| {
            let previous = self.segments.tokens[at - 1].span.end();
            let span = self.segments.tokens[at].span;
            let mark = &self.text[span];
            previous == span.start()
                && matches!(mark, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»" | "!" | "?" | "“")
        };
        (token..limit).find(|at| !clings(*at)).unwrap_or(limit)
    }

    /// Whether a sentence starts at `next` after the stop token.
    fn starts_sentence(&self, stop: usize, next: usize) -> bool {
        let gap_start = self.segments.tokens[next - 1].span.end();
        let span = self.segments.tokens[next].span;
        let first = self.text[span].chars().next().unwrap_or(' ');
        let opens = !first.is_lowercase();
        let spaced = gap_start < span.start();
        if self.segments.tokens[stop].kind == TokenKind::Word {
            let folded = self.segments.fold(stop);
            let may_end = self.tokenizer.abbreviation(folded).unwrap_or(folded.len() > 2);
            return may_end && spaced && opens && self.cased && self.opens(next, first);
        }
        // "said.The": the space is missing, but a capital after a stop starts a sentence.
        spaced && (opens || !self.cased)
            || !spaced && first.is_uppercase() && self.segments.fold(stop) == "."
    }

    /// Whether the token after an abbreviation begins a sentence and does not go on with a name or a time:
    /// "the U.S. Army", "7 p.m. Sunday".
    fn opens(&self, next: usize, first: char) -> bool {
        match self.tagger {
            Some(tagger) if first.is_alphanumeric() => {
                tagger.opens_sentence(self.segments.fold(next))
            }
            _ => !is_joint(first),
        }
    }
}

/// A mark that goes on with a sentence: "8 a.m., when", "11 p.m. (2200 GMT)".
fn is_joint(mark: char) -> bool {
    matches!(mark, '(' | ',' | ';' | ':' | ')' | '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::paragraphs::paragraphs;

    fn cut(text: &str) -> Vec<&str> {
        let language = Language::default();
        let mut segments = language.tokenizer.segments(text);
        segments.paragraphs = paragraphs(text, &segments);
        let cased = super::super::casing::is_cased(text);
        let spans = sentences(text, &segments, &language, cased);
        spans.into_iter().map(|sentence| &text[segments.span(sentence)]).collect()
    }

    #[test]
    fn stops_inside_numbers_and_initials_do_not_end() {
        assert_eq!(cut("It cost 3.5 million. J. Haddad left.").len(), 2);
        assert_eq!(cut("The U.S. envoy left.").len(), 1);
        assert_eq!(cut("They came at 8 a.m., fired and left.").len(), 1);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(cut("“We fled.” Nobody came."), ["“We fled.”", "Nobody came."]);
        assert_eq!(cut("“We fled.” she said."), ["“We fled.” she said."]);
    }

    #[test]
    fn a_missing_space_still_ends() {
        assert_eq!(cut("He left.The road is shut."), ["He left.", "The road is shut."]);
    }
}
