//! Events out of many claims.

use super::testing::{Claim, ansongo, area, gao, town};
use super::*;
use crate::{ClaimKey, Facts};
use dateline_doc::Precision;

fn events(claims: &[Facts], decisions: &[Decision]) -> Vec<Vec<u64>> {
    let keys = |group: Group| {
        let mut keys: Vec<u64> = group.claims.iter().map(|key| key.0).collect();
        keys.sort_unstable();
        keys
    };
    let mut events: Vec<Vec<u64>> = groups(claims, decisions).into_iter().map(keys).collect();
    events.sort();
    events
}

fn decided(a: u64, b: u64, kind: DecisionKind) -> Decision {
    Decision { a: ClaimKey(a), b: ClaimKey(b), kind }
}

/// Three reports of one attack: of the attack and its dead.
fn attack() -> Vec<Facts> {
    let claims = (0..3).flat_map(|report| {
        let at = |claim: Claim| claim.at(gao()).on("2025-03-10").published("2025-03-11");
        let told = Claim::new(10 + report).of_report(report, 0);
        let dead = Claim::new(20 + report).of_report(report, 1).counting("killed", 7, Some(7));
        [at(told.kind("armed-attack", &["political-violence"])).facts(), at(dead).facts()]
    });
    claims.collect()
}

/// A number that looks random, of a seed: always the same.
fn random(seed: u64) -> u64 {
    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 7
}

/// Claims of many reports on a few towns, days and numbers, so that much is alike and little is sure.
fn muddle(claims: u64) -> Vec<Facts> {
    let places = [gao(), ansongo(), town("Gao", 14.0, 1.0, "Tahoua", "NER")];
    let mali = area("Mali", Precision::Country, "MLI");
    let claim = |key: u64| {
        let pick = |of: u64, salt: u64| random(key * 7 + salt * 1_000_003) % of;
        let day = format!("2025-03-{:02}", 10 + pick(5, 1));
        let claim = Claim::new(key).of_report(pick(claims / 2 + 1, 2), pick(3, 3) as u32);
        let claim = claim.published("2025-03-15").counting("killed", 1 + pick(4, 4), None);
        let claim = if pick(4, 5) > 0 { claim.on(&day) } else { claim };
        match pick(5, 6) {
            3 => claim.at(mali.clone()).facts(),
            4 => claim.facts(),
            place => claim.at(places[place as usize].clone()).facts(),
        }
    };
    (0..claims).map(claim).collect()
}

#[test]
fn reports_of_one_attack_are_one_event_with_its_reasons() {
    let groups = groups(&attack(), &[]);
    assert_eq!(groups.len(), 1);
    let group = &groups[0];
    assert_eq!(group.claims[0], ClaimKey(10), "the earliest published, then the lowest key");
    assert_eq!(group.joins.len(), group.claims.len() - 1);
    assert!(group.joins.iter().all(|(_, _, join)| !join.reasons.is_empty()));
    assert!(!group.aggregate);
}

#[test]
fn order_makes_no_difference() {
    let claims = muddle(120);
    let expected = groups(&claims, &[]);
    assert!(expected.len() > 10 && expected.iter().any(|group| group.claims.len() > 3));
    for seed in 1..6 {
        let mut shuffled = claims.clone();
        shuffled.sort_by_key(|facts| random(facts.key.0 * 31 + seed));
        assert_eq!(groups(&shuffled, &[]), expected);
    }
}

#[test]
fn the_claims_tied_to_an_event_are_all_that_it_depends_on() {
    let claims = muddle(120);
    let mut parts: Vec<usize> = (0..claims.len()).collect();
    for (at, one) in claims.iter().enumerate() {
        for (other, two) in claims.iter().enumerate().skip(at + 1) {
            if join(one, two).is_some() {
                let (from, to) = (parts[at].max(parts[other]), parts[at].min(parts[other]));
                parts.iter_mut().filter(|part| **part == from).for_each(|part| *part = to);
            }
        }
    }
    let mut pieces = Vec::new();
    for part in 0..claims.len() {
        let piece = claims.iter().zip(&parts).filter(|(_, of)| **of == part);
        let piece: Vec<Facts> = piece.map(|(facts, _)| facts.clone()).collect();
        pieces.extend(groups(&piece, &[]));
    }
    pieces.sort_by_key(|group| group.claims[0]);
    assert_eq!(pieces, groups(&claims, &[]));
}

#[test]
fn two_countries_are_never_one_event() {
    let text = "Gunmen attacked a convoy and killed seven people on the road to the border";
    let claim = |key, country| {
        let place = area("X", Precision::Country, country);
        Claim::new(key).at(place).on("2025-03-10").counting("killed", 7, Some(7)).saying(text)
    };
    let nowhere = Claim::new(3).on("2025-03-10").counting("killed", 7, Some(7)).saying(text);
    let claims = [claim(1, "MLI").facts(), claim(2, "NER").facts(), nowhere.facts()];
    assert_eq!(events(&claims, &[]), [vec![1, 3], vec![2]]);
}

#[test]
fn a_split_parts_what_joins_put_together_and_a_merge_undoes_it() {
    let claims = attack();
    let split: Vec<Decision> =
        [(10, 11), (10, 12)].iter().map(|(a, b)| decided(*a, *b, DecisionKind::Split)).collect();
    assert_eq!(events(&claims, &split), [vec![10, 20], vec![11, 12, 21, 22]]);
    assert_eq!(events(&claims, &[]), [vec![10, 11, 12, 20, 21, 22]], "as if it had never been");
}

#[test]
fn a_merge_joins_what_nothing_joins_and_a_split_outranks_it() {
    let claims = [
        Claim::new(1).at(gao()).on("2025-03-10").facts(),
        Claim::new(2).at(ansongo()).on("2025-04-10").facts(),
    ];
    let merge = decided(1, 2, DecisionKind::Merge);
    assert_eq!(events(&claims, &[]), [vec![1], vec![2]]);
    assert_eq!(events(&claims, &[merge]), [vec![1, 2]]);
    let joins = groups(&claims, &[merge]).remove(0).joins;
    assert_eq!(joins[0].2.reasons, [Reason::ByHand]);
    let split = decided(2, 1, DecisionKind::Split);
    assert_eq!(events(&claims, &[merge, split]), [vec![1], vec![2]]);
}

#[test]
fn an_aggregate_is_no_single_happening() {
    let roundup = Claim::new(1).at(gao()).on("2025-03-10").counting("attacks", 9, Some(9));
    let single = Claim::new(2).at(gao()).on("2025-03-10");
    assert_eq!(events(&[roundup.facts(), single.facts()], &[]), [vec![1], vec![2]]);
}

/// Many reports of one attack: of the attack, its dead and its wounded, with numbers and words of their own, some
/// placing it in the region alone.
fn burst(reports: u64) -> Vec<Facts> {
    let claims = (0..reports).flat_map(|report| {
        let pick = |of: u64, salt: u64| random(report * 7 + salt * 1_000_003) % of;
        let region = area("Gao", Precision::Admin1, "MLI");
        let place = if pick(5, 1) == 0 { region } else { gao() };
        let text = |what: &str| {
            format!("{what} market{} river{} camp{}", pick(90, 2), pick(90, 3), report)
        };
        let at = |key: u64, what: &str| {
            let claim = Claim::new(key * 10_000 + random(report) % 10_000 + report * 100_000);
            claim.at(place.clone()).on("2025-03-10").published("2025-03-11").saying(&text(what))
        };
        let dead = 10 + pick(4, 4);
        let told = at(1, "gunmen attacked").kind("armed-attack", &["political-violence"]);
        let killed = at(2, "people killed").counting("killed", dead, Some(dead));
        let hurt = at(3, "others wounded").kind("wounding", &["political-violence"]);
        let hurt = hurt.counting("wounded", pick(30, 5), None);
        [told.of_report(report, 0), killed.of_report(report, 0), hurt.of_report(report, 1)]
    });
    claims.map(|claim| claim.facts()).collect()
}

#[test]
fn a_burst_of_reports_is_one_event_in_any_order() {
    let claims = burst(60);
    let expected = groups(&claims, &[]);
    assert_eq!(
        expected.len(),
        1,
        "{:?}",
        expected.iter().map(|it| it.claims.len()).collect::<Vec<_>>()
    );
    assert_eq!(expected[0].joins.len(), claims.len() - 1);
    let mut shuffled = claims.clone();
    shuffled.sort_by_key(|facts| random(facts.key.0 * 31 + 5));
    assert_eq!(groups(&shuffled, &[]), expected);
}

#[test]
fn what_a_burst_costs_grows_with_its_reports() {
    let joined = |reports: u64| {
        let mut claims = burst(reports);
        claims.sort_by_key(|facts| facts.key);
        super::pairs::Compared::of(&claims).joined.len()
    };
    let (few, many) = (joined(100), joined(400));
    assert!(many < 5 * few, "{few} of 100 reports, {many} of 400");
}

/// Four claims a report, three reports a happening, in towns of ten countries over two years.
fn archive(claims: u64) -> Vec<Facts> {
    let claim = |key: u64| {
        let (report, happening) = (key / 4, key / 12);
        let pick = |of: u64, salt: u64| random(happening * 7 + salt * 1_000_003) % of;
        let spot = pick(500, 1);
        let (country, lat) = (format!("C{:02}", spot / 50), 5.0 + (spot / 50) as f64);
        let town =
            town(&format!("T{spot}"), lat, (spot % 50) as f64, &format!("A{}", spot / 5), &country);
        let day = format!("202{}-{:02}-{:02}", 4 + pick(2, 2), 1 + pick(12, 3), 1 + pick(28, 4));
        let words =
            format!("attack{} market{} soldiers villagers convoy{}", spot, pick(900, 5), key % 4);
        let claim = Claim::new(key).of_report(report, (key % 4) as u32).at(town).on(&day);
        let dead = 1 + pick(30, 6);
        claim.published(&day).counting("killed", dead, Some(dead)).saying(&words).facts()
    };
    (0..claims).map(claim).collect()
}

/// To measure: `cargo test --release -p dateline-link hundred_thousand -- --ignored`.
#[test]
#[ignore = "takes seconds: it measures how fast linking is"]
fn a_hundred_thousand_claims_are_linked() {
    let groups = groups(&archive(100_000), &[]);
    assert!((7_000..9_000).contains(&groups.len()), "{}", groups.len());
}
