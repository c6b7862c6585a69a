mod because;
mod cast;
mod outlets;
mod roots;
mod sentences;
mod speakers;
#[cfg(test)]
mod tests;

use crate::{ClaimKey, Facts, ReportKey};
use dateline_doc::{ActorId, Relation, TimeInterval};
use jiff::civil::Date;
use roots::{Root, Roots};
use std::collections::{BTreeMap, BTreeSet};

/// A report, as one that speaks of an event.
#[derive(Clone, PartialEq, Debug)]
pub struct Voice {
    /// Which report.
    pub report: ReportKey,
    /// The least key of its family: of the reports that carry its text. Itself when alone.
    pub copy_of: ReportKey,
    /// Who published it, for comparison: see [`super::Profile::publisher`].
    pub publisher: Option<String>,
    /// What to call it.
    pub name: String,
    /// The outlets that it says it came through, nearest first.
    pub via: Vec<(String, Relation)>,
    /// When it was published.
    pub published: Option<TimeInterval>,
}

/// From whom claims of an event came first.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// What it is.
    pub kind: OriginKind,
    /// Its fullest name; empty for a report that nobody is known to have published.
    pub name: String,
    /// Who a speaker is in the registry.
    pub actor: Option<ActorId>,
    /// Its claims, the one published first before others.
    pub claims: Vec<ClaimKey>,
    /// The reports that make them, in the same order.
    pub reports: Vec<ReportKey>,
    /// Why they are of one origin, a line each.
    pub because: Vec<String>,
}

/// What an origin is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OriginKind {
    /// A named source: a person or a body.
    Speaker,
    /// An outlet, on its own word or that of sources it does not name.
    Publisher,
}

/// The origins of the claims of one event, the one published first before others.
///
/// Every claim is of one origin. Repeats of one origin confirm nothing, so where it is in doubt
/// whether two are one, they are: see the rules in [`roots`].
pub fn voices(claims: &[&Facts], reports: &[Voice]) -> Vec<Origin> {
    let reports = by_key(claims, reports);
    let mut claims = claims.to_vec();
    claims
        .sort_by_key(|claim| (late(day(claim, &reports)), claim.report, claim.sentence, claim.key));
    claims.dedup_by_key(|claim| claim.key);
    let roots = Roots::of(&claims, &reports);
    let mut groups: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
    for (number, root) in roots.of_claims.iter().enumerate() {
        groups.entry(*root).or_default().push(number);
    }
    let mut groups: Vec<(Root, Vec<usize>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, numbers)| numbers.first().copied());
    groups.iter().map(|(root, numbers)| origin(*root, numbers, &claims, &roots)).collect()
}

fn origin(root: Root, numbers: &[usize], claims: &[&Facts], roots: &Roots<'_>) -> Origin {
    let mut seen = BTreeSet::new();
    let reports = numbers.iter().map(|number| claims[*number].report);
    let (kind, name, actor) = match root {
        Root::Speaker(speaker) => {
            (OriginKind::Speaker, roots.speakers.name(speaker), roots.speakers.actor(speaker))
        }
        Root::Outlet(outlet) => (OriginKind::Publisher, roots.outlets.name(outlet), None),
    };
    Origin {
        kind,
        name,
        actor,
        claims: numbers.iter().map(|number| claims[*number].key).collect(),
        reports: reports.filter(|report| seen.insert(*report)).collect(),
        because: because::lines(root, numbers, claims, roots),
    }
}

/// The reports by key; one that is not given speaks for itself alone.
fn by_key(claims: &[&Facts], reports: &[Voice]) -> BTreeMap<ReportKey, Voice> {
    let unknown = |claim: &&Facts| Voice {
        report: claim.report,
        copy_of: claim.report,
        publisher: None,
        name: String::new(),
        via: Vec::new(),
        published: claim.published,
    };
    let alone = claims.iter().map(|claim| (claim.report, unknown(claim)));
    let mut all: BTreeMap<ReportKey, Voice> = alone.collect();
    for voice in reports {
        if let Some(known) = all.get_mut(&voice.report) {
            let published = voice.published.or(known.published);
            *known = Voice { published, ..voice.clone() };
        }
    }
    all
}

fn day(claim: &Facts, reports: &BTreeMap<ReportKey, Voice>) -> Option<Date> {
    reports.get(&claim.report).and_then(Voice::day)
}

impl Voice {
    fn day(&self) -> Option<Date> {
        self.published.and_then(|interval| interval.start)
    }
}

/// For sorting by day: what has none comes last.
fn late(day: Option<Date>) -> (bool, Option<Date>) {
    (day.is_none(), day)
}
