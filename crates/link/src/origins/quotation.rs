use super::{
    fingerprint::runs,
    name::Name,
    words::{each_word, hash},
};
use dateline_doc::{Mode, Naming, Quote, Reading, Statement, StatementId};
use std::collections::BTreeSet;

/// Words in a run that quotations are compared by.
const RUN: usize = 3;

/// Words that a quotation must have to be told from others.
const LEAST_WORDS: usize = 6;

/// Handles of a quotation.
const HANDLES: usize = 2;

/// The share of the shorter of two quotations that must be in the longer one.
const SAME: f32 = 0.75;

/// Words that a source is quoted with.
#[derive(Clone, PartialEq, Debug)]
pub struct Quotation {
    /// The statement it is in.
    pub statement: StatementId,
    /// Who says it, to show; empty when the source has no name.
    pub speaker: String,
    /// Hashes of its runs of three words, sorted, each once.
    pub print: Vec<u64>,
}

impl Quotation {
    /// Every quotation in a reading that is long enough to be known again.
    pub fn all(reading: &Reading) -> Vec<Self> {
        let outer = reading.segments.quotes.iter().filter(|quote| quote.level == 0);
        outer.filter_map(|quote| quotation(reading, quote)).collect()
    }

    /// Handles by which the same words find each other.
    pub fn handles(&self) -> impl Iterator<Item = u64> + '_ {
        self.print.iter().take(HANDLES).map(|hash| hash.rotate_left(1))
    }

    /// How surely both are the same words of the same source, from 0 to 1; `None` when they are not.
    pub fn same(&self, other: &Self) -> Option<f32> {
        let shared =
            self.print.iter().filter(|hash| other.print.binary_search(hash).is_ok()).count();
        let score = shared as f32 / self.print.len().min(other.print.len()).max(1) as f32;
        (score >= SAME && !self.is_anothers(other)).then_some(score)
    }

    /// Whether both have a speaker with a name, and not the same.
    fn is_anothers(&self, other: &Self) -> bool {
        let name = |quotation: &Self| Name::of_body(&quotation.speaker);
        let (mine, others) = (name(self), name(other));
        let alike = || mine.words().iter().any(|word| others.words().contains(word));
        !mine.is_empty() && !others.is_empty() && !alike()
    }
}

/// The pairs of two reports' quotations that are the same words of the same source, the surest
/// first; each quotation is in one pair at most.
pub fn same_words<'a>(
    ones: &'a [Quotation],
    others: &'a [Quotation],
) -> Vec<(f32, &'a Quotation, &'a Quotation)> {
    let all = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let same = all.filter_map(|(one, other)| Some((one.same(other)?, one, other)));
    let mut pairs: Vec<(f32, &Quotation, &Quotation)> = same.collect();
    let numbers = |pair: &(f32, &Quotation, &Quotation)| (pair.1.statement, pair.2.statement);
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(numbers(a).cmp(&numbers(b))));
    let mut taken = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|pair| {
        let (one, other) = numbers(pair);
        let free = !taken.0.contains(&one) && !taken.1.contains(&other);
        free && taken.0.insert(one) && taken.1.insert(other)
    });
    pairs
}

/// The words between the marks, as said by the innermost statement that holds them as its own words.
fn quotation(reading: &Reading, quote: &Quote) -> Option<Quotation> {
    let holds = |statement: &Statement| {
        statement.mode != Mode::Indirect
            && statement.content.iter().any(|span| span.overlaps(quote.inner))
    };
    let number = reading.statements.iter().rposition(holds)?;
    let statement = &reading.statements[number];
    let speaker = statement.speaker.filter(|_| statement.naming != Naming::Unnamed);
    let speaker = speaker.and_then(|id| reading.entities.get(id.0 as usize));
    Some(Quotation {
        statement: StatementId(number as u32),
        speaker: speaker.map(|entity| entity.name.clone()).unwrap_or_default(),
        print: print(&reading.article.text[quote.inner])?,
    })
}

fn print(words: &str) -> Option<Vec<u64>> {
    let mut hashes = Vec::new();
    each_word(words, |word| hashes.push(hash(word.as_bytes())));
    if hashes.len() < LEAST_WORDS {
        return None;
    }
    let mut print = runs(&hashes, RUN);
    print.sort_unstable();
    print.dedup();
    Some(print)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotation(speaker: &str, words: &str) -> Quotation {
        Quotation {
            statement: StatementId(0),
            speaker: speaker.into(),
            print: print(words).unwrap(),
        }
    }

    const WORDS: &str = "They waited until the market was full, and then they fired on us all";

    #[test]
    fn a_trimmed_quotation_is_the_same_words() {
        let (whole, part) =
            (quotation("Nadir Osman", WORDS), quotation("Col. Osman", &WORDS[..45]));
        assert_eq!(whole.same(&part), part.same(&whole));
        assert!(whole.same(&part).unwrap() > 0.8);
        assert!(whole.handles().any(|_| true));
    }

    #[test]
    fn the_words_of_two_named_sources_are_two() {
        assert_eq!(quotation("Nadir Osman", WORDS).same(&quotation("Idris Kuku", WORDS)), None);
        assert!(quotation("", WORDS).same(&quotation("Idris Kuku", WORDS)).is_some());
    }

    #[test]
    fn a_few_words_are_anybodys() {
        assert_eq!(print("a very heavy price"), None);
    }
}
