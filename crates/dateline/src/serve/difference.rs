//! What changed between two versions of a text: paragraph by paragraph, and in a paragraph that changed
//! word by word.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation as _;

/// Words of one or both texts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// In which of the texts words are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Kept,
    Gone,
    New,
}

/// Longest that a shortest way from one text to the other is looked for; then any way will do.
const LOOKED: Duration = Duration::from_millis(400);

/// The paragraphs of two texts, each as pieces: with what is gone left out they are the words of `new`,
/// with what is new left out those of `old`. Blank lines are left out.
pub fn difference(old: &str, new: &str) -> Vec<Vec<Piece>> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut found = Vec::new();
    for op in changes(&old, &new) {
        let (gone, came) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                found.extend(gone.iter().map(|text| vec![piece(Kind::Kept, text)]));
            }
            _ => found.extend(words(&gone.join("\n"), &came.join("\n"))),
        }
    }
    found
}

/// How many words are gone and how many are new.
pub fn counts(paragraphs: &[Vec<Piece>]) -> (usize, usize) {
    let count = |kind| {
        let pieces = paragraphs.iter().flatten().filter(|piece| piece.kind == kind);
        let words = pieces.flat_map(|piece| piece.text.split_word_bounds());
        words.filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    (count(Kind::Gone), count(Kind::New))
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

fn piece(kind: Kind, text: &str) -> Piece {
    Piece { kind, text: text.to_owned() }
}

fn changes<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<DiffOp> {
    capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(Instant::now() + LOOKED))
}

/// Paragraphs that changed, as runs of words.
fn words(old: &str, new: &str) -> Vec<Vec<Piece>> {
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let mut steps: Vec<Step> = Vec::new();
    for op in changes(&old, &new) {
        let (gone, came) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => steps.push(Step::Kept(gone)),
            _ => steps.push(Step::Changed(gone, came)),
        }
    }
    cut(&told(steps))
}

enum Step {
    Kept(String),
    /// What is gone, and what came instead.
    Changed(String, String),
}

/// Joins changes over what is kept between them where that is shorter than both: what two sentences have
/// in common by chance tells nothing, and a sentence in shreds is not read.
fn told(steps: Vec<Step>) -> Vec<Piece> {
    let mut told: Vec<Step> = Vec::new();
    for step in steps {
        told.push(step);
        while let [.., Step::Changed(a, b), Step::Kept(kept), Step::Changed(c, d)] = &told[..] {
            let least = weight(a).max(weight(b)).min(weight(c).max(weight(d)));
            if weight(kept) > least {
                break;
            }
            let joined =
                Step::Changed([a.as_str(), kept, c].concat(), [b.as_str(), kept, d].concat());
            told.truncate(told.len() - 3);
            told.push(joined);
        }
    }
    let pieces = told.iter().flat_map(|step| match step {
        Step::Kept(text) => vec![piece(Kind::Kept, text)],
        Step::Changed(gone, new) => vec![piece(Kind::Gone, gone), piece(Kind::New, new)],
    });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

/// Letters and signs of a text.
fn weight(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}

/// Pieces cut where paragraphs end.
fn cut(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut paragraphs = vec![Vec::new()];
    for Piece { kind, text } in pieces {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(last) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                last.push(piece(*kind, line));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `kept [-gone-] {+new+}`.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let mark = |piece: &Piece| match piece.kind {
            Kind::Kept => piece.text.clone(),
            Kind::Gone => format!("[-{}-]", piece.text),
            Kind::New => format!("{{+{}+}}", piece.text),
        };
        difference(old, new).iter().map(|line| line.iter().map(mark).collect()).collect()
    }

    #[test]
    fn only_the_words_that_changed_are_marked() {
        assert_eq!(
            shown(
                "Gunmen killed three people in Gao on Friday.\n\nThe army said nothing.",
                "Gunmen killed five people in Gao on Friday, a medic said.\nThe army said nothing."
            ),
            [
                "Gunmen killed [-three-]{+five+} people in Gao on Friday{+, a medic said+}.",
                "The army said nothing."
            ]
        );
        assert_eq!(
            shown("قتل ثلاثة أشخاص في غاو", "قتل خمسة أشخاص في غاو"),
            ["قتل [-ثلاثة-]{+خمسة+} أشخاص في غاو"]
        );
        assert!(shown("", "").is_empty());
    }

    #[test]
    fn whole_paragraphs_come_and_go() {
        assert_eq!(shown("one\ntwo", "one\ntwo\nthree"), ["one", "two", "{+three+}"]);
        assert_eq!(shown("one\ntwo\nthree", "one\nthree"), ["one", "[-two-]", "three"]);
        assert_eq!(shown("one two\nthree", "one two"), ["one two", "[-three-]"]);
    }

    #[test]
    fn sentences_of_other_words_are_not_shredded() {
        let (old, new) =
            ("The mayor of the town denied it.", "A ship left for the open sea in May.");
        assert_eq!(
            shown(old, new),
            [format!(
                "[-{}-]{{+{}+}}",
                "The mayor of the town denied it", "A ship left for the open sea in May"
            ) + "."]
        );
    }

    /// Texts that are made of each other's parts give both back.
    #[test]
    fn both_texts_can_be_read_off() {
        let mut seed = 7_u64;
        let mut text = || {
            let mut text = String::new();
            for _ in 0..60 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let words = ["Gao ", "the ", "army, ", "four ", "said.\n", "عشرة ", "on "];
                text.push_str(words[(seed >> 33) as usize % words.len()]);
            }
            text
        };
        for _ in 0..40 {
            let (old, new) = (text(), text());
            let found = difference(&old, &new);
            let side = |left_out| {
                let pieces = found.iter().flatten().filter(|piece| piece.kind != left_out);
                pieces.map(|piece| piece.text.as_str()).collect::<String>()
            };
            assert_eq!(side(Kind::New), paragraphs(&old).concat());
            assert_eq!(side(Kind::Gone), paragraphs(&new).concat());
        }
    }

    #[test]
    fn long_texts_that_share_nothing_hold_nobody_up() {
        let text = |word: &str| (0..40_000).map(|n| format!("{word}{n} ")).collect::<String>();
        let (old, new) = (text("a"), text("b"));
        let started = Instant::now();
        let (gone, came) = counts(&difference(&old, &new));
        assert_eq!((gone, came), (40_000, 40_000));
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    }
}
