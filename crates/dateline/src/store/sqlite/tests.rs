use super::*;
use crate::{
    ingest::{Body, Report},
    store::{Found, Fresh, Outcome, Rehearsal, packed},
};
use dateline_doc::Article;
use std::path::Path;

fn reader(program: &str) -> ReaderVersion {
    ReaderVersion { program: program.into(), packs: "0".into(), model: String::new() }
}

fn store() -> Sqlite {
    Sqlite::open(Path::new(":memory:")).unwrap()
}

/// What a test says of a report; the place it comes from is its file.
#[derive(Clone, Copy, Default)]
struct Said<'a> {
    url: &'a str,
    id: &'a str,
    outlet: &'a str,
    /// What came around the text, which no reader keeps.
    page: &'a str,
    text: &'a str,
}

fn entry(said: Said<'_>) -> Entry {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let report = Report {
        url: some(said.url),
        id: some(said.id),
        outlet: some(said.outlet),
        body: Body::Fragment(format!("{}{}", said.page, said.text)),
        ..Report::default()
    };
    let capture = Capture::of(&report).unwrap();
    let article = Article {
        url: report.url,
        id: said.id.to_owned(),
        outlet: report.outlet,
        ..Article::default()
    };
    let fresh = Fresh {
        hash: capture.hash(),
        keys: Key::of(&article),
        packed: packed(&capture.raw),
        capture,
        reading: StoredReading::new(said.text, &line(said.text)),
    };
    let receipt = Receipt {
        at: "2024-03-02T10:00:00Z".into(),
        place: "a.jsonl".into(),
        fetched: false,
        version: None,
        problem: None,
    };
    Entry { receipt, found: Found::Read(Box::new(fresh)) }
}

fn line(text: &str) -> String {
    format!("{{\"text\":{}}}\n", serde_json::Value::from(text))
}

fn put(store: &mut Sqlite, said: Said<'_>) -> (Outcome, i64, u32) {
    let version = reader("1");
    let text = |_| panic!("all was read by this reader");
    let puts = store.put(&[entry(said)], Present { version: &version, text: &text }).unwrap();
    let place = puts[0].place.unwrap();
    (puts[0].outcome, place.report.0, place.number)
}

const A: &str = "https://a.example/1";
const B: &str = "https://b.example/1";

#[test]
fn an_address_with_another_text_is_a_new_version_and_all_are_kept() {
    let mut store = store();
    let said = Said { url: A, text: "Two killed.", ..Said::default() };
    assert_eq!(put(&mut store, said), (Outcome::New, 1, 1));
    assert_eq!(put(&mut store, said), (Outcome::Same, 1, 1));
    assert_eq!(put(&mut store, Said { page: "<p>", ..said }), (Outcome::Same, 1, 1));
    assert_eq!(put(&mut store, Said { text: "Three killed.", ..said }), (Outcome::Changed, 1, 2));
    // What it said before is not news.
    assert_eq!(put(&mut store, Said { page: "<b>", ..said }), (Outcome::Same, 1, 1));
    assert_eq!(store.counts().unwrap(), Counts { reports: 1, versions: 2 });
    let texts: Vec<Hash> =
        store.versions(ReportId(1)).unwrap().into_iter().map(|version| version.text_hash).collect();
    assert_eq!(texts, [Hash::of("Two killed."), Hash::of("Three killed.")]);
    assert_eq!(store.stored(VersionId(1)).unwrap().line, line("Two killed."));
}

#[test]
fn the_same_words_elsewhere_are_another_report() {
    let mut store = store();
    let said = Said { url: A, text: "Two killed.", ..Said::default() };
    assert_eq!(put(&mut store, said), (Outcome::New, 1, 1));
    assert_eq!(put(&mut store, Said { url: B, ..said }), (Outcome::New, 2, 1));
    // Without a word on where it is from, it is the first that has its text.
    assert_eq!(put(&mut store, Said { url: "", ..said }), (Outcome::Same, 1, 1));
}

#[test]
fn a_saved_page_is_the_report_that_is_fetched_later() {
    let mut store = store();
    let said = Said { text: "Two killed.", ..Said::default() };
    assert_eq!(put(&mut store, said), (Outcome::New, 1, 1));
    assert_eq!(put(&mut store, Said { url: A, ..said }), (Outcome::Same, 1, 1));
    let changed = Said { url: A, text: "Three killed.", ..said };
    assert_eq!(put(&mut store, changed), (Outcome::Changed, 1, 2));
    assert_eq!(put(&mut store, Said { url: B, ..said }), (Outcome::New, 2, 1));
}

#[test]
fn a_given_id_counts_within_its_site_and_an_address_goes_before_it() {
    let mut store = store();
    let said = Said { id: "7", outlet: "Lake Wire", text: "Two killed.", ..Said::default() };
    assert_eq!(put(&mut store, said), (Outcome::New, 1, 1));
    assert_eq!(put(&mut store, Said { text: "Three killed.", ..said }), (Outcome::Changed, 1, 2));
    assert_eq!(put(&mut store, Said { outlet: "Sahel Post", ..said }), (Outcome::New, 2, 1));
    // Web archives give each capture of a page an id of its own.
    let page = Said { url: A, id: "x", text: "Four killed.", ..Said::default() };
    assert_eq!(put(&mut store, page), (Outcome::New, 3, 1));
    let later = Said { id: "y", text: "Five killed.", ..page };
    assert_eq!(put(&mut store, later), (Outcome::Changed, 3, 2));
    let named = |name: &str| -> Vec<i64> {
        store.named(name).unwrap().into_iter().map(|version| version.0).collect()
    };
    assert_eq!(named("7"), [2, 3]);
    assert_eq!(
        (named("y"), named("r3"), named("http://a.example/1#x")),
        (vec![5], vec![5], vec![5])
    );
    assert_eq!(named(&format!("{:.9}", Hash::of("Four killed."))), [4]);
    assert_eq!(named("a.jsonl"), [2, 3, 5]);
    assert!(named("r4").is_empty() && named("nothing").is_empty());
}

#[test]
fn a_change_of_the_reader_is_no_change_of_the_report() {
    let mut store = store();
    let said = Said { url: A, text: "Two killed. Share this.", ..Said::default() };
    put(&mut store, said);
    let version = reader("2");
    let text = |capture: Capture| {
        let text = String::from_utf8(capture.raw)?;
        Ok(Hash::of(text.replace(" Share this.", "").replace("<p>", "")))
    };
    let present = Present { version: &version, text: &text };
    let again = entry(Said { text: "Two killed.", page: "<p>", ..said });
    assert_eq!(store.put(&[again], present).unwrap()[0].outcome, Outcome::Same);
    let other = entry(Said { text: "Three killed.", ..said });
    assert_eq!(store.put(&[other], present).unwrap()[0].outcome, Outcome::Changed);
    let others = store.read_by_others(&version, VersionId(0), 9).unwrap();
    assert_eq!((others.len(), store.count_read_by_others(&version).unwrap()), (1, 1));
    let reading = StoredReading::new("Two killed.", &line("Two killed."));
    store.replace_readings(&[(others[0].0.version, reading)], &version).unwrap();
    assert_eq!(store.count_read_by_others(&version).unwrap(), 0);
    assert_eq!(store.stored(VersionId(1)).unwrap().line, line("Two killed."));
}

#[test]
fn a_file_is_logged_once_for_what_it_holds_and_a_fetch_each_time() {
    let mut store = store();
    let version = reader("1");
    let text = |_| panic!("all was read by this reader");
    let present = Present { version: &version, text: &text };
    let said = Said { url: A, text: "Two killed.", ..Said::default() };
    let mut put = |place: &str, fetched: bool| {
        let mut entry = entry(said);
        (entry.receipt.place, entry.receipt.fetched) = (place.to_owned(), fetched);
        store.put(&[entry], present).unwrap();
        store.receipts(ReportId(1)).unwrap().len()
    };
    assert_eq!((put("a", false), put("a", false), put("b", false)), (1, 1, 2));
    assert_eq!((put(A, true), put(A, true)), (3, 4));
}

#[test]
fn a_rehearsal_tells_what_happens() {
    let (mut store, mut rehearsal) = (store(), Rehearsal::new(Some(store())));
    let version = reader("1");
    let text = |_| panic!("all was read by this reader");
    let present = Present { version: &version, text: &text };
    // A fixed shuffle of few addresses, ids, outlets and texts, so that all of them meet.
    let pick = |n: usize, from: &[&'static str]| from[n % from.len()];
    let mut seen = [0; 4];
    for n in (0..600usize).map(|n| n * 48_271 % 2_147_483_647 % 9973) {
        let said = Said {
            url: pick(n, &["", A, B, "https://a.example/2"]),
            id: pick(n / 7, &["", "1", "2"]),
            outlet: pick(n / 31, &["", "Lake Wire"]),
            page: pick(n / 61, &["", "<p>"]),
            text: pick(n / 127, &["Two killed.", "Three killed.", "Four killed."]),
        };
        let put = store.put(&[entry(said)], present).unwrap()[0];
        let rehearsed = rehearsal.put(&[entry(said)], present).unwrap()[0];
        assert_eq!(put.outcome, rehearsed.outcome);
        seen[put.outcome as usize] += 1;
    }
    assert!(seen[0] > 5 && seen[1] > 100 && seen[2] > 5, "{seen:?}");
}

#[test]
fn a_full_disk_is_one_line_and_leaves_nothing_half_written() {
    let mut store = store();
    let said = Said { url: A, text: "Two killed.", ..Said::default() };
    put(&mut store, said);
    let pages: u32 =
        store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection.pragma_update(None, "max_page_count", pages).unwrap();
    let long: String = (0..90_000u64).map(|n| char::from(b'a' + (n * n % 23) as u8)).collect();
    let batch = [entry(Said { url: B, ..said }), entry(Said { text: &long, ..said })];
    let (version, text) = (reader("1"), |_| panic!("all was read by this reader"));
    let error = store.put(&batch, Present { version: &version, text: &text }).unwrap_err();
    assert!(error.to_string().contains("make room"), "{error}");
    assert_eq!(store.counts().unwrap(), Counts { reports: 1, versions: 1 });
}
