//! Hostile and broken inputs: each is reported, the rest is still read, and nothing hangs.

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const REPORT: &str =
    "Gunmen killed two soldiers near Gao on Sunday, the army said.\n\nNobody claimed the attack.\n";

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["read", "--format", "jsonl", "--quiet"]);
    command
}

/// The exit code and the records printed.
fn read(inputs: &[&Path]) -> (i32, Vec<Value>) {
    let output = dateline().args(inputs).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), records)
}

fn problems(record: &Value) -> String {
    record.get("problems").map(Value::to_string).unwrap_or_default()
}

fn is_read(record: &Value) -> bool {
    record["text"].as_str().is_some_and(|text| text.contains("two soldiers"))
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_long_line_is_refused_and_the_next_row_read() {
    let file = folder("long-line").join("rows.jsonl");
    let long = format!("{{\"text\": \"{}\"}}\n", "x".repeat(50 << 20));
    fs::write(&file, format!("{long}{{\"text\": \"Gunmen killed two soldiers.\"}}\n")).unwrap();
    let (code, records) = read(&[&file]);
    assert_eq!((code, records.len()), (1, 2));
    assert!(problems(&records[0]).contains("line 1: longer than 16 MiB"));
    assert!(is_read(&records[1]));
}

#[test]
fn a_bomb_is_refused_and_the_next_file_read() {
    let folder = folder("bomb");
    let line = [vec![b' '; 300 << 20], REPORT.into()].concat();
    fs::write(folder.join("1.jsonl.gz"), packed(&[b"{\"text\": \"".to_vec(), line].concat()))
        .unwrap();
    fs::write(folder.join("2.txt.gz"), packed(&vec![0; 300 << 20])).unwrap();
    fs::write(folder.join("3.txt.gz"), packed(REPORT.as_bytes())).unwrap();
    let (code, records) = read(&[&folder]);
    assert_eq!((code, records.len()), (1, 3));
    assert!(
        problems(&records[0]).contains("200 times its size")
            || problems(&records[0]).contains("longer than")
    );
    assert!(problems(&records[1]).contains("not text"));
    assert!(is_read(&records[2]));
}

#[test]
fn stray_bytes_and_broken_gzip_are_noted_and_read_as_far_as_they_go() {
    let folder = folder("broken");
    let mut stray = REPORT.as_bytes().to_vec();
    stray.splice(40..40, [0xff, 0xc3, 0x28]);
    fs::write(folder.join("1.txt"), stray).unwrap();
    // Different words, so that what is packed is long enough to break off in the middle.
    let words: String =
        (0..20_000u32).map(|n| format!("w{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    let mut cut = packed(format!("{REPORT}\n{words}").as_bytes());
    cut.truncate(cut.len() / 2);
    fs::write(folder.join("2.txt.gz"), cut).unwrap();
    fs::write(folder.join("3.txt"), REPORT).unwrap();
    let (_, records) = read(&[&folder]);
    assert_eq!(records.len(), 3);
    assert!(is_read(&records[0]) && is_read(&records[1]) && is_read(&records[2]));
    assert!(problems(&records[1]).contains("breaks off"));
    assert_eq!(problems(&records[2]), "");
}

#[test]
fn an_unreadable_file_does_not_stop_its_folder() {
    let folder = folder("unreadable");
    fs::write(folder.join("1.txt"), REPORT).unwrap();
    // No rights keep an administrator out, but nobody can read through a link to nowhere.
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("nowhere"), folder.join("2.txt")).unwrap();
    #[cfg(not(unix))]
    fs::write(folder.join("2.txt"), "").unwrap();
    fs::create_dir(folder.join("3")).unwrap();
    fs::write(folder.join("3/a.txt"), REPORT).unwrap();
    fs::write(folder.join("4.txt"), "").unwrap();
    fs::write(folder.join("5.bin"), [0u8, 1, 2, 3, 0, 0, 7, 200]).unwrap();
    fs::write(folder.join("6.pdf"), "%PDF-1.7 ...").unwrap();
    let (code, records) = read(&[&folder]);
    assert_eq!((code, records.len()), (1, 6));
    assert!(is_read(&records[0]) && is_read(&records[2]));
    for (at, what) in [(1, "No such file"), (3, "empty"), (4, "not text"), (5, "PDF")] {
        assert!(problems(&records[at]).contains(what), "{}", records[at]);
    }
}

#[test]
fn nested_pages_are_read_flat() {
    let file = folder("nested").join("page.html");
    let (open, close) = ("<div><span><b>".repeat(60_000), "</b></span></div>".repeat(60_000));
    fs::write(&file, format!("<html><body>{open}<p>{REPORT}</p>{close}</body></html>")).unwrap();
    let (_, records) = read(&[&file]);
    assert!(is_read(&records[0]), "{}", records[0]);
    assert!(problems(&records[0]).contains("nested too deeply"));
}

/// Each of these once took the square of its length: minutes where seconds do.
#[test]
fn pages_that_never_close_are_read_in_bounded_time() {
    let folder = folder("unclosed");
    for (name, unit) in [("tables", "<table><tr><td>"), ("drawings", "<svg>")] {
        let page = format!("<html><body><p>{REPORT}</p>{}", unit.repeat(40_000));
        fs::write(folder.join(name).with_extension("html"), page).unwrap();
    }
    let start = Instant::now();
    let (_, records) = read(&[&folder]);
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(is_read), "{records:?}");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn an_endless_stream_is_given_up() {
    for unit in ["x ", "{\"text\": \"x "] {
        let mut child = dateline()
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let block = unit.repeat(2000);
        let writer = thread::spawn(move || {
            let first = unit.as_bytes();
            let mut wrote = stdin.write_all(first);
            while wrote.is_ok() {
                wrote = stdin.write_all(block.as_bytes());
            }
        });
        let mut text = String::new();
        child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        child.wait().unwrap();
        writer.join().unwrap();
        let record: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert!(problems(&record).contains("longer than"), "{unit}");
    }
}

#[test]
fn reading_is_equal_across_runs_and_threads() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let run = |jobs: &str| dateline().args(["--jobs", jobs]).arg(&samples).output().unwrap().stdout;
    let one = run("1");
    assert!(one.split(|byte| *byte == b'\n').count() > 12);
    assert!(one == run("1") && one == run("4"));
}
