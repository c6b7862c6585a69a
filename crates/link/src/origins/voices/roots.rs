use super::{Voice, outlets::Outlets, sentences::Sentences, speakers::Speakers};
use crate::{Facts, ReportKey};
use std::collections::BTreeMap;

/// What a claim goes back to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Root {
    /// A named source.
    Speaker(usize),
    /// An outlet.
    Outlet(usize),
}

/// How it is known what a claim goes back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It gives its source.
    Given,
    /// Its report gives it.
    SummedUp,
    /// It is where its report's text comes from.
    Home,
    /// It is that of the claim of this number, which tells it in the same sentence.
    SameSentence(usize),
}

/// What every claim of an event goes back to.
///
/// 1. A claim whose innermost source has a name goes back to that source.
/// 2. One whose innermost source is an outlet, or whose report says that it came through one, goes
///    back to that outlet, as that outlet's own report does.
/// 3. One in a report's own voice, or of a source without a name, goes back to the outlet that the
///    report's text comes from.
/// 4. What an outlet tells in its own voice is of no origin of its own where it also gives a source
///    for it: reports sum up what their sources say. It goes back to the first such source, of the
///    same report where that has one.
/// 5. What is told in the sentence of another report goes back to what that goes back to.
pub struct Roots<'a> {
    pub of_claims: Vec<Root>,
    /// How each was found.
    pub how: Vec<How>,
    pub speakers: Speakers,
    pub outlets: Outlets,
    pub reports: &'a BTreeMap<ReportKey, Voice>,
}

impl<'a> Roots<'a> {
    /// Those of `claims`, which are in the order they were published.
    pub fn of(claims: &[&Facts], reports: &'a BTreeMap<ReportKey, Voice>) -> Self {
        let speakers = Speakers::of(claims);
        let outlets = Outlets::of(claims, reports);
        let own = |number: usize| {
            let speaker = speakers.of_claim(number).map(Root::Speaker);
            speaker.or(outlets.cited(number).map(Root::Outlet))
        };
        let given: Vec<Option<Root>> = (0..claims.len()).map(own).collect();
        let sources = Sources::of(claims, &given, &outlets);
        let found = claims.iter().enumerate().map(|(number, claim)| {
            let first = || sources.first(claim.report, outlets.home(claim.report));
            let summed = || claim.chain.is_empty().then(first);
            match (given[number], given[number].map_or_else(summed, |_| None).flatten()) {
                (Some(root), _) => (root, How::Given),
                (None, Some(root)) => (root, How::SummedUp),
                (None, None) => (Root::Outlet(outlets.home(claim.report)), How::Home),
            }
        });
        let (of_claims, how) = found.unzip();
        let mut roots = Self { of_claims, how, speakers, outlets, reports };
        roots.fold_sentences(claims);
        roots
    }

    /// Rule 5, for claims that no source is given for: a claim with a source first, else the earliest.
    fn fold_sentences(&mut self, claims: &[&Facts]) {
        let all = Sentences::of(claims, |_| true);
        let sourced = Sentences::of(claims, |number| self.how[number] == How::Given);
        for number in 0..claims.len() {
            if self.how[number] != How::Home {
                continue;
            }
            let earlier = || all.same(number).next().filter(|other| *other < number);
            if let Some(other) = sourced.same(number).next().or_else(earlier) {
                let root = self.of_claims[other];
                if root != self.of_claims[number] {
                    self.of_claims[number] = root;
                    self.how[number] = How::SameSentence(other);
                }
            }
        }
    }
}

/// The first sources that outlets give for the event: a report's own before others, speakers before
/// outlets.
#[derive(Default)]
struct Sources {
    of_reports: BTreeMap<ReportKey, Root>,
    of_homes: BTreeMap<usize, Root>,
}

impl Sources {
    fn of(claims: &[&Facts], given: &[Option<Root>], outlets: &Outlets) -> Self {
        let mut sources = Self::default();
        for (claim, root) in claims.iter().zip(given) {
            let home = outlets.home(claim.report);
            if let Some(root) = root.filter(|root| *root != Root::Outlet(home)) {
                keep(&mut sources.of_reports, claim.report, root);
                keep(&mut sources.of_homes, home, root);
            }
        }
        sources
    }

    /// That of a report whose text is of this outlet.
    fn first(&self, report: ReportKey, home: usize) -> Option<Root> {
        self.of_reports.get(&report).or_else(|| self.of_homes.get(&home)).copied()
    }
}

/// Keeps the first, and a speaker rather than an outlet.
fn keep<K: Ord>(known: &mut BTreeMap<K, Root>, key: K, root: Root) {
    let is_outlet = |root: &Root| matches!(root, Root::Outlet(_));
    let kept = known.entry(key).or_insert(root);
    if is_outlet(kept) && !is_outlet(&root) {
        *kept = root;
    }
}
