use super::{
    meeting::{run, sure},
    name::Name,
    profile::Profile,
    quotation::Quotation,
    words::{hash, hash_all},
};
use dateline_doc::Relation;
use jiff::civil::Date;

/// Facts that stand for all, of a report that says it came through another outlet and of that
/// outlet's own: the least hashes, so that both choose the same.
const FACTS: usize = 3;

/// Facts of a translation that its original is looked for by.
const TRANSLATED: usize = 32;

/// Words of an outlet's name that it is looked for by: the longest.
const NAME_WORDS: usize = 2;

/// Days in a span within which a report and its translation are looked for.
const DAYS: i64 = 8;

/// See [`Profile::handles`].
pub fn handles(profile: &Profile) -> Vec<u64> {
    let runs = profile.fingerprint.handles.iter().map(|handle| run(*handle));
    let mut all: Vec<u64> = runs.chain(others(profile).into_iter().map(sure)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is shared besides runs of words.
fn others(profile: &Profile) -> Vec<u64> {
    let mut all = Vec::new();
    all.extend(profile.address.as_ref().map(|address| hash(address.as_bytes())));
    all.extend(profile.quotations.iter().flat_map(Quotation::handles));
    let span = profile.day.map(span_of);
    for name in profile.names() {
        all.extend(told_by(profile, &name, span, FACTS));
        all.extend(told_by(profile, &name, None, FACTS));
    }
    for (outlet, relation) in &profile.via {
        // A report in another language may be known by few facts, and not by the least hashes of this one.
        let most = if *relation == Relation::Translates { TRANSLATED } else { FACTS };
        let outlet = Name::of_body(outlet);
        for span in [None, span, span.map(|span| span - 1)] {
            all.extend(told_by(profile, &outlet, span, most));
        }
    }
    all
}

/// The span of days that a day lies in; what it takes from may have been in the one before.
fn span_of(day: Date) -> i64 {
    (day.duration_since(Date::ZERO).as_hours() / 24).div_euclid(DAYS)
}

/// Handles of what a report tells, at most so many facts of it, as told by an outlet in a span of days.
fn told_by(profile: &Profile, outlet: &Name, span: Option<i64>, most: usize) -> Vec<u64> {
    let mut words: Vec<&String> = outlet.words().iter().collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.truncate(NAME_WORDS);
    let span = span.map_or(0, |span| span.unsigned_abs() + 1);
    let of_fact = |fact: &u64| {
        let told = |word: &&String| hash_all(&[hash(word.as_bytes()), *fact, span]);
        words.iter().map(told).collect::<Vec<_>>()
    };
    profile.facts.iter().take(most).flat_map(of_fact).collect()
}
