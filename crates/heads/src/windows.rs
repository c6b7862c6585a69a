//! Long inputs as overlapping windows.

use std::ops::Range;

/// Pieces in a window, without the special ones at its edges.
const SIZE: usize = 254;
/// Pieces that two neighbouring windows share.
const OVERLAP: usize = 32;

/// Ranges that cover `pieces` pieces.
pub fn windows(pieces: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    loop {
        let end = pieces.min(start + SIZE);
        all.push(start..end);
        if end == pieces {
            return all;
        }
        start = end - OVERLAP;
    }
}

/// How far piece `at` lies from the edges of its window; the text's own ends are no edges. Of a word
/// in two windows the deeper one counts.
pub fn depth(at: usize, window: &Range<usize>, pieces: usize) -> usize {
    let left = if window.start == 0 { usize::MAX } else { at - window.start };
    let right = if window.end == pieces { usize::MAX } else { window.end - 1 - at };
    left.min(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_cover_everything_and_overlap() {
        let edges =
            |pieces| windows(pieces).iter().map(|one| (one.start, one.end)).collect::<Vec<_>>();
        assert_eq!(edges(10), [(0, 10)]);
        assert_eq!(edges(254), [(0, 254)]);
        assert_eq!(edges(300), [(0, 254), (222, 300)]);
        assert_eq!(edges(0), [(0, 0)]);
    }

    #[test]
    fn the_ends_of_the_text_are_no_edges() {
        assert_eq!(depth(0, &(0..254), 300), 253);
        assert_eq!(depth(230, &(222..300), 300), 8);
        assert_eq!(depth(5, &(0..10), 10), usize::MAX);
    }
}
