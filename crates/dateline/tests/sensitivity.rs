//! What people say is sensitive leaves in no file that is not for it.

mod run;

use rusqlite::Connection;
use std::{fs, path::Path, process::Output};

const FORMATS: [&str; 11] = [
    "jsonl",
    "csv",
    "geojson",
    "parquet",
    "ged",
    "acled",
    "plover",
    "polecat",
    "annotations",
    "ftm",
    "brief",
];

fn on(store: &Path, arguments: &[&str]) -> Output {
    let more = ["--model", "none", "--store", store.to_str().unwrap()];
    let output = run::dateline(&[arguments, &more].concat());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    output
}

/// One happening in Mali, which two reports tell, and one in Niger.
fn store_of_two(name: &str) -> std::path::PathBuf {
    let folder = run::folder(name);
    let line = |id: u32, outlet: &str, text: &str| {
        format!(
            "{{\"id\": \"{id}\", \"outlet\": {outlet:?}, \"published\": \"2024-03-04\", \"language\": \"en\", \"text\": {text:?}}}\n"
        )
    };
    let lines = line(1, "Lake Wire", "Gunmen killed three people in Gao, Mali, on 2 March 2024.")
        + &line(
            2,
            "Dune Post",
            "Three people were killed by gunmen in Gao, Mali, on 2 March 2024, residents said.",
        )
        + &line(3, "Lake Wire", "Rebels abducted a teacher in Agadez, Niger, on 3 March 2024.");
    let (reports, store) = (folder.join("a.jsonl"), folder.join("a.db"));
    fs::write(&reports, lines).unwrap();
    on(&store, &["add", "--quiet", reports.to_str().unwrap()]);
    store
}

fn written(store: &Path, format: &str, profile: &str, more: &[&str]) -> Vec<u8> {
    let asked = ["events", "--format", format, "--profile", profile, "--quotes", "full"];
    on(store, &[&asked, more].concat()).stdout
}

/// Whether what leaves is exactly what leaves of Niger alone, which is `niger`.
fn is_kept(store: &Path, format: &str, profile: &str, niger: &[u8]) -> bool {
    written(store, format, profile, &[]) == niger
}

fn niger(store: &Path, format: &str, profile: &str) -> Vec<u8> {
    written(store, format, profile, &["--country", "NER"])
}

fn ids(store: &Path) -> Vec<String> {
    let listed = written(store, "jsonl", "internal", &["--country", "MLI"]);
    let listed = String::from_utf8(listed).unwrap();
    let id = |line: &str| {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        event["id"].as_str().unwrap().to_owned()
    };
    listed.lines().map(id).collect()
}

#[test]
fn no_form_lets_out_what_is_marked() {
    let store = store_of_two("sensitive");
    let event = ids(&store).remove(0);
    let say = |id: &str, level: &str, more: &[&str]| {
        let said = ["mark", id, level, "--reason", "a home is shown", "--author", "Mara"];
        let store = ["--store", store.to_str().unwrap()];
        let output = run::dateline(&[&said[..], more, &store].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let all = ["public", "partner", "internal"].map(|it| (it, niger(&store, "jsonl", it)));
    let is_kept_from = |number: usize| {
        let (profile, niger) = &all[number];
        is_kept(&store, "jsonl", profile, niger)
    };
    let kept = || [0, 1, 2].map(is_kept_from);
    assert_eq!(kept(), [false; 3]);
    for (level, expected) in [
        ("moderate", [true, false, false]),
        ("high", [true, true, false]),
        ("severe", [true; 3]),
        ("low", [false; 3]),
    ] {
        say(&event, level, &[]);
        assert_eq!(kept(), expected, "{level}");
        for format in FORMATS.into_iter().filter(|_| level == "moderate") {
            assert!(
                is_kept(&store, format, "public", &niger(&store, format, "public")),
                "{format}"
            );
        }
    }
    // One report of the two that tell it, or one claim, keeps the whole event.
    say("r2", "moderate", &[]);
    assert!(is_kept_from(0));
    say("r2", "low", &[]);
    say(&event, "moderate", &["--claim"]);
    assert!(is_kept_from(0) && !is_kept_from(1));

    // No file of a release has it, nor a report that it rests on.
    let folder = store.with_file_name("release");
    let asked = ["release", folder.to_str().unwrap(), "--profile", "public", "--quotes", "full"];
    let released = on(&store, &asked);
    let told = String::from_utf8_lossy(&released.stderr);
    assert!(told.contains("people say that they are too sensitive"), "{told}");
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let is_ours =
            path.extension().is_some_and(|it| it != "md") && !path.ends_with("event-1.json");
        for sign in [&event, "Gao", "Dune Post"] {
            assert!(!is_ours || !text.contains(sign), "{} tells {sign}", path.display());
        }
    }
    // It holds when reports are read again, and when a claim is no longer what it was.
    on(&store, &["reread"]);
    assert!(is_kept_from(0));
    say(&event, "low", &["--claim"]);
    assert!(!is_kept_from(0));
    let sql = "INSERT INTO mark (report, claim, level, author, reason, at) VALUES (2, 7, 3, 'Mara', 'x', '')";
    Connection::open(&store).unwrap().execute(sql, []).unwrap();
    assert!(is_kept_from(2), "a claim that is gone may be any of its report");
}

#[test]
fn what_is_not_there_is_not_marked() {
    let store = store_of_two("unmarked");
    for id in ["r99", "e000000000000", "Gao"] {
        let arguments = ["mark", id, "high", "--reason", "x", "--author", "Mara", "--store"];
        let output = run::dateline(&[&arguments[..], &[store.to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{id}");
    }
}
