use super::{
    super::name::Name,
    Voice,
    cast::{Member, gathered, group},
    late,
    speakers::innermost,
};
use crate::{Facts, ReportKey};
use dateline_doc::{Naming, Relation};
use jiff::civil::Date;
use std::{cmp::Reverse, collections::BTreeMap};

/// The outlets of an event, each once under all its names and editions.
pub struct Outlets {
    /// For each report the group of the outlet that its text comes from.
    homes: BTreeMap<ReportKey, usize>,
    /// For each claim the group of the outlet that is its innermost source.
    cited: Vec<Option<usize>>,
    /// For each group what to call it.
    names: Vec<String>,
}

/// An outlet as it was spoken of.
struct Mention {
    member: Member,
    shown: String,
    /// When it speaks here itself, for sorting.
    day: (bool, Option<Date>),
}

impl Outlets {
    /// Those that the reports are of and say they came through, and those that claims are said by.
    pub fn of(claims: &[&Facts], reports: &BTreeMap<ReportKey, Voice>) -> Self {
        let families = families(reports);
        let cited: Vec<Option<&str>> = claims.iter().map(|claim| cited(claim)).collect();
        let mut mentions: Vec<Mention> = reports.values().map(itself).collect();
        mentions.extend(families.values().map(|family| home(family)));
        mentions.extend(cited.iter().flatten().map(|name| by_name(name)));
        let members: Vec<Member> = mentions.iter().map(|mention| mention.member.clone()).collect();
        let groups = group(&members);
        let mut of_families = groups[reports.len()..].iter().copied();
        let homes: BTreeMap<ReportKey, usize> = families
            .keys()
            .map(|family| (*family, of_families.next().unwrap_or_default()))
            .collect();
        let mut of_cited = groups[reports.len() + families.len()..].iter().copied();
        Self {
            homes: reports.values().map(|voice| (voice.report, homes[&voice.copy_of])).collect(),
            cited: cited.iter().map(|name| name.and_then(|_| of_cited.next())).collect(),
            names: names(&mentions, &groups),
        }
    }

    /// The outlet that a report's text comes from: the farthest that it or a copy of it says it came
    /// through, else the publisher of the copy published first.
    pub fn home(&self, report: ReportKey) -> usize {
        self.homes[&report]
    }

    /// The outlet that is a claim's innermost source.
    pub fn cited(&self, claim: usize) -> Option<usize> {
        self.cited[claim]
    }

    /// What to call it.
    pub fn name(&self, outlet: usize) -> String {
        self.names[outlet].clone()
    }
}

/// The reports of each family, the one published first before others.
fn families(reports: &BTreeMap<ReportKey, Voice>) -> BTreeMap<ReportKey, Vec<&Voice>> {
    let mut families: BTreeMap<ReportKey, Vec<&Voice>> = BTreeMap::new();
    for voice in reports.values() {
        families.entry(voice.copy_of).or_default().push(voice);
    }
    for family in families.values_mut() {
        family.sort_by_key(|voice| (late(voice.day()), voice.report));
    }
    families
}

fn home(family: &[&Voice]) -> Mention {
    let carried =
        family.iter().find_map(|voice| farthest(voice, |relation| relation != Relation::Quotes));
    let taken = || family.iter().find_map(|voice| farthest(voice, |_| true));
    match carried.or_else(taken) {
        Some(outlet) => by_name(outlet),
        None => itself(family[0]),
    }
}

/// The farthest outlet that a report came through in such a relation.
pub fn farthest(voice: &Voice, counts: impl Fn(Relation) -> bool) -> Option<&str> {
    let via = voice.via.iter().rev().find(|(_, relation)| counts(*relation));
    via.map(|(outlet, _)| outlet.as_str())
}

fn itself(voice: &Voice) -> Mention {
    let name = Name::of_body(&voice.name);
    let alone = || name.is_empty().then(|| format!("report {}", voice.report.0));
    let id = voice.publisher.clone().or_else(alone);
    let shown =
        if voice.name.is_empty() { voice.publisher.clone() } else { Some(voice.name.clone()) };
    Mention {
        member: Member { name, is_person: false, id },
        shown: shown.unwrap_or_default(),
        day: late(voice.day()),
    }
}

fn by_name(outlet: &str) -> Mention {
    let member = Member { name: Name::of_body(outlet), is_person: false, id: None };
    Mention { member, shown: outlet.to_owned(), day: late(None) }
}

fn cited(claim: &Facts) -> Option<&str> {
    let speaker = innermost(claim).filter(|speaker| speaker.naming == Naming::Outlet);
    speaker.map(|speaker| speaker.name.as_str())
}

/// For each group the name of its report published first, else the fullest name.
fn names(mentions: &[Mention], groups: &[usize]) -> Vec<String> {
    let name = |mentions: Vec<&Mention>| {
        let best = mentions.into_iter().min_by_key(|mention| {
            let by_name_alone = mention.member.id.is_none();
            (by_name_alone, mention.day, Reverse(mention.member.name.len()), &mention.shown)
        });
        best.map(|mention| mention.shown.clone()).unwrap_or_default()
    };
    gathered(mentions, groups).into_iter().map(name).collect()
}
