use super::sources::Sources;
use super::words::{Words, fold};
use dateline_doc::Relation;
use std::ops::Range;

/// Words that name an outlet a report came through, such as `told {known}`.
#[derive(Debug, Clone)]
pub struct Pattern {
    parts: Vec<Part>,
    relation: Relation,
    place: Place,
}

/// Where a pattern holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the first words of the text, where wires name themselves.
    Opening,
    /// As a paragraph of its own, as bylines and credits stand.
    Alone,
    /// At the very end of the text.
    Closing,
    /// Anywhere.
    Anywhere,
}

/// Words from the start that still open a text.
const OPENING: usize = 16;

/// Where a paragraph stands in the text.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    pub is_first: bool,
    pub is_last: bool,
}

impl Place {
    /// Whether words of a paragraph of `length` words stand there.
    fn holds(self, start: usize, end: usize, length: usize, around: Around) -> bool {
        match self {
            Self::Opening => around.is_first && start < OPENING,
            Self::Alone => start == 0 && end == length,
            Self::Closing => around.is_last && end == length,
            Self::Anywhere => true,
        }
    }
}

#[derive(Debug, Clone)]
enum Part {
    Word(String),
    /// Any name.
    Outlet,
    /// A name known to be an outlet's, by itself or by a word in it.
    Known,
    /// A name of a news agency.
    Agency,
    /// One word of any kind.
    Any,
}

/// What a pattern found.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// An outlet's name at these words; the pattern ends before word `end`.
    Outlet { relation: Relation, name: Range<usize>, end: usize },
    /// Words that say what the report did with the outlet it names.
    Mark { relation: Relation, end: usize },
}

/// Most words in an outlet's name.
const MAX_NAME: usize = 6;

impl Pattern {
    pub fn new(text: &str, relation: Relation, place: Place) -> Self {
        let part = |word: &str| match word {
            "{outlet}" => Part::Outlet,
            "{known}" => Part::Known,
            "{agency}" => Part::Agency,
            "{any}" => Part::Any,
            word => Part::Word(fold(word)),
        };
        Self { parts: text.split_whitespace().map(part).collect(), relation, place }
    }

    /// The folded word it starts with; none when it starts with a name.
    pub fn first_word(&self) -> Option<&str> {
        match self.parts.first() {
            Some(Part::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub fn match_at(
        &self,
        words: &Words<'_>,
        at: usize,
        around: Around,
        sources: &Sources,
    ) -> Option<Found> {
        let mut name = None;
        let end = rest(&self.parts, words, at, sources, &mut name)?;
        if !self.place.holds(at, end, words.len(), around) {
            return None;
        }
        let relation = self.relation;
        Some(match name {
            Some(name) => Found::Outlet { relation, name, end },
            None => Found::Mark { relation, end },
        })
    }
}

/// Where the parts end when they match from `at` on.
fn rest(
    parts: &[Part],
    words: &Words<'_>,
    at: usize,
    sources: &Sources,
    name: &mut Option<Range<usize>>,
) -> Option<usize> {
    let Some((part, parts)) = parts.split_first() else { return Some(at) };
    match part {
        Part::Word(word) => {
            (words.folded(at) == word).then(|| rest(parts, words, at + 1, sources, name))?
        }
        Part::Any => (at < words.len()).then(|| rest(parts, words, at + 1, sources, name))?,
        Part::Outlet | Part::Known | Part::Agency => {
            // An article before the name is no part of it.
            let start = at + usize::from(sources.is_article(words.folded(at)));
            let longest = name_length(words, start, sources);
            (1..=longest).rev().find_map(|length| {
                let range = start..start + length;
                let fits = match part {
                    Part::Known => sources.is_known(words, range.clone()),
                    Part::Agency => sources.agency(&words.phrase(range.clone())).is_some(),
                    _ => !sources.is_joint(words.folded(range.end - 1)),
                };
                let end = fits.then(|| rest(parts, words, range.end, sources, name))??;
                *name = Some(range);
                Some(end)
            })
        }
    }
}

/// How many words from `start` on may be one name: capitalised ones with joining words between
/// them, or, in scripts without capitals, any.
fn name_length(words: &Words<'_>, start: usize, sources: &Sources) -> usize {
    let is_name = |at: usize| {
        let first = words.written(at).chars().next();
        first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
    };
    if !is_name(start) {
        return 0;
    }
    let goes_on = |at: &usize| is_name(*at) || sources.is_joint(words.folded(*at));
    (start..start + MAX_NAME).take_while(goes_on).count()
}
