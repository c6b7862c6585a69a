use dateline_doc::{Segments, TokenSpan};

/// Runs of tokens between line breaks. In a text wrapped at a fixed width only a blank line breaks.
pub fn paragraphs(text: &str, segments: &Segments) -> Vec<TokenSpan> {
    let wrapped = is_wrapped(text);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for token in 1..segments.tokens.len() {
        let gap = &text[segments.tokens[token - 1].span.end()..segments.tokens[token].span.start()];
        let breaks = gap.matches('\n').count();
        if breaks > 1 || breaks == 1 && !wrapped {
            paragraphs.push(TokenSpan::new(start, token));
            start = token;
        }
    }
    if start < segments.tokens.len() {
        paragraphs.push(TokenSpan::new(start, segments.tokens.len()));
    }
    paragraphs
}

/// Whether lines were broken to a width: most single breaks come after a long line that does not end a sentence.
fn is_wrapped(text: &str) -> bool {
    let mut single = 0usize;
    let mut running = 0usize;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else { break };
        if line.trim().is_empty() || next.trim().is_empty() {
            continue;
        }
        single += 1;
        let ends = line.trim_end().ends_with(['.', '!', '?', '"', '”', ':', '؟', '»']);
        running += usize::from(!ends && (30..=110).contains(&line.chars().count()));
    }
    single >= 2 && running * 10 >= single * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokenizer;

    fn count(text: &str) -> usize {
        paragraphs(text, &Tokenizer::default().segments(text)).len()
    }

    #[test]
    fn a_line_is_a_paragraph_unless_the_text_is_wrapped() {
        assert_eq!(count("One line.\nAnother line.\n\nA third."), 3);
        let wrapped = "The governor of the northern province said on Tuesday that\n\
                       the bridge had been closed after a shell fell close to its\n\
                       eastern end.\n\nNobody was hurt.";
        assert_eq!(count(wrapped), 2);
    }
}
