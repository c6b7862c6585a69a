//! What one report has from another.

use super::*;
use crate::ReportKey;
use dateline_doc::{
    Article, Basis, Evidence, Mode, Naming, Quote, Reading, Relation, Segments, Span, Stance,
    Statement, StatementId, TimeInterval, Via,
};
use jiff::civil::Date;

const STORY: &str = "Gunmen on motorbikes burned four lorries on the road to Djibo on Tuesday.\n\n\
    The governor said that nine drivers were missing and that soldiers had found two bodies.\n\n\
    Traders in the town shut their stalls and asked for an escort before the next market day.";

const ARABIC: &str = "أحرق مسلحون على دراجات نارية أربع شاحنات على طريق جيبو يوم الثلاثاء.\n\n\
    وقال الحاكم إن تسعة سائقين في عداد المفقودين وإن الجنود عثروا على جثتين.\n\n\
    وأغلق التجار في البلدة محالهم وطالبوا بحراسة قبل يوم السوق المقبل.";

fn reading(outlet: &str, day: i8, text: &str) -> Reading {
    let published = TimeInterval::day(Date::new(2024, 3, day).unwrap(), Basis::Published);
    Reading {
        article: Article {
            outlet: Some(outlet.into()),
            published: Some(published),
            text: text.into(),
            ..Article::default()
        },
        segments: Segments::default(),
        times: Vec::new(),
        places: Vec::new(),
        entities: Vec::new(),
        statements: Vec::new(),
        claims: Vec::new(),
    }
}

fn through(mut reading: Reading, outlet: &str, relation: Relation) -> Reading {
    reading.article.via.push(Via { outlet: outlet.into(), relation, span: None });
    reading
}

fn profile(key: u64, reading: &Reading) -> Profile {
    Profile::of(reading, ReportKey(key))
}

/// The edges between two reports, the same whichever is given first, and found by their handles.
fn between(a: &Profile, b: &Profile) -> Vec<Edge> {
    let found = edges(a, b);
    assert_eq!(found, edges(b, a));
    let handles = b.handles();
    let meet = a.handles().iter().any(|handle| handles.binary_search(handle).is_ok());
    assert!(meet || found.is_empty(), "an edge that no handle finds: {found:?}");
    found
}

fn kinds(edges: &[Edge]) -> Vec<EdgeKind> {
    edges.iter().map(|edge| edge.kind).collect()
}

#[test]
fn the_later_one_carries_the_same_text() {
    let later = profile(1, &reading("Levant Post", 6, STORY));
    let found = between(&later, &profile(2, &reading("Harbour Gazette", 5, STORY)));
    assert_eq!(kinds(&found), [EdgeKind::SameText]);
    assert_eq!((found[0].from, found[0].to), (ReportKey(1), ReportKey(2)));
    assert_eq!(found[0].reason, "Levant Post and Harbour Gazette carry the same text (1.00)");
    assert!(found[0].kind.folds());
}

#[test]
fn a_paragraph_is_part_of_the_whole() {
    for story in [STORY, ARABIC] {
        let part = story.split("\n\n").nth(1).unwrap();
        let found = between(
            &profile(1, &reading("Levant Post", 5, part)),
            &profile(2, &reading("Harbour Gazette", 5, story)),
        );
        assert_eq!(kinds(&found), [EdgeKind::PartOf]);
    }
}

#[test]
fn two_reports_of_one_day_and_place_are_two() {
    let other = "A mine killed three soldiers on the road to Djibo on Tuesday, the army said.\n\n\
        Two others were flown to the capital. A column had been sent to bring food to the town.";
    let found = between(
        &profile(1, &reading("Levant Post", 5, STORY)),
        &profile(2, &reading("Levant Post", 5, other)),
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn one_address_is_one_report() {
    let at = |url: &str, text: &str| {
        let mut reading = reading("Levant Post", 5, text);
        reading.article.url = Some(url.into());
        reading
    };
    let found = between(
        &profile(1, &at("https://levant.example/world/djibo", STORY)),
        &profile(2, &at("http://www.levant.example/world/djibo/?utm_source=mail", ARABIC)),
    );
    assert_eq!(kinds(&found), [EdgeKind::SameAddress]);
}

#[test]
fn a_declared_translation_is_of_the_report_that_tells_the_same() {
    let told = |mut profile: Profile, facts: &[u64]| {
        profile.facts = facts.to_vec();
        profile
    };
    let translation = through(reading("Border Watch", 6, STORY), "Al-Nahda", Relation::Translates);
    let translation = told(profile(1, &translation), &[3, 5, 7, 9]);
    let original = reading("Al-Nahda Press", 9, ARABIC);
    let found = between(&translation, &told(profile(2, &original), &[3, 5, 7, 8]));
    assert_eq!(kinds(&found), [EdgeKind::Translates]);
    assert_eq!(found[0].from, ReportKey(1), "what it says itself goes before days");
    assert!(between(&translation, &told(profile(2, &original), &[4, 6, 8, 9])).is_empty());
    let elsewhere = reading("Lake Wire", 5, ARABIC);
    assert!(between(&translation, &told(profile(3, &elsewhere), &[3, 5, 7, 8])).is_empty());
}

#[test]
fn a_translation_of_a_report_of_which_little_is_known_tells_all_of_it() {
    let told = |mut profile: Profile, facts: &[u64], kinds: &[u64]| {
        (profile.facts, profile.kinds) = (facts.to_vec(), kinds.to_vec());
        profile
    };
    let translation = through(reading("Border Watch", 6, STORY), "Al-Nahda", Relation::Translates);
    let translation = told(profile(1, &translation), &[3, 5, 7, 9, 11], &[1, 2]);
    let original = |facts: &[u64], kinds: &[u64]| {
        told(profile(2, &reading("Al-Nahda Press", 5, ARABIC)), facts, kinds)
    };
    assert_eq!(kinds(&between(&translation, &original(&[11], &[2]))), [EdgeKind::Translates]);
    assert!(between(&translation, &original(&[11, 12], &[2])).is_empty(), "one fact is another");
    assert!(between(&translation, &original(&[11], &[4])).is_empty(), "another thing happened");
    assert!(between(&translation, &original(&[], &[2])).is_empty());
}

#[test]
fn a_longer_text_of_a_later_day_carries_a_shorter_one() {
    let other = "A mine killed three soldiers on the road to Aribinda on Tuesday, the army said, and \
        two others were flown to the capital. A column had been sent to bring food to the town, which \
        has been cut off since the rains. The mayor asked for seed and for a doctor.";
    let digest = profile(1, &reading("Week in Soum", 9, &format!("{STORY}\n\n{other}")));
    let story = profile(2, &reading("Harbour Gazette", 5, STORY));
    let found = between(&digest, &story);
    assert_eq!(kinds(&found), [EdgeKind::Carries]);
    assert_eq!(found[0].from, ReportKey(1));
    let same_day = profile(3, &reading("Week in Soum", 5, &format!("{STORY}\n\n{other}")));
    let found = between(&same_day, &story);
    assert_eq!(kinds(&found), [EdgeKind::PartOf]);
    assert_eq!(found[0].from, ReportKey(2), "the shorter one is the part");
}

#[test]
fn a_declared_outlet_shows_where_a_little_text_would_not() {
    let words: Vec<&str> = STORY.split(' ').collect();
    let lead = "Lorries were set alight near Djibo by men on motorbikes, it was reported on \
        Wednesday. No group has said that it was behind the attack, the second of this kind. ";
    let text = format!("{lead}{}", words[14..31].join(" "));
    let silent = reading("Levant Post", 6, &text);
    let original = profile(2, &reading("Harbour Gazette", 5, STORY));
    assert!(between(&profile(1, &silent), &original).is_empty());
    let said = through(silent, "Harbour Gazette", Relation::Republishes);
    assert_eq!(kinds(&between(&profile(1, &said), &original)), [EdgeKind::Republishes]);
}

#[test]
fn the_same_words_of_one_source_tie_statements_alone() {
    let words = "we were left without water for nine days";
    let tell = |lead: &str| {
        let text = format!("{lead} “{words}”");
        let inner = Span::new(lead.len() + 4, text.len() - 3);
        let mut reading = reading(lead, 5, &text);
        reading.segments.quotes = vec![Quote {
            span: Span::new(lead.len() + 1, text.len()),
            inner,
            level: 0,
            closed: true,
        }];
        reading.statements = vec![Statement {
            within: None,
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![inner],
            speaker: None,
            naming: Naming::Unnamed,
            mode: Mode::Direct,
            stance: Stance::Asserts,
            evidence: Evidence::one(inner, &"test".into(), 1.0),
        }];
        reading
    };
    let one =
        tell("In the camp east of the river a woman who had fled told us on Monday how it was:");
    let other = tell("Thousands have left since the fighting began and many say the same thing:");
    let found = between(&profile(1, &one), &profile(2, &other));
    assert_eq!(kinds(&found), [EdgeKind::SameWords]);
    assert_eq!(found[0].statements, Some((StatementId(0), StatementId(0))));
    assert!(!found[0].kind.folds());
}
