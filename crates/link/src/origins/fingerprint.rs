use super::{
    sample::{Overlap, Sample},
    words::{each_word, hash, hash_all},
};

/// Words in a shingle: long enough to be rare, short enough to live on between two changed words.
const SHINGLE: usize = 3;

/// Shingles in a window, each of which yields a handle: texts that share a run of
/// `WINDOW + SHINGLE - 1` words share a handle for certain.
const WINDOW: usize = 12;

/// Shingles kept; texts of usual length keep all.
const SHINGLES: usize = 512;

/// Words kept.
const WORDS: usize = 256;

/// Words of fewer letters bind others together more than they tell.
const TELLING: usize = 4;

/// What is kept of a text to find it again, whole or in part, after edits.
///
/// Order and place of what it holds do not count, so paragraphs may move, a headline may change and
/// other matter may be added; and a part of a text is found in the whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fingerprint {
    /// Its runs of three words.
    pub shingles: Sample,
    /// Its longer words and its numbers.
    pub words: Sample,
    /// Handles by which texts with a run of words in common find each other (winnowing): the least
    /// shingle of every window. Sorted, each once.
    pub handles: Vec<u64>,
}

/// How alike two texts are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Likeness {
    /// What they share of their runs of three words.
    pub shingles: Overlap,
    /// What they share of their words.
    pub words: Overlap,
}

impl Fingerprint {
    /// The fingerprint of a text in any script.
    pub fn of(text: &str) -> Self {
        let (mut all, mut telling) = (Vec::new(), Vec::new());
        each_word(text, |word| {
            let hash = hash(word.as_bytes());
            all.push(hash);
            if word.chars().count() >= TELLING || word.starts_with(char::is_numeric) {
                telling.push(hash);
            }
        });
        let shingles = shingles(&all);
        Self {
            handles: winnowed(&shingles),
            shingles: Sample::of(shingles, SHINGLES),
            words: Sample::of(telling, WORDS),
        }
    }

    /// How alike this text and another are.
    pub fn likeness(&self, other: &Self) -> Likeness {
        Likeness {
            shingles: self.shingles.overlap(&other.shingles),
            words: self.words.overlap(&other.words),
        }
    }
}

/// The hash of every run of three words; a text of fewer words is one run.
pub fn shingles(words: &[u64]) -> Vec<u64> {
    match words.len() {
        0 => Vec::new(),
        1..SHINGLE => vec![hash_all(words)],
        _ => words.windows(SHINGLE).map(hash_all).collect(),
    }
}

fn winnowed(shingles: &[u64]) -> Vec<u64> {
    let windows = shingles.windows(WINDOW.min(shingles.len()).max(1));
    let mut least: Vec<u64> = windows.filter_map(|window| window.iter().min().copied()).collect();
    least.sort_unstable();
    least.dedup();
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Gunmen on motorbikes burned four lorries on the road to Djibo on Tuesday.\n\n\
        The governor said that nine drivers were missing and that soldiers had found two bodies.\n\n\
        Traders in the town shut their stalls and asked for an escort before the next market day.";

    fn of_smaller(a: &str, b: &str) -> f32 {
        Fingerprint::of(a).likeness(&Fingerprint::of(b)).shingles.of_smaller()
    }

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (Fingerprint::of(a), Fingerprint::of(b));
        a.handles.iter().any(|handle| b.handles.contains(handle))
    }

    #[test]
    fn a_part_is_found_in_the_whole() {
        let part = REPORT.split("\n\n").nth(1).unwrap();
        assert_eq!(of_smaller(REPORT, part), 1.0);
        assert!(meet(REPORT, part));
    }

    #[test]
    fn paragraphs_may_move_and_others_may_come() {
        let mut parts: Vec<&str> = REPORT.split("\n\n").collect();
        parts.reverse();
        parts.push("Write to us at the address below if you know more about this story.");
        assert!(of_smaller(REPORT, &parts.join("\n\n")) > 0.85);
        assert!(meet(REPORT, &parts.join("\n\n")));
    }

    #[test]
    fn light_changes_leave_much_and_other_reports_share_little() {
        let changed = REPORT.replace("burned", "torched").replace("missing", "unaccounted for");
        assert!(of_smaller(REPORT, &changed) > 0.7);
        let other =
            "Police in Quetta held two men over a bomb that went off near a bus stand on Friday.";
        assert!(of_smaller(REPORT, other) < 0.1);
    }

    #[test]
    fn arabic_is_printed_as_latin_is() {
        let report = "أعلنت القيادة العسكرية مقتل تسعة مسلحين في غارة جوية شمال كركوك فجر الثلاثاء";
        let copy =
            "اعلنت القياده العسكريه مقتل تسعة مسلّحين في غارة جوية شمال كركوك فجر الثلاثاء، وفق بيان";
        assert!(of_smaller(report, copy) > 0.9);
        assert!(meet(report, copy));
    }

    #[test]
    fn an_empty_text_is_like_none() {
        assert_eq!(of_smaller("", ""), 0.0);
        assert!(!meet("", REPORT));
    }
}
