use super::{
    Voice,
    outlets::farthest,
    roots::{How, Root, Roots},
};
use crate::{Facts, ReportKey};
use dateline_doc::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// Why claims are of one origin: a line for each way in which some were made one.
pub fn lines(root: Root, numbers: &[usize], claims: &[&Facts], roots: &Roots<'_>) -> Vec<String> {
    let group = Group { numbers, claims, roots };
    let name = match root {
        Root::Speaker(speaker) => roots.speakers.name(speaker),
        Root::Outlet(outlet) => roots.outlets.name(outlet),
    };
    let mut lines: Vec<String> = group.quoting(&name).into_iter().collect();
    lines.extend(group.summing_up(&name));
    let at_home = group.reports(|how| how == How::Home);
    lines.extend(group.copies(&at_home));
    lines.extend(group.editions(&at_home));
    lines.extend(group.through(&at_home));
    lines.extend(group.in_the_same_words());
    lines
}

#[derive(Clone, Copy)]
struct Group<'a> {
    numbers: &'a [usize],
    claims: &'a [&'a Facts],
    roots: &'a Roots<'a>,
}

impl<'a> Group<'a> {
    /// The reports of the claims that went this way, the one published first before others.
    fn reports(self, wanted: impl Fn(How) -> bool) -> Vec<&'a Voice> {
        let numbers = self.numbers.iter().filter(|number| wanted(self.roots.how[**number]));
        let mut seen = BTreeSet::new();
        let reports = numbers.map(|number| self.claims[*number].report);
        reports
            .filter(|report| seen.insert(*report))
            .filter_map(|report| self.voice(report))
            .collect()
    }

    fn voice(self, report: ReportKey) -> Option<&'a Voice> {
        self.roots.reports.get(&report)
    }

    fn quoting(self, name: &str) -> Option<String> {
        let reports = self.reports(|how| how == How::Given);
        (reports.len() > 1).then(|| format!("{} cite {name}", listed(&reports)))
    }

    fn summing_up(self, name: &str) -> Vec<String> {
        let reports = self.reports(|how| how == How::SummedUp);
        let line = |report: &Voice| {
            format!("what {} tells in its own voice sums up {name}", listed(&[report]))
        };
        reports.into_iter().map(line).collect()
    }

    fn copies(self, reports: &[&'a Voice]) -> Vec<String> {
        let families = sorted_by(reports, |voice| Some(voice.copy_of));
        families.iter().map(|family| format!("{} carry the same text", listed(family))).collect()
    }

    fn editions(self, reports: &[&'a Voice]) -> Vec<String> {
        let mut families = BTreeSet::new();
        let firsts: Vec<&Voice> =
            reports.iter().copied().filter(|voice| families.insert(voice.copy_of)).collect();
        let publishers = sorted_by(&firsts, |voice| voice.publisher.clone());
        publishers.iter().map(|same| format!("{} are of one publisher", listed(same))).collect()
    }

    fn through(self, reports: &[&'a Voice]) -> Vec<String> {
        let line = |voice: &&Voice| {
            let carried = farthest(voice, |relation| relation != Relation::Quotes);
            let outlet = carried.or_else(|| farthest(voice, |_| true))?;
            Some(format!("{} says that it has it from {outlet}", listed(&[voice])))
        };
        reports.iter().filter_map(line).collect()
    }

    fn in_the_same_words(self) -> Vec<String> {
        let (mut lines, mut told) = (Vec::new(), BTreeSet::new());
        for &number in self.numbers {
            let How::SameSentence(other) = self.roots.how[number] else { continue };
            let pair = [number, other].map(|number| self.claims[number].report);
            let pair: Vec<&Voice> = pair.iter().filter_map(|report| self.voice(*report)).collect();
            let line = format!("{} tell it in the same words", listed(&pair));
            if told.insert(line.clone()) {
                lines.push(line);
            }
        }
        lines
    }
}

/// Reports that agree in something, where there are several.
fn sorted_by<'a, K: Ord>(
    reports: &[&'a Voice],
    key: impl Fn(&Voice) -> Option<K>,
) -> Vec<Vec<&'a Voice>> {
    let mut groups: BTreeMap<K, Vec<&Voice>> = BTreeMap::new();
    for report in reports {
        if let Some(key) = key(report) {
            groups.entry(key).or_default().push(report);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Reports by name: "A, B and C", "2 reports of A", "2 reports of A and B".
fn listed(reports: &[&Voice]) -> String {
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        let place = *places.entry(&report.name).or_insert(names.len());
        if place == names.len() {
            names.push((&report.name, 0));
        }
        names[place].1 += 1;
    }
    let shown: Vec<String> = names.iter().map(|(name, count)| counted(name, *count)).collect();
    match shown.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn counted(name: &str, count: usize) -> String {
    match (name, count) {
        ("", 1) => "a report".to_owned(),
        ("", count) => format!("{count} reports"),
        (name, 1) => name.to_owned(),
        (name, count) => format!("{count} reports of {name}"),
    }
}
