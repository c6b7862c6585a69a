//! What `dateline read` promises whatever it reads.

mod run;

use std::fs;

#[test]
fn reading_is_byte_equal_across_runs_and_thread_counts() {
    let once = run::dateline(&["read", "--format", "jsonl", "--jobs", "1", "samples"]).stdout;
    assert!(!once.is_empty());
    for jobs in ["1", "2", "7"] {
        let again = run::dateline(&["read", "--format", "jsonl", "--jobs", jobs, "samples"]).stdout;
        assert!(again == once, "--jobs {jobs} reads differently");
    }
}

#[test]
fn a_text_row_keeps_its_text_and_id_unchanged() {
    let row = "{\"id\": \"a1\", \"text\": \" Police  said\\r\\n\\u00e9 \"}\n";
    let output = run::dateline_with(&["read", "--format", "jsonl", "-"], row.as_bytes());
    let record: serde_json::Value = serde_json::from_str(run::stdout(&output)).unwrap();
    assert_eq!(record["text"], " Police  said\r\né ");
    assert_eq!(record["id"], "a1");
    assert_eq!(record["published"], serde_json::Value::Null);
}

#[test]
fn a_missing_file_is_a_record_with_a_problem_and_the_rest_is_read() {
    let sample = fs::read_dir(run::root().join("samples")).unwrap().next().unwrap().unwrap().path();
    let sample = sample.display().to_string();
    let output = run::dateline(&["read", "--format", "jsonl", "no-such-file", &sample]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<&str> = run::stdout(&output).lines().collect();
    assert!(lines.len() >= 2);
    assert!(lines[0].contains("\"problems\":"), "{}", lines[0]);
    assert!(!lines[1].contains("no-such-file"));
}

#[test]
fn usage_errors_are_status_2_with_a_word_on_how_to_mend_them() {
    let output = run::dateline(&["read", "--published", "yesterday", "samples"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("YYYY-MM-DD"));
    assert_eq!(run::dateline(&["read"]).status.code(), Some(2));
    assert_eq!(
        run::dateline(&["--packs", "no-such-folder", "read", "samples"]).status.code(),
        Some(2)
    );
}

#[test]
fn packs_from_a_folder_read_as_the_embedded_ones_do() {
    let embedded = run::dateline(&["read", "--format", "jsonl", "samples"]).stdout;
    let folder =
        run::dateline(&["--packs", "packs", "read", "--format", "jsonl", "samples"]).stdout;
    assert!(embedded == folder);
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = run::dateline(&["completions", shell]);
        assert!(run::stdout(&output).contains("score"), "{shell}");
    }
}
