use super::*;
use crate::Speaker;
use dateline_doc::{Basis, EventType, Naming, Polarity};
use std::cell::Cell;

thread_local! {
    /// How often two names or sentences were compared.
    static COMPARED: Cell<usize> = const { Cell::new(0) };
}

/// Counts a comparison.
pub fn count() {
    COMPARED.set(COMPARED.get() + 1);
}

fn on(day: i8) -> Option<TimeInterval> {
    Some(TimeInterval::day(Date::new(2024, 3, day).unwrap(), Basis::Published))
}

fn voice(report: u64, name: &str, day: i8) -> Voice {
    Voice {
        report: ReportKey(report),
        copy_of: ReportKey(report),
        publisher: super::super::publisher(Some(name), None),
        name: name.into(),
        via: Vec::new(),
        published: on(day),
    }
}

fn via(voice: Voice, outlets: &[(&str, Relation)]) -> Voice {
    let via = outlets.iter().map(|(name, relation)| ((*name).to_owned(), *relation)).collect();
    Voice { via, ..voice }
}

/// A claim of a report; its key is the report's times 10 and the sentence.
pub fn claim(report: u64, sentence: u32, chain: &[(&str, Naming)]) -> Facts {
    let chain = chain.iter().map(|(name, naming)| Speaker {
        name: (*name).into(),
        actor: None,
        naming: *naming,
    });
    Facts {
        key: ClaimKey(report * 10 + u64::from(sentence)),
        report: ReportKey(report),
        sentence,
        kind: EventType("shelling".into()),
        broader: Vec::new(),
        families: Vec::new(),
        polarity: Polarity::Asserted,
        place: None,
        time: None,
        published: None,
        parties: Vec::new(),
        tallies: Vec::new(),
        chain: chain.collect(),
        words: Vec::new(),
    }
}

fn origins(claims: &[Facts], reports: &[Voice]) -> Vec<Origin> {
    let found = voices(&claims.iter().collect::<Vec<_>>(), reports);
    let (mut claims, mut reports) = (claims.iter().collect::<Vec<_>>(), reports.to_vec());
    claims.reverse();
    reports.reverse();
    assert_eq!(found, voices(&claims, &reports), "the order they come in makes no difference");
    found
}

fn shown(origins: &[Origin]) -> Vec<(OriginKind, &str, Vec<u64>)> {
    let keys = |origin: &Origin| origin.claims.iter().map(|key| key.0).collect();
    origins.iter().map(|origin| (origin.kind, origin.name.as_str(), keys(origin))).collect()
}

use Naming::{Institution, Named, Outlet, Unnamed};
use OriginKind::{Publisher, Speaker as Source};

#[test]
fn a_named_source_is_one_through_any_number_of_reports() {
    let claims = [
        claim(1, 0, &[("Nadir Osman", Named)]),
        claim(2, 0, &[("Col. Nadir Osman", Named)]),
        claim(3, 1, &[("Osman", Named)]),
        claim(3, 2, &[("the South Kordofan ministry of health", Institution)]),
        claim(1, 3, &[("health ministry", Institution)]),
    ];
    let reports =
        [voice(1, "Harbour Gazette", 4), voice(2, "Lake Wire", 5), voice(3, "Nile Post", 6)];
    let found = origins(&claims, &reports);
    assert_eq!(
        shown(&found),
        [
            (Source, "Col. Nadir Osman", vec![10, 20, 31]),
            (Source, "the South Kordofan ministry of health", vec![13, 32]),
        ]
    );
    assert_eq!(
        found[0].because,
        ["Harbour Gazette, Lake Wire and Nile Post cite Col. Nadir Osman"]
    );
    assert_eq!(found[0].reports, [ReportKey(1), ReportKey(2), ReportKey(3)]);
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let claims = [
        claim(1, 0, &[("Nadir Osman", Named)]),
        claim(2, 0, &[("Ahmed Osman", Named)]),
        claim(3, 0, &[("Osman", Named)]),
    ];
    let reports =
        [voice(1, "Harbour Gazette", 4), voice(2, "Lake Wire", 5), voice(3, "Nile Post", 6)];
    assert_eq!(origins(&claims, &reports).len(), 2);
}

#[test]
fn one_actor_is_one_source_under_all_its_names() {
    let mut claims =
        [claim(1, 0, &[("الجيش السوداني", Institution)]), claim(2, 0, &[("SAF", Institution)])];
    for claim in &mut claims {
        claim.chain[0].actor = Some(ActorId("sdn-saf".into()));
    }
    let reports = [voice(1, "النهضة برس", 4), voice(2, "Lake Wire", 5)];
    let found = origins(&claims, &reports);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].actor, Some(ActorId("sdn-saf".into())));
}

#[test]
fn copies_and_editions_are_one_origin() {
    let copy = Voice { copy_of: ReportKey(1), ..voice(2, "Levant Post", 5) };
    let edition = Voice {
        publisher: voice(1, "Harbour Gazette", 4).publisher,
        ..voice(3, "Gazette Arabic", 6)
    };
    let reports = [voice(1, "Harbour Gazette", 4), copy, edition, voice(4, "Lake Wire", 3)];
    let claims = [
        claim(1, 0, &[]),
        claim(2, 0, &[("a resident", Unnamed)]),
        claim(3, 0, &[]),
        claim(4, 0, &[]),
    ];
    let found = origins(&claims, &reports);
    assert_eq!(
        shown(&found),
        [(Publisher, "Lake Wire", vec![40]), (Publisher, "Harbour Gazette", vec![10, 20, 30])]
    );
    assert_eq!(
        found[1].because,
        [
            "Harbour Gazette and Levant Post carry the same text",
            "Harbour Gazette and Gazette Arabic are of one publisher",
        ]
    );
}

#[test]
fn who_carried_a_copy_still_has_a_report_of_its_own() {
    let copy = Voice { copy_of: ReportKey(1), ..voice(2, "Levant Post", 5) };
    let reports = [voice(1, "Lake Wire", 4), copy, voice(3, "Levant Post", 6)];
    let claims = [claim(1, 0, &[]), claim(2, 0, &[]), claim(3, 0, &[])];
    let found = origins(&claims, &reports);
    assert_eq!(
        shown(&found),
        [(Publisher, "Lake Wire", vec![10, 20]), (Publisher, "Levant Post", vec![30])]
    );
}

#[test]
fn what_came_through_an_outlet_is_that_outlets() {
    let translated = via(
        voice(2, "Border Watch", 5),
        &[("Nile Notebook", Relation::Republishes), ("Al-Nahda", Relation::Translates)],
    );
    let reports = [voice(1, "Al-Nahda Press", 4), translated, voice(3, "Lake Wire", 6)];
    let claims = [claim(1, 0, &[]), claim(2, 0, &[]), claim(3, 0, &[("Al-Nahda", Outlet)])];
    let found = origins(&claims, &reports);
    assert_eq!(shown(&found), [(Publisher, "Al-Nahda Press", vec![10, 20, 30])]);
    assert_eq!(found[0].because, ["Border Watch says that it has it from Al-Nahda"]);
}

#[test]
fn an_outlets_unnamed_source_is_the_outlet() {
    let chain = [("Al-Nahda", Outlet), ("a security official", Unnamed)];
    let reports = [voice(1, "Lake Wire", 4), voice(2, "Al-Nahda", 5)];
    let found = origins(&[claim(1, 0, &chain), claim(2, 0, &[])], &reports);
    assert_eq!(shown(&found), [(Publisher, "Al-Nahda", vec![10, 20])]);
}

#[test]
fn a_report_sums_up_what_its_sources_say() {
    let claims = [
        claim(1, 0, &[]),
        claim(1, 2, &[("provincial police command", Institution)]),
        claim(1, 3, &[("Imdad Sarparah", Named)]),
        claim(1, 4, &[("a shopkeeper", Unnamed)]),
    ];
    let found = origins(&claims, &[voice(1, "Quetta Post", 4)]);
    assert_eq!(
        shown(&found),
        [
            (Source, "provincial police command", vec![10, 12]),
            (Source, "Imdad Sarparah", vec![13]),
            (Publisher, "Quetta Post", vec![14]),
        ]
    );
    assert_eq!(
        found[0].because,
        ["what Quetta Post tells in its own voice sums up provincial police command"]
    );
}

#[test]
fn a_trim_that_lost_its_source_still_sums_it_up() {
    let trim = Voice { copy_of: ReportKey(1), ..voice(2, "Levant Post", 5) };
    let claims = [claim(1, 0, &[]), claim(1, 1, &[("Imdad Sarparah", Named)]), claim(2, 0, &[])];
    let found = origins(&claims, &[voice(1, "Quetta Post", 4), trim]);
    assert_eq!(shown(&found), [(Source, "Imdad Sarparah", vec![10, 11, 20])]);
}

#[test]
fn the_same_sentence_is_not_told_twice() {
    let words: Vec<u64> = (0..12).collect();
    let mut claims = [claim(1, 0, &[]), claim(2, 0, &[("a resident", Unnamed)]), claim(3, 0, &[])];
    claims[0].words.clone_from(&words);
    claims[1].words = words[1..].to_vec();
    claims[2].words = words[6..].to_vec();
    let reports =
        [voice(1, "Harbour Gazette", 4), voice(2, "Lake Wire", 5), voice(3, "Nile Post", 6)];
    let found = origins(&claims, &reports);
    assert_eq!(
        shown(&found),
        [(Publisher, "Harbour Gazette", vec![10, 20]), (Publisher, "Nile Post", vec![30])]
    );
    assert_eq!(found[0].because, ["Lake Wire and Harbour Gazette tell it in the same words"]);
}

#[test]
fn nobody_knows_who_published_two_reports() {
    let nameless = |report| Voice { publisher: None, ..voice(report, "", 4) };
    let found = origins(&[claim(1, 0, &[]), claim(2, 0, &[])], &[nameless(1), nameless(2)]);
    assert_eq!(shown(&found), [(Publisher, "", vec![10]), (Publisher, "", vec![20])]);
}

#[test]
fn a_report_that_is_not_given_speaks_for_itself() {
    assert_eq!(voices(&[&claim(7, 0, &[])], &[]).len(), 1);
    assert!(voices(&[], &[]).is_empty());
}

/// A burst of reports of many outlets, some in the same sentence, of which some name one of many sources.
#[test]
fn comparisons_grow_as_the_claims_do() {
    let compared = |many: u64| {
        let reports: Vec<Voice> =
            (0..many).map(|report| voice(report, &format!("Wire{report} Daily"), 4)).collect();
        let claims: Vec<Facts> = (0..many)
            .map(|report| {
                let speaker = format!("Colonel Osman{}", report / 6);
                let chain = [(speaker.as_str(), Naming::Named)];
                let sentence = report % 5 * 100;
                let mut words: Vec<u64> = (sentence..sentence + 12).collect();
                words.push(100_000 + report);
                let chain = if report.is_multiple_of(3) { &chain[..] } else { &[] };
                Facts { words, ..claim(report, 0, chain) }
            })
            .collect();
        let claims: Vec<&Facts> = claims.iter().collect();
        COMPARED.set(0);
        let found = voices(&claims, &reports);
        assert_eq!(found.iter().map(|origin| origin.claims.len() as u64).sum::<u64>(), many);
        COMPARED.get()
    };
    let (few, many) = (compared(150), compared(600));
    assert!(many < few * 6 && many < 600 * 40, "{few} of 150, {many} of 600");
}
