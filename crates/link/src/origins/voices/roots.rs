use super::{Voice, outlets::Outlets, sentences, speakers::Speakers};
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
        let found = claims.iter().enumerate().map(|(number, claim)| {
            let summed =
                || claim.chain.is_empty().then(|| source(number, claims, &given, &outlets));
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
        for number in 0..claims.len() {
            if self.how[number] != How::Home {
                continue;
            }
            let is_same = |other: &usize| sentences::same(claims[number], claims[*other]);
            let is_sourced = |other: &usize| self.how[*other] == How::Given;
            let sourced = (0..claims.len()).filter(is_sourced).find(is_same);
            if let Some(other) = sourced.or_else(|| (0..number).find(is_same)) {
                let root = self.of_claims[other];
                if root != self.of_claims[number] {
                    self.of_claims[number] = root;
                    self.how[number] = How::SameSentence(other);
                }
            }
        }
    }
}

/// The first source that the outlet of a claim's report gives for the event: the report's own before
/// others, speakers before outlets.
fn source(
    number: usize,
    claims: &[&Facts],
    given: &[Option<Root>],
    outlets: &Outlets,
) -> Option<Root> {
    let report = claims[number].report;
    let home = outlets.home(report);
    let of_home = (0..claims.len()).filter(|other| outlets.home(claims[*other].report) == home);
    let sources = of_home.filter_map(|other| Some((claims[other].report != report, given[other]?)));
    let sources = sources.filter(|(_, root)| *root != Root::Outlet(home));
    let is_outlet = |root: Root| matches!(root, Root::Outlet(_));
    sources.min_by_key(|(elsewhere, root)| (*elsewhere, is_outlet(*root))).map(|(_, root)| root)
}
