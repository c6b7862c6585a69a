//! `dateline add`, `show` and `reread` as a user runs them.

mod run;

use rusqlite::Connection;
use serde_json::Value;
use std::{fs, path::Path};

/// Runs a command on a store, with the lexicons alone: what is tested here is not how well it reads.
fn on(store: &Path, arguments: &[&str]) -> std::process::Output {
    let more = ["--model", "none", "--store", store.to_str().unwrap()];
    run::dateline(&[arguments, &more].concat())
}

fn outcomes(output: &std::process::Output) -> Vec<String> {
    let outcome = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["outcome"].as_str().unwrap().to_owned()
    };
    run::stdout(output).lines().map(outcome).collect()
}

fn told(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every row of every table.
fn dump(store: &Path) -> Vec<String> {
    let store = Connection::open(store).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut names = store.prepare(names).unwrap();
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() >= 7);
    let mut rows = Vec::new();
    for name in names {
        let mut statement = store.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<_> = (0..columns).map(|at| row.get_ref(at).unwrap()).collect();
            rows.push(format!("{name} {cells:?}"));
        }
    }
    rows
}

#[test]
fn adding_twice_adds_nothing_and_reports_come_out_as_they_are_read() {
    let store = run::folder("twice").join("a.db");
    let read = run::dateline(&["read", "--model", "none", "--format", "jsonl", "samples"]);
    let records: Vec<&str> = run::stdout(&read).lines().collect();
    let first = on(&store, &["add", "--format", "jsonl", "samples"]);
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    assert_eq!(outcomes(&first), vec!["new"; records.len()]);
    let before = dump(&store);
    let again = on(&store, &["add", "--format", "jsonl", "--jobs", "3", "samples"]);
    assert_eq!(outcomes(&again), vec!["same"; records.len()]);
    assert!(dump(&store) == before, "the second run wrote something");
    for (number, record) in (1..).zip(&records) {
        let shown = on(&store, &["show", "--format", "jsonl", &format!("r{number}")]);
        assert!(run::stdout(&shown).trim_end() == *record, "r{number} is not as it was read");
    }
}

#[test]
fn a_stored_report_is_shown_as_it_is_read() {
    let store = run::folder("shown").join("a.db");
    let pages = run::dateline(&["read", "--model", "none", "samples"]);
    on(&store, &["add", "--quiet", "samples"]);
    let mut rest = run::stdout(&pages);
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let shown = on(&store, &["show", &format!("r{number}")]);
        let shown = run::stdout(&shown);
        let (page, history) = shown.split_once("\nIn the store as r").unwrap();
        let page = page.strip_suffix('\n').unwrap_or(page);
        assert!(rest.starts_with(page), "r{number} is shown otherwise:\n{page}\n---\n{rest}");
        assert!(history.contains("version 1, added 2") && history.contains("from samples/"));
        rest = rest[page.len()..].trim_start_matches('\n');
    }
    assert!(number > 12);
}

#[test]
fn both_versions_of_a_changed_report_are_kept() {
    let folder = run::folder("changed");
    let store = folder.join("a.db");
    let row =
        |text: &str| format!("{{\"url\": \"https://wire.example/1\", \"text\": \"{text}\"}}\n");
    let add = |text: &str| {
        fs::write(folder.join("a.jsonl"), row(text)).unwrap();
        on(&store, &["add", "--format", "jsonl", folder.join("a.jsonl").to_str().unwrap()])
    };
    assert_eq!(outcomes(&add("Two soldiers were killed near Gao.")), ["new"]);
    let changed = add("Three soldiers were killed near Gao.");
    assert_eq!(outcomes(&changed), ["changed"]);
    assert!(told(&changed).contains("1 reports: 0 new, 0 same, 1 changed, 0 failed"));
    assert!(told(&changed).contains("1 reports in 2 versions"));
    let shown = on(&store, &["show", "https://wire.example/1"]);
    assert!(run::stdout(&shown).contains("Three soldiers"), "{}", told(&shown));
    let hash = run::stdout(&shown).lines().find(|line| line.contains("version 1,")).unwrap();
    let hash = hash.split("text ").nth(1).unwrap().split(',').next().unwrap();
    let earlier = on(&store, &["show", "--format", "jsonl", hash]);
    assert!(run::stdout(&earlier).contains("Two soldiers"), "{}", told(&earlier));
}

#[test]
fn what_cannot_be_read_is_told_counted_and_tried_again() {
    let folder = run::folder("failing");
    let store = folder.join("a.db");
    let rows = "{\"text\": \"Two soldiers were killed near Gao.\"}\n{\"text\": \n{\"id\": 3}\n";
    fs::write(folder.join("a.jsonl"), rows).unwrap();
    let input = folder.join("a.jsonl");
    let arguments = ["add", "--format", "jsonl", input.to_str().unwrap(), "no-such-file"];
    let output = on(&store, &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(outcomes(&output), ["new", "failed", "failed", "failed"]);
    assert!(told(&output).contains("4 reports: 1 new, 0 same, 0 changed, 3 failed"));
    assert!(told(&output).contains("line 2: "));
    assert_eq!(outcomes(&on(&store, &arguments)), ["same", "failed", "failed", "failed"]);
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let folder = run::folder("dry");
    let store = folder.join("a.db");
    let add = |more: &[&str]| on(&store, &[&["add", "--format", "jsonl"], more].concat());
    let dry = add(&["--dry-run", "samples", "samples/wire.jsonl"]);
    assert!(!store.exists(), "a dry run made a store");
    assert!(told(&dry).contains("nothing was written"));
    let wet = add(&["samples", "samples/wire.jsonl"]);
    assert_eq!(outcomes(&dry), outcomes(&wet));
    assert!(outcomes(&wet).contains(&"same".to_owned()));
    let before = dump(&store);
    let all = outcomes(&add(&["--dry-run", "samples"]));
    assert!(all.iter().all(|outcome| outcome == "same"));
    assert!(dump(&store) == before);
}

#[test]
fn what_other_packs_read_is_read_again_without_its_files() {
    let folder = run::folder("reread");
    let (store, packs) = (folder.join("a.db"), folder.join("packs"));
    run::copy(&run::root().join("packs"), &packs);
    let input = folder.join("page.html");
    fs::copy(run::root().join("samples/marawi-clash.html"), &input).unwrap();
    let packs = packs.to_str().unwrap();
    on(&store, &["--packs", packs, "add", "--quiet", input.to_str().unwrap()]);
    // The same packs from a folder are the binary's.
    let none = on(&store, &["reread"]);
    assert!(told(&none).contains("0 read again"), "{}", told(&none));
    let before = on(&store, &["show", "--format", "jsonl", "r1"]).stdout;

    fs::remove_file(&input).unwrap();
    let cues = Path::new(packs).join("lang/en/cues.tsv");
    let rows = fs::read_to_string(&cues).unwrap();
    let is_kept = |line: &&str| line.starts_with('#') || line.starts_with("cue\tkind");
    let kept: Vec<&str> = rows.lines().filter(is_kept).collect();
    fs::write(&cues, kept.join("\n") + "\n").unwrap();
    let again = on(&store, &["--packs", packs, "reread"]);
    assert!(told(&again).contains("1 read again"), "{}", told(&again));
    let after = on(&store, &["show", "--format", "jsonl", "r1"]).stdout;
    assert!(before != after, "a reader without words of reporting reads the same");
    let back = on(&store, &["reread"]);
    assert!(told(&back).contains("1 read again"), "{}", told(&back));
    assert!(on(&store, &["show", "--format", "jsonl", "r1"]).stdout == before);
}

#[test]
fn what_is_wrong_with_a_store_is_one_line_and_status_2() {
    let folder = run::folder("wrong");
    let path = |name: &str| folder.join(name);
    fs::write(path("text.db"), "no store ".repeat(1000)).unwrap();
    Connection::open(path("other.db")).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    on(&path("newer.db"), &["add", "--quiet", "samples/quetta-post.txt"]);
    on(&path("locked.db"), &["add", "--quiet", "samples/quetta-post.txt"]);
    Connection::open(path("newer.db")).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let locked = Connection::open(path("locked.db")).unwrap();
    locked.execute_batch("BEGIN IMMEDIATE").unwrap();
    fs::create_dir(path("folder.db")).unwrap();
    for (name, what) in [
        ("text.db", "not a store"),
        ("other.db", "not a store"),
        ("newer.db", "take a newer dateline"),
        ("locked.db", "another program is writing"),
        ("folder.db", "cannot be opened"),
        ("no-such-folder/a.db", "cannot be opened"),
    ] {
        let output = on(&path(name), &["add", "--quiet", "samples/wire.jsonl"]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", told(&output));
        assert!(told(&output).contains(what) && told(&output).contains(name), "{}", told(&output));
        assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
    }
    // Reading goes on while another writes.
    assert_eq!(on(&path("locked.db"), &["show", "r1"]).status.code(), Some(0));
    for (arguments, what) in
        [(&["show", "r1"][..], "no store is here"), (&["reread"], "no store is here")]
    {
        let output = on(&path("nothing.db"), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(what));
    }
    assert!(!path("nothing.db").exists());
    let output = on(&path("locked.db"), &["show", "r99"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("no report"));
}

/// Stores as each released version left them, which must open for ever.
#[test]
fn stores_of_every_version_open_and_take_more() {
    let folder = run::folder("versions");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores");
    let mut files: Vec<_> = fs::read_dir(kept).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let fresh = folder.join("fresh.db");
    on(&fresh, &["add", "--quiet", "samples"]);
    for file in files {
        let store = folder.join(file.file_name().unwrap());
        fs::copy(&file, &store).unwrap();
        // As written when the file was made: two reports, one of them in two versions.
        let shown = on(&store, &["show", "https://wire.example/1"]);
        assert!(run::stdout(&shown).contains("Three soldiers"), "{}", told(&shown));
        assert!(run::stdout(&shown).contains("version 2, added"));
        let page = on(&store, &["show", "--format", "jsonl", "samples/quetta-post.txt"]);
        assert!(run::stdout(&page).starts_with("{\"schema\":\"dateline/reading/1\""));
        let added = on(
            &store,
            &["add", "--format", "jsonl", "samples/quetta-post.txt", "samples/wire.jsonl"],
        );
        assert_eq!(outcomes(&added), ["same", "new", "new", "new"], "{}", told(&added));
        assert_eq!(on(&store, &["reread"]).status.code(), Some(0));
        assert_eq!(schema(&store), schema(&fresh), "{}: not brought up to date", file.display());
    }
}

fn schema(store: &Path) -> Vec<String> {
    let store = Connection::open(store).unwrap();
    let sql = "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name";
    let mut statement = store.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
