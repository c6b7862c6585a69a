//! Killing `dateline add` at any moment loses nothing that it told of, and leaves nothing half-written.
//!
//! `DATELINE_KILLS=300 cargo test --release -p dateline --test crash` kills it so often; a few times
//! otherwise.

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Rows of the input; every tenth is another text for the address before it.
const ROWS: usize = 1500;
const KILLS: u32 = 24;
/// Kills of one store before it is let run to its end.
const KILLS_A_STORE: u32 = 4;

/// Where the rows tell of raids: on many days, so that many events come of them.
const TOWNS: [&str; 6] = ["Gao", "Ansongo", "Kidal", "Mopti", "Djibo", "Agadez"];

fn rows(folder: &Path) -> PathBuf {
    let file = folder.join("rows.jsonl");
    let row = |n: usize| {
        let address = if n % 10 == 9 { n - 1 } else { n };
        let (town, month, day) = (TOWNS[n % TOWNS.len()], n / 28 % 12 + 1, n % 28 + 1);
        format!(
            "{{\"url\": \"https://wire.example/{address}\", \"published\": \"2024-{month:02}-{day:02}\", \
             \"text\": \"Gunmen killed {} soldiers at a post in {town} on Friday, the army said. \
             Column {n} of the rebels denied it.\"}}\n",
            n % 13 + 2
        )
    };
    fs::write(&file, (0..ROWS).map(row).collect::<String>()).unwrap();
    file
}

fn add(store: &Path, rows: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args(["add", "--model", "none", "--format", "jsonl", "--quiet", "--store"])
        .arg(store)
        .arg(rows);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Adds, is killed after `patience`, and returns the lines that were printed whole.
fn add_and_kill(store: &Path, rows: &Path, patience: Duration) -> Vec<String> {
    let mut child = add(store, rows).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let listener = thread::spawn(move || {
        let mut told = Vec::new();
        out.read_to_end(&mut told).unwrap();
        told
    });
    thread::sleep(patience);
    child.kill().unwrap();
    child.wait().unwrap();
    let told = String::from_utf8(listener.join().unwrap()).unwrap();
    let end = told.rfind('\n').map_or(0, |end| end + 1);
    told[..end].lines().map(str::to_owned).collect()
}

fn open(store: &Path) -> Connection {
    Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

fn count(store: &Connection, sql: &str) -> usize {
    store.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize
}

/// Checks that all in the store is whole, and that all of `told` is in it.
fn check(store: &Path, told: &BTreeSet<String>) {
    let store = open(store);
    let sound: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let tables = count(&store, "SELECT count(*) FROM sqlite_schema WHERE name = 'reading'");
    if tables == 0 {
        assert_eq!(count(&store, "SELECT count(*) FROM sqlite_schema"), 0, "half a schema");
        assert!(told.is_empty(), "told of reports before there was a table");
        return;
    }
    assert!(!store.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    for (what, sql) in [
        (
            "a report without a version",
            "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM version)",
        ),
        (
            "a version without a reading",
            "SELECT count(*) FROM version WHERE id NOT IN (SELECT version FROM reading)",
        ),
        (
            "a version without a receipt",
            "SELECT count(*) FROM version WHERE id NOT IN (SELECT version FROM receipt)",
        ),
        (
            "a report without a key",
            "SELECT count(*) FROM report WHERE id NOT IN (SELECT report FROM key)",
        ),
        (
            "bytes without a version",
            "SELECT count(*) FROM raw WHERE id NOT IN (SELECT raw FROM version)",
        ),
        (
            "a claim in no event",
            "SELECT count(*) FROM claim WHERE event IS NULL OR event NOT IN (SELECT key FROM event)",
        ),
        (
            "an event without a claim",
            "SELECT count(*) FROM event WHERE key NOT IN (SELECT event FROM claim)",
        ),
        (
            "an event without its record",
            "SELECT count(*) FROM event WHERE key NOT IN (SELECT event FROM event_record)",
        ),
    ] {
        assert_eq!(count(&store, sql), 0, "{what}");
    }
    let mut statement = store
        .prepare(
            "SELECT 'r' || v.report || ' ' || v.number, raw.sha256, raw.zlib, g.text, g.text_sha256, g.record \
             FROM version v JOIN raw ON raw.id = v.raw JOIN reading g ON g.version = v.id",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let blob = |at: usize| row.get::<_, Vec<u8>>(at).unwrap();
        assert_eq!(Sha256::digest(unpacked(&blob(2)))[..], blob(1));
        assert_eq!(Sha256::digest(row.get::<_, String>(3).unwrap())[..], blob(4));
        serde_json::from_slice::<serde_json::Value>(&unpacked(&blob(5))).unwrap();
        found.insert(row.get::<_, String>(0).unwrap());
    }
    let lost: Vec<&String> = told.difference(&found).collect();
    assert!(lost.is_empty(), "told of but not in the store: {lost:?}");
}

fn unpacked(zlib: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::ZlibDecoder::new(zlib).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The versions that lines tell of, as `r7 2`.
fn versions(lines: &[String]) -> BTreeSet<String> {
    let version = |line: &String| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", line["report"].as_str().unwrap(), line["version"])
    };
    lines.iter().map(version).collect()
}

/// All that a finished run leaves, but for times.
fn contents(store: &Path) -> Vec<String> {
    let store = open(store);
    let mut statement = store
        .prepare(
            "SELECT concat_ws(' ', v.report, v.number, v.given, hex(raw.sha256), g.text, hex(g.record), \
             (SELECT group_concat(value) FROM key WHERE report = v.report), \
             (SELECT count(*) FROM receipt WHERE version = v.id)) \
             FROM version v JOIN raw ON raw.id = v.raw JOIN reading g ON g.version = v.id ORDER BY v.id",
        )
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    let mut all: Vec<String> = rows.collect::<Result<_, _>>().unwrap();
    assert_eq!(count(&store, "SELECT count(*) FROM reading WHERE NOT linked"), 0);
    for sql in [
        "SELECT concat_ws(' ', 'claim', key, event) FROM claim ORDER BY key",
        "SELECT concat_ws(' ', 'event', key, type, first_day, origins, reports) FROM event ORDER BY key",
        "SELECT concat_ws(' ', 'source', key, family) FROM source ORDER BY key",
    ] {
        let mut statement = store.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        all.extend(rows.collect::<Result<Vec<String>, _>>().unwrap());
    }
    all
}

/// Numbers from 0 to 1, the same in every run (Lehmer's generator).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as f64 / 2_147_483_647.0
    }
}

#[test]
fn killed_at_any_moment_nothing_told_of_is_lost_and_the_next_run_completes() {
    let kills = env::var("DATELINE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crash");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let rows = rows(&folder);
    let whole = folder.join("whole.db");
    let start = Instant::now();
    assert!(add(&whole, &rows).output().unwrap().status.success());
    let duration = start.elapsed();
    let expected = contents(&whole);
    assert!(expected.len() > ROWS, "reports, and events of them");

    let mut chance = Chance(20_240_302);
    let (mut done, mut midway) = (0, 0);
    while done < kills {
        let store = folder.join(format!("killed-{done}.db"));
        let mut told = BTreeSet::new();
        for _ in 0..KILLS_A_STORE.min(kills - done) {
            let patience = duration.mul_f64(chance.next());
            let lines = add_and_kill(&store, &rows, patience);
            midway += u32::from(!lines.is_empty() && lines.len() < ROWS);
            told.extend(versions(&lines));
            if store.exists() {
                check(&store, &told);
            }
            done += 1;
        }
        let output = add(&store, &rows).output().unwrap();
        assert!(output.status.success());
        assert_eq!(BufReader::new(&output.stdout[..]).lines().count(), ROWS);
        assert!(contents(&store) == expected, "killed and completed is other than never killed");
        fs::remove_file(&store).unwrap();
    }
    println!(
        "{kills} kills; {midway} of them while it told of reports; a whole run takes {duration:?}"
    );
    assert!(midway > 0, "no kill came while reports were being added: {duration:?}");
}
