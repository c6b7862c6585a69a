use crate::layout::Layout;
use std::ops::Range;

/// How a cue and another span lie: what the scorer looks at beside their vectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// Bucket of the distance, 16 to the right and 16 to the left of the cue, and one for overlap; then
    /// sentence ends, paragraph ends, cues and contents between, each at most 3.
    pub codes: [usize; 5],
    /// Words between.
    pub gap: usize,
    /// Whether they share words.
    pub overlap: bool,
}

const OVERLAP: usize = 32;

/// Facts about `cue` and `other` in a text with these cues and contents.
pub fn facts(
    layout: &Layout,
    cue: &Range<usize>,
    other: &Range<usize>,
    cues: &[Range<usize>],
    contents: &[Range<usize>],
) -> Facts {
    let right = other.start >= cue.end;
    let left = other.end <= cue.start;
    if !right && !left {
        return Facts { codes: [OVERLAP, 0, 0, 0, 0], gap: 0, overlap: true };
    }
    let (low, high) = if right { (cue.end, other.start) } else { (other.end, cue.start) };
    let gap = high - low;
    let bucket = ((2.0 * ((gap + 1) as f64).log2()).floor() as usize).min(15);
    let last = layout.sentence.len() - 1;
    let (from, to) = (low.saturating_sub(1).min(last), high.min(last));
    let starts = |spans: &[Range<usize>]| {
        spans.iter().filter(|span| (low..high).contains(&span.start)).count().min(3)
    };
    let ends = |numbers: &[u32]| (numbers[to] - numbers[from]).min(3) as usize;
    let codes = [
        if right { bucket } else { 16 + bucket },
        ends(&layout.sentence),
        ends(&layout.paragraph),
        starts(cues),
        starts(contents),
    ];
    Facts { codes, gap, overlap: false }
}
