use super::{
    sample::{Overlap, Sample},
    words::{each_word, hash, hash_all},
};

/// Words in a shingle that texts are compared by: long enough to be rare, short enough to live on
/// between two changed words.
const SHINGLE: usize = 3;

/// Words in a shingle that texts find each other by: longer, so that few find each other by chance.
const HANDLE: usize = 5;

/// Shingles in a window, each of which yields a handle: texts that share a run of
/// `WINDOW + HANDLE - 1` words share a handle for certain.
const WINDOW: usize = 10;

/// Shingles kept; texts of usual length keep all.
const SHINGLES: usize = 512;

/// Shingles that tell at a glance how alike two texts are.
const GLANCE: usize = 64;

/// What is kept of a text to find it again, whole or in part, after edits.
///
/// Order and place of what it holds do not count, so paragraphs may move, a headline may change and
/// other matter may be added; and a part of a text is found in the whole.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fingerprint {
    /// Its runs of three words.
    pub shingles: Sample,
    /// Handles by which texts with a run of words in common find each other (winnowing): the least
    /// shingle of every window. Sorted, each once.
    pub handles: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of a text in any script.
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        each_word(text, |word| words.push(hash(word.as_bytes())));
        Self {
            shingles: Sample::of(runs(&words, SHINGLE), SHINGLES),
            handles: winnowed(&runs(&words, HANDLE)),
        }
    }

    /// How much this text and another share.
    pub fn overlap(&self, other: &Self) -> Overlap {
        self.shingles.overlap(&other.shingles)
    }

    /// How much they share, roughly and fast.
    pub fn glance(&self, other: &Self) -> Overlap {
        self.shingles.glance(&other.shingles, GLANCE)
    }
}

/// The hash of every run of so many words; a text of fewer words is one run.
pub fn runs(words: &[u64], length: usize) -> Vec<u64> {
    if words.is_empty() {
        return Vec::new();
    }
    words.windows(length.min(words.len())).map(hash_all).collect()
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
        Fingerprint::of(a).overlap(&Fingerprint::of(b)).of_smaller()
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
