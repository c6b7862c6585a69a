//! Events from the command line: reports in, one event a happening out.

mod run;

use run::{dateline, folder};
use serde_json::Value;
use std::{fs, path::PathBuf, process::Output};

/// Two outlets on one raid, one of them carrying the other's text; a third on another day.
const REPORTS: &str = concat!(
    r#"{"id":"a","outlet":"Lake Wire","published":"2025-03-11","language":"en","text":"Gunmen killed four people in Ansongo on Monday, the governor of Gao said. The attackers burned two houses in the town and fled towards the border, residents told the Lake Wire."}"#,
    "\n",
    r#"{"id":"b","outlet":"Niger Bend Post","published":"2025-03-11","language":"en","text":"Gunmen killed four people in Ansongo on Monday, the governor of Gao said. The attackers burned two houses in the town and fled towards the border, residents told the Lake Wire."}"#,
    "\n",
    r#"{"id":"c","outlet":"Sahel Post","published":"2025-04-02","language":"en","text":"Gunmen abducted three teachers in Menaka on Tuesday, police said."}"#,
    "\n",
);

/// A folder of a test's own with a store in it.
struct Folder(PathBuf);

impl Folder {
    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Runs the program on the store.
    fn dateline(&self, arguments: &[&str]) -> Output {
        dateline(&[arguments, &["--store", &self.path("events.db")]].concat())
    }

    fn add(&self, reports: &str) {
        let file = self.path("reports.jsonl");
        fs::write(&file, reports).unwrap();
        assert!(self.dateline(&["add", &file, "--quiet"]).status.success());
    }
}

fn store(name: &str, reports: &str) -> Folder {
    let folder = Folder(folder(name));
    folder.add(reports);
    folder
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn events(folder: &Folder, filters: &[&str]) -> Vec<Value> {
    let events = [&["events", "--format", "jsonl", "--profile", "internal"], filters].concat();
    lines(&folder.dateline(&events))
}

fn id(event: &Value) -> &str {
    event["id"].as_str().unwrap()
}

#[test]
fn a_copy_confirms_nothing() {
    let folder = store("events-copy", REPORTS);
    let raid = &events(&folder, &["--country", "mli", "--until", "2025-03"])[0];
    assert_eq!(raid["standing"]["reports"], 2);
    let names: Vec<&str> = raid["origins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|origin| origin["name"].as_str().unwrap())
        .collect();
    let origins = raid["standing"]["origins"].as_u64().unwrap();
    assert!(origins < 3, "the copy is no origin of its own: {names:?}");
    assert!(!names.contains(&"Niger Bend Post"), "{names:?}");
    assert_eq!(raid["counts"][0]["low"], 4);
    let words = |claim: &Value| claim["sentence"]["quote"].as_str().unwrap().to_owned();
    assert!(
        raid["claims"].as_array().unwrap().iter().any(|claim| words(claim).contains("Ansongo"))
    );
}

/// Two reports of two outlets, and a third that carries both a day later.
const DIGEST: [&str; 2] = [
    "Gunmen killed four people in Ansongo on Monday, the governor of Gao said. The attackers burned two houses in the town and fled towards the border. Traders shut their stalls and asked for an escort before the next market day, and a teacher counted nine families on the road to the river.",
    "A bomb killed two soldiers near Timbuktu on Sunday, the army said. The vehicle was bringing water to a post in the dunes when it went off. Nobody has said who laid it, but the same track was mined in January and again after the rains, when a lorry with salt was lost.",
];

#[test]
fn a_digest_does_not_make_one_origin_of_what_it_carries() {
    let row = |id: &str, outlet: &str, day: &str, text: &str| {
        let row = serde_json::json!({
            "id": id, "outlet": outlet, "published": day, "language": "en", "text": text
        });
        format!("{row}\n")
    };
    let both = DIGEST.join("\n\n");
    let reports = [
        row("one", "Lake Wire", "2025-03-11", DIGEST[0]),
        row("other", "Dune Post", "2025-03-11", DIGEST[1]),
        row("digest", "Week in the North", "2025-03-12", &both),
    ];
    let folder = store("events-digest", &reports.concat());
    let families = |sql: &str| -> i64 {
        let store = rusqlite::Connection::open(folder.path("events.db")).unwrap();
        store.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(families("SELECT count(DISTINCT family) FROM source"), 3);
    assert_eq!(families("SELECT count(*) FROM edge WHERE kind = 'carries'"), 2);
    folder.add(&row("copy", "Salt Road News", "2025-03-12", DIGEST[0]));
    assert_eq!(families("SELECT count(DISTINCT family) FROM source"), 3, "a copy is of its own");
}

#[test]
fn a_declared_translation_has_its_original_for_origin() {
    let folder = Folder(folder("events-translation"));
    let samples = ["samples/al-nahda-shelling-ar.html", "samples/nile-notebook-translation.txt"];
    let add = [&["add", "--quiet", "--model", "none"][..], &samples].concat();
    assert!(folder.dateline(&add).status.success());
    let store = rusqlite::Connection::open(folder.path("events.db")).unwrap();
    let sql = "SELECT count(*) FROM edge WHERE kind = 'translates' AND folds";
    assert_eq!(store.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    let sql = "SELECT count(DISTINCT family) FROM source";
    assert_eq!(store.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn events_do_not_depend_on_the_order_of_reports() {
    let forwards = store("events-forwards", REPORTS);
    let backwards: Vec<&str> = REPORTS.lines().rev().collect();
    let backwards = store("events-backwards", &backwards.join("\n"));
    let told = |folder: &Folder| -> Vec<(String, Value, Value)> {
        let events = events(folder, &[]);
        let told = |event: &Value| {
            (id(event).to_owned(), event["standing"].clone(), event["counts"].clone())
        };
        events.iter().map(told).collect()
    };
    assert_eq!(told(&forwards), told(&backwards));
}

/// A number of attacks in a month, and two raids, one of them in that month.
const MONTH: [&str; 3] = [
    r#"{"id":"month","outlet":"Lake Wire","published":"2025-04-02","language":"en","text":"Armed groups carried out 41 attacks in Mali in March, the United Nations said."}"#,
    r#"{"id":"raid","outlet":"Sahel Post","published":"2025-03-11","language":"en","text":"Gunmen killed four people in Ansongo on Monday, the governor of Gao said."}"#,
    r#"{"id":"later","outlet":"Sahel Post","published":"2025-04-08","language":"en","text":"Gunmen killed six people in Ansongo on Monday, the governor of Gao said."}"#,
];

#[test]
fn an_aggregate_contains_what_lies_in_it_whichever_came_first() {
    for (name, order) in [("events-parts", [0, 1, 2]), ("events-parts-back", [2, 1, 0])] {
        let folder = Folder(folder(name));
        order.iter().for_each(|at| folder.add(MONTH[*at]));
        let events = events(&folder, &[]);
        let of = |report: &str| {
            let told = |event: &&Value| event["reports"][0]["given"] == report;
            events.iter().find(told).unwrap()
        };
        let ids = |event: &Value| serde_json::json!([event["id"]]);
        assert_eq!(of("month")["contains"], ids(of("raid")), "{name}");
        assert_eq!(of("raid")["within"], ids(of("month")), "{name}");
        assert_eq!(of("later")["within"], serde_json::json!([]), "{name}");
    }
}

#[test]
fn a_merge_is_taken_back() {
    let folder = store("events-merge", REPORTS);
    let before = events(&folder, &[]);
    let all: Vec<&str> = before.iter().map(id).collect();
    let (one, other) = (all[0], all[all.len() - 1]);
    let by = ["--author", "Rana", "--reason", "the same raid"];
    let merge = folder.dateline(&[&["merge", one, other], &by[..]].concat());
    assert!(merge.status.success(), "{}", String::from_utf8_lossy(&merge.stderr));
    let merged = events(&folder, &[]);
    assert_eq!(merged.len(), before.len() - 1);
    let event = lines(&folder.dateline(&["show", other, "--format", "jsonl"])).remove(0);
    let joins = event["joins"].as_array().unwrap();
    assert!(
        joins.iter().any(|join| join["author"] == "Rana" && join["because"] == "the same raid")
    );
    // What people decided holds when all is read again.
    assert!(folder.dateline(&["reread", "--model", "none", "--quiet"]).status.success());
    let of = |id: &str| lines(&folder.dateline(&["show", id, "--format", "jsonl"])).remove(0);
    assert_eq!(of(one)["id"], of(other)["id"]);
    assert!(folder.dateline(&["reread", "--quiet"]).status.success());
    assert!(folder.dateline(&["decisions", "--undo", "1", "--author", "Rana"]).status.success());
    assert_eq!(events(&folder, &[]), before);
    let again = folder.dateline(&["decisions", "--undo", "1", "--author", "Rana"]);
    assert_eq!(again.status.code(), Some(2), "it no longer stands");
}

#[test]
fn a_report_leaves_an_event_and_comes_back() {
    let folder = store("events-split", REPORTS);
    let before = events(&folder, &[]);
    let raid = before.iter().find(|event| event["standing"]["reports"] == 2).unwrap();
    let by = ["--author", "Rana", "--reason", "another village"];
    let split = folder.dateline(&[&["split", id(raid), "r2"], &by[..]].concat());
    assert!(split.status.success(), "{}", String::from_utf8_lossy(&split.stderr));
    let apart = events(&folder, &[]);
    assert!(apart.iter().all(|event| event["standing"]["reports"] == 1), "{apart:?}");
    assert!(folder.dateline(&["decisions", "--undo", "1", "--author", "Rana"]).status.success());
    assert_eq!(events(&folder, &[]), before);
}

#[test]
fn a_changed_report_takes_its_claims_along() {
    let folder = store("events-changed", REPORTS);
    let text = r#"{"id":"c","outlet":"Sahel Post","published":"2025-04-02","language":"en","text":"Gunmen abducted five teachers in Menaka on Tuesday, police said."}"#;
    folder.add(text);
    let found = events(&folder, &["--type", "abduction"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["counts"][0]["low"], 5);
    assert_eq!(found[0]["reports"][0]["version"], 2);
}

#[test]
fn a_release_is_whole_checked_and_the_same_again() {
    let folder = store("events-release", REPORTS);
    let release = |name: &str| {
        let forms = ["--formats", "jsonl,csv,geojson"];
        folder.dateline(&[&["release", &folder.path(name)], &forms[..]].concat())
    };
    for name in ["one/2025-04", "two/2025-04"] {
        let out = release(name);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }
    for file in ["events.jsonl", "events.csv", "events.geojson", "manifest.json", "SHA256SUMS"] {
        let read = |name: &str| fs::read(folder.path(&format!("{name}/2025-04/{file}"))).unwrap();
        assert_eq!(read("one"), read("two"), "{file}");
    }
    assert_eq!(release("one/2025-04").status.code(), Some(2), "it is there already");
    let same = dateline(&["diff", &folder.path("one/2025-04"), &folder.path("two/2025-04")]);
    assert_eq!(same.status.code(), Some(0));
    assert!(same.stdout.is_empty());
}

#[test]
fn a_public_release_names_no_author_in_any_file() {
    let folder = store("events-public", REPORTS);
    let page = "samples/harbour-gazette-shelling.html";
    assert!(folder.dateline(&["add", page, "--quiet"]).status.success());
    let names_author = |profile: &str| {
        let to = folder.path(profile);
        assert!(folder.dateline(&["release", &to, "--profile", profile]).status.success());
        fs::read_to_string(folder.path(&format!("{profile}/reports.jsonl")))
            .unwrap()
            .contains("Lindqvist")
    };
    assert!(names_author("internal"));
    assert!(!names_author("public"));
}

#[test]
fn a_wrong_filter_says_what_is_right() {
    let folder = store("events-filter", REPORTS);
    for (filter, told) in [
        (["--type", "shelings"], "there is"),
        (["--since", "March"], "is no date"),
        (["--near", "1,2"], "LAT,LON,KM"),
        (["--bbox", "1,9,2,3"], "south is above north"),
        (["--cursor", "x"], "is no cursor"),
    ] {
        let out = folder.dateline(&[&["events"], &filter[..]].concat());
        assert_eq!(out.status.code(), Some(2), "{filter:?}");
        let error = String::from_utf8(out.stderr).unwrap();
        assert!(error.contains(told), "{filter:?}: {error}");
    }
}
