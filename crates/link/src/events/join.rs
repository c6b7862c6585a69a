use super::{
    Reason, compare::Weight, counts, is_aggregate, kinds, parties, places, span::Days, times,
};
use crate::Facts;
use std::fmt;

/// Why two claims are held to tell one happening, and how surely.
#[derive(Clone, PartialEq, Debug)]
pub struct Join {
    /// From 0 to 1; below one half it counts only with others.
    pub score: f32,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
}

/// In plain words: "same town (Gao), same day (2025-03-10), both 3 killed".
impl fmt::Display for Join {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, reason) in self.reasons.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{reason}")?;
        }
        Ok(())
    }
}

/// What comparing two claims comes to.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Verdict {
    /// They may tell one happening.
    Joined(Join),
    /// Too little speaks for it.
    Open,
    /// They cannot.
    Contrary,
}

/// Least score of a join that is worth keeping.
const LEAST: f32 = 0.25;
/// What must speak for it, of two reports.
const ENOUGH: f32 = 1.35;
/// What must speak for it, within one report.
const ENOUGH_IN_REPORT: f32 = 0.75;
/// How fast the score rises with what speaks for it.
const STEEPNESS: f32 = 2.5;

/// Whether two claims tell one happening, and why: the same whichever comes first.
pub fn join(a: &Facts, b: &Facts) -> Option<Join> {
    match verdict(a, b) {
        Verdict::Joined(join) => Some(join),
        Verdict::Open | Verdict::Contrary => None,
    }
}

/// What comparing two claims comes to.
pub(super) fn verdict(a: &Facts, b: &Facts) -> Verdict {
    if a.key == b.key {
        return Verdict::Open;
    }
    // In one order, so that sums and reasons are the same whichever comes first.
    let (a, b) = if a.key < b.key { (a, b) } else { (b, a) };
    if is_aggregate(a) != is_aggregate(b) {
        return Verdict::Contrary;
    }
    let weights = if a.report == b.report { in_report(a, b) } else { across(a, b) };
    weights.map_or(Verdict::Contrary, |(weights, enough)| settled(weights, enough))
}

fn settled(weights: Vec<Weight>, enough: f32) -> Verdict {
    let sum: f32 = weights.iter().map(|weight| weight.value).sum();
    let score = score(sum, enough);
    if score < LEAST {
        return Verdict::Open;
    }
    let reasons = weights.into_iter().filter_map(|weight| weight.reason).collect();
    Verdict::Joined(Join { score, reasons })
}

fn score(sum: f32, enough: f32) -> f32 {
    1.0 / (1.0 + (-STEEPNESS * (sum - enough)).exp())
}

/// Whether so much makes a join of claims of two reports.
pub(super) fn is_join(sum: f32) -> bool {
    score(sum, ENOUGH) >= LEAST
}

/// Claims of two reports.
fn across(a: &Facts, b: &Facts) -> Option<(Vec<Weight>, f32)> {
    let kinds = kinds::compare(a, b)?;
    let times = times::compare(a, b)?;
    let places = places::compare(a, b)?;
    let weights = vec![
        places,
        times,
        kinds,
        counts::compare(a, b),
        parties::compare(a, b),
        like_words(&a.words, &b.words),
    ];
    Some((weights, ENOUGH))
}

/// Claims of one report, which tells one happening in several words and several at a time.
fn in_report(a: &Facts, b: &Facts) -> Option<(Vec<Weight>, f32)> {
    kinds::compare(a, b)?;
    let apart = a.sentence.abs_diff(b.sentence);
    let told = match apart {
        0 => Weight::because(0.9, Reason::SameSentence),
        1 => Weight::because(0.5, Reason::SameReport),
        2..=3 => Weight::because(0.3, Reason::SameReport),
        _ => Weight::because(0.1, Reason::SameReport),
    };
    let place = half(places::compare(a, b)?);
    let time = match times::compare(a, b) {
        Some(weight) => half(weight),
        None if misdated(a, b) => Weight::of(-0.3),
        None => return None,
    };
    let counts = counts::compare(a, b);
    let counts = if counts.value < 0.0 { Weight::of(2.0 * counts.value) } else { counts };
    Some((vec![told, place, time, counts], ENOUGH_IN_REPORT))
}

/// Whether one of the days is that of publication, on which the other may have been told.
fn misdated(a: &Facts, b: &Facts) -> bool {
    let fresh = |facts: &Facts| Days::of(facts).is_some_and(|days| days.fresh);
    fresh(a) || fresh(b)
}

fn half(weight: Weight) -> Weight {
    Weight { value: weight.value.max(0.0) / 2.0, ..weight }
}

/// How much of the shorter sentence's words the other has too.
fn like_words(a: &[u64], b: &[u64]) -> Weight {
    let shorter = a.len().min(b.len());
    if shorter < 4 {
        return Weight::NONE;
    }
    let share = shared(a, b) as f32 / shorter as f32;
    match share {
        0.8.. => Weight::because(1.2, Reason::SameWords),
        0.45.. => Weight::because(0.5, Reason::LikeWords),
        0.3.. => Weight::because(0.25, Reason::LikeWords),
        _ => Weight::NONE,
    }
}

/// How many hashes two sorted lists share.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut count) = (0, 0);
    for hash in a {
        while b.get(at).is_some_and(|other| other < hash) {
            at += 1;
        }
        count += usize::from(b.get(at) == Some(hash));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Claim, ansongo, area, gao, town};
    use super::*;
    use dateline_doc::Precision;

    fn score(a: &Claim, b: &Claim) -> f32 {
        assert_eq!(join(&a.facts(), &b.facts()), join(&b.facts(), &a.facts()));
        join(&a.facts(), &b.facts()).map_or(0.0, |join| join.score)
    }

    fn attack(key: u64) -> Claim {
        Claim::new(key).kind("armed-attack", &["political-violence"])
    }

    #[test]
    fn the_same_town_and_day_make_one_happening_and_say_so() {
        let a = Claim::new(1).at(gao()).on("2025-03-10").counting("killed", 3, Some(3));
        let b = Claim::new(2).at(gao()).on("2025-03-10").counting("killed", 3, None);
        assert!(score(&a, &b) > 0.7);
        let said = join(&a.facts(), &b.facts()).unwrap().to_string();
        let expected = "same town (Gao), same day (2025-03-10), same type (killing), both 3 killed";
        assert_eq!(said, expected);
    }

    #[test]
    fn another_day_another_town_or_another_country_is_another_happening() {
        let claim = attack(1).at(gao()).on("2025-03-10");
        assert_eq!(score(&claim, &attack(2).at(gao()).on("2025-03-12")), 0.0);
        assert_eq!(score(&claim, &attack(2).at(ansongo()).on("2025-03-10")), 0.0);
        let niger = town("Gao", 14.0, 1.0, "Tahoua", "NER");
        assert_eq!(score(&claim, &attack(2).at(niger).on("2025-03-10")), 0.0);
    }

    #[test]
    fn a_country_and_a_day_are_too_little_and_a_number_helps() {
        let mali = || area("Mali", Precision::Country, "MLI");
        let a = Claim::new(1).at(mali()).on("2025-03-10").counting("killed", 23, Some(23));
        let b = Claim::new(2).at(gao()).on("2025-03-10");
        assert!(score(&a, &b) < 0.5);
        assert!(score(&a, &b.counting("killed", 23, Some(23))) > 0.5);
    }

    #[test]
    fn a_sentence_tells_an_attack_and_its_dead() {
        let a = attack(1).of_report(9, 0);
        let b = Claim::new(2).of_report(9, 0);
        assert!(score(&a, &b) > 0.5);
        assert!(score(&a, &b.clone().of_report(9, 1)) < 0.5);
        let placed = |claim: Claim| claim.at(gao()).on("2025-03-10");
        assert!(score(&placed(a), &placed(b.of_report(9, 1))) > 0.5);
    }

    #[test]
    fn copies_are_one_whatever_is_missing() {
        let text = "Gunmen on motorcycles attacked villagers who were returning from market";
        let a = attack(1).saying(text).on("2025-03-10");
        let b = attack(2).saying(text).on("2025-03-10");
        assert!(score(&a, &b) > 0.5);
        assert!(score(&attack(1).on("2025-03-10"), &attack(2).on("2025-03-10")) < 0.5);
    }
}
