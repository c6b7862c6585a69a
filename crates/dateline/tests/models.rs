//! Models: used when there, done without when told so, never trusted unseen.

#[allow(dead_code, reason = "each file of tests uses its part of it")]
mod run;

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

const REPORT: &str = "{\"id\": \"r\", \"language\": \"en\", \"text\": \"Gunmen killed two soldiers near \
                      Tikrit on Monday, the interior ministry said.\"}\n";

/// A folder for data that is gone when the test ends.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dateline-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        run::dateline_in(arguments, input.as_bytes(), &[("DATELINE_DATA", self.0.as_path())])
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The small model's folder; `None`, and said, where the repository has none.
fn small() -> Option<PathBuf> {
    let folder = run::root().join("models/small");
    let found = folder.join("encoder.onnx").exists();
    if !found {
        eprintln!("{} holds no model: nothing to install", folder.display());
    }
    found.then_some(folder)
}

/// A .tar.gz of the small model as `name`, and its SHA-256.
fn archive(folder: &Path, name: &str, place: &Place) -> (String, String) {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for file in
        ["encoder.onnx", "heads.safetensors", "vocabulary.txt", "decoder.json", "SHA256SUMS"]
    {
        tar.append_path_with_name(folder.join(file), format!("{name}/{file}")).unwrap();
    }
    let bytes = tar.into_inner().unwrap().finish().unwrap();
    let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = place.0.join(format!("{name}.tar.gz"));
    fs::write(&path, bytes).unwrap();
    (path.display().to_string(), sum)
}

fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_model_that_is_not_there_is_said_to_be_missing_and_none_reads_on() {
    let place = Place::new("absent");
    let message = error(&place.run(&["--model", "base", "read", "-"], REPORT));
    assert!(message.contains("dateline data add") && message.contains("--model none"), "{message}");
    let output = place.run(&["--model", "none", "read", "--format", "jsonl", "-"], REPORT);
    assert!(output.status.success() && run::stdout(&output).contains("\"statements\""));
}

#[test]
fn a_model_is_installed_once_its_sum_is_right_and_refused_when_altered() {
    let Some(folder) = small() else { return };
    let place = Place::new("install");
    let (file, sum) = archive(&folder, "base", &place);
    let wrong = "0".repeat(64);
    assert!(error(&place.run(&["data", "add", &file, "--sha256", &wrong], "")).contains(&sum));
    assert!(!place.0.join("models/base").exists());
    assert!(place.run(&["data", "add", &file, "--sha256", &sum], "").status.success());
    let read = ["--model", "base", "read", "--format", "jsonl", "-"];
    let output = place.run(&read, REPORT);
    assert!(run::stdout(&output).contains("\"Gunmen"), "{output:?}");
    let alone = place.run(&["--model", "small", "read", "--format", "jsonl", "-"], REPORT);
    assert_eq!(run::stdout(&output), run::stdout(&alone), "two that say the same say it together");

    let heads = place.0.join("models/base/heads.safetensors");
    let whole = fs::read(&heads).unwrap();
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    for broken in [&altered[..], &whole[..1000], &[]] {
        fs::write(&heads, broken).unwrap();
        let message = error(&place.run(&read, REPORT));
        assert!(
            message.contains("heads.safetensors") && message.contains("--model none"),
            "{message}"
        );
    }
    fs::remove_file(&heads).unwrap();
    assert!(error(&place.run(&read, REPORT)).contains("heads.safetensors"));
    assert!(place.run(&["--model", "none", "read", "-"], REPORT).status.success());
}

#[test]
fn a_model_for_violence_reads_what_tells_of_it() {
    if small().is_none() {
        return;
    }
    let place = Place::new("violence");
    let politics = "{\"id\": \"p\", \"language\": \"en\", \"text\": \"The prime minister was adamant, in remarks \
                    to parliament, that the government would pass its budget by Friday.\"}\n";
    let read = |subject: &str, model: &str, report: &str| {
        let options = ["--model-for", subject, "--model", model, "read", "--format", "jsonl", "-"];
        run::stdout(&place.run(&options, report)).to_owned()
    };
    assert_eq!(read("violence", "small", REPORT), read("politics", "small", REPORT));
    assert_eq!(read("violence", "small", politics), read("politics", "none", politics));
    assert_ne!(read("politics", "small", politics), read("politics", "none", politics));
}

#[test]
fn what_is_no_model_s_archive_is_not_installed() {
    let place = Place::new("hostile");
    let path = place.0.join("x.tar.gz");
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut header = tar::Header::new_gnu();
    header.set_size(2);
    header.set_mode(0o644);
    header.set_cksum();
    tar.append_data(&mut header, "evil/x", &b"hi"[..]).unwrap();
    let bytes = tar.into_inner().unwrap().finish().unwrap();
    let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(&path, bytes).unwrap();
    let file = path.display().to_string();
    assert!(error(&place.run(&["data", "add", &file, "--sha256", &sum], "")).contains("evil"));
    assert!(!place.0.join("models").exists());
}

#[test]
fn the_event_between_two_parties_is_coded_and_a_bad_row_stops_nothing() {
    let place = Place::new("code");
    let rows = "{\"id\": \"a\", \"text\": \"Gunmen killed two soldiers near Tikrit.\", \"source\": [0, 6], \"target\": [14, 26]}\n\
                {\"id\": \"b\", \"text\": \"Short.\", \"source\": [0, 60], \"target\": [1, 2]}\n\
                nothing\n\
                {\"id\": \"c\", \"text\": \"Gunmen killed two soldiers near Tikrit.\", \"source\": [0, 6], \"target\": [14, 26]}\n";
    for model in ["none", "small"] {
        if model == "small" && small().is_none() {
            continue;
        }
        let output = place.run(&["--model", model, "code", "-"], rows);
        assert_eq!(output.status.code(), Some(1));
        let lines: Vec<serde_json::Value> =
            run::stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["plover"]["event"], "ASSAULT", "{model}");
        assert_eq!(lines[1]["id"], "b");
        assert!(lines[1]["problems"][0].as_str().unwrap().contains("code points"));
        assert!(lines[2]["problems"][0].as_str().unwrap().starts_with("line 3"));
        assert_eq!(lines[3]["plover"], lines[0]["plover"]);
    }
}

#[test]
fn the_base_model_of_the_repository_installs_as_its_card_says_and_reads() {
    let folder = run::root().join("models/base");
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let sum = sums.split_whitespace().next().unwrap();
    for page in ["models/base/README.md", "README.md"] {
        let text = fs::read_to_string(run::root().join(page)).unwrap();
        assert!(text.contains(&format!("base.tar.gz --sha256 {sum}")), "{page} tells another sum");
    }
    let place = Place::new("base");
    let packed = folder.join("base.tar.gz").display().to_string();
    let output = place.run(&["data", "add", &packed, "--sha256", sum], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = place.run(&["--model", "base", "read", "--format", "jsonl", "-"], REPORT);
    let reading = run::stdout(&output);
    assert!(output.status.success() && reading.contains("the interior ministry"), "{reading}");
}
