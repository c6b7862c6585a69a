//! Long inputs as windows that end where paragraphs or sentences do.

use crate::{layout::after_stop, wordpiece::Words};
use std::ops::{Range, RangeInclusive};

/// Most pieces in a window, without the special ones at its edges.
const SIZE: usize = 254;
/// How many pieces nearer a sentence's end must be, to be taken for a paragraph's.
const NEARER: usize = 40;

/// Where a window may well end: before the word that begins with this piece.
struct Break {
    piece: usize,
    paragraph: bool,
}

/// Ranges of pieces that follow each other and cover the text's.
pub fn windows(text: &str, words: &Words) -> Vec<Range<usize>> {
    cut(words.ids.len(), &breaks(text, words))
}

fn cut(pieces: usize, breaks: &[Break]) -> Vec<Range<usize>> {
    let (mut all, mut start) = (Vec::new(), 0);
    while pieces - start > SIZE {
        let last = start + SIZE;
        // The last two share what is left, so that neither has too little to go by.
        let end = if pieces <= last + SIZE {
            nearest(breaks, pieces - SIZE..=last, start.midpoint(pieces))
        } else {
            nearest(breaks, start + SIZE / 2..=last, last)
        };
        all.push(start..end);
        start = end;
    }
    all.push(start..pieces);
    all
}

/// The break within `range` that is nearest to `goal`, or `goal` itself where there is none.
fn nearest(breaks: &[Break], range: RangeInclusive<usize>, goal: usize) -> usize {
    let inside = breaks.iter().filter(|one| range.contains(&one.piece));
    let far = |one: &&Break| one.piece.abs_diff(goal) + if one.paragraph { 0 } else { NEARER };
    inside.min_by_key(far).map_or(goal, |one| one.piece)
}

/// Capitals are not asked for: text without any has sentences too.
fn breaks(text: &str, words: &Words) -> Vec<Break> {
    let mut all = Vec::new();
    for word in 1..words.spans.len() {
        let between = &text[words.spans[word - 1].end()..words.spans[word].start()];
        let paragraph = between.contains('\n');
        if paragraph || !between.is_empty() && after_stop(text, &words.spans, word) {
            all.push(Break { piece: words.first[word], paragraph });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::spans_of;

    fn edges(pieces: usize, breaks: &[(usize, bool)]) -> Vec<(usize, usize)> {
        let breaks: Vec<Break> =
            breaks.iter().map(|&(piece, paragraph)| Break { piece, paragraph }).collect();
        cut(pieces, &breaks).iter().map(|one| (one.start, one.end)).collect()
    }

    #[test]
    fn they_follow_each_other_and_cover_everything() {
        assert_eq!(edges(0, &[]), [(0, 0)]);
        assert_eq!(edges(254, &[(100, true)]), [(0, 254)]);
        assert_eq!(edges(300, &[]), [(0, 150), (150, 300)]);
        assert_eq!(edges(600, &[]), [(0, 254), (254, 427), (427, 600)]);
    }

    #[test]
    fn they_end_where_a_paragraph_does_and_else_a_sentence() {
        assert_eq!(edges(300, &[(140, true), (150, false)]), [(0, 140), (140, 300)]);
        assert_eq!(edges(300, &[(100, true), (150, false)]), [(0, 150), (150, 300)]);
        assert_eq!(edges(300, &[(10, true)]), [(0, 150), (150, 300)]);
        assert_eq!(edges(600, &[(230, true), (250, false)])[0], (0, 230));
        assert_eq!(edges(600, &[(130, false), (240, false)])[0], (0, 240));
    }

    #[test]
    fn text_breaks_after_stops_and_at_line_ends() {
        let text = "he fled.” they ran 3.5 miles\nback";
        let words = ["he", "fled", ".", "”", "they", "ran", "3", ".", "5", "miles", "back"];
        let spans = spans_of(text, &words);
        let first = (0..spans.len()).collect();
        let words = Words { ids: vec![7; spans.len()], first, spans };
        let found: Vec<_> = breaks(text, &words).iter().map(|b| (b.piece, b.paragraph)).collect();
        assert_eq!(found, [(4, false), (10, true)]);
    }
}
