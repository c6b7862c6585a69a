//! The wire form's schema and the codebook tell of everything that is written.

use super::{options, text};
use crate::export::{Format, Profile, Quotes, columns};
use serde_json::Value;
use std::{fs, path::Path};

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_line_is_valid_by_the_schema() {
    let schema = fs::read_to_string(root().join("schema/event-1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for profile in [Profile::Public, Profile::Partner, Profile::Internal] {
        for quotes in [Quotes::None, Quotes::Short, Quotes::Full] {
            for line in text(Format::Jsonl, &options(quotes, profile)).lines() {
                let event: Value = serde_json::from_str(line).unwrap();
                let errors: Vec<String> = validator
                    .iter_errors(&event)
                    .map(|error| format!("{}: {error}", error.instance_path))
                    .collect();
                assert!(errors.is_empty(), "{errors:?}");
            }
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_event() {
    let schema = fs::read_to_string(root().join("schema/event-1.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let line = text(Format::Jsonl, &options(Quotes::Short, Profile::Partner));
    let event: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    for (field, wrong) in
        [("id", Value::Null), ("claims", Value::from(Vec::<Value>::new())), ("truth", true.into())]
    {
        let mut event = event.clone();
        event[field] = wrong;
        assert!(!validator.is_valid(&event), "{field}");
    }
}

#[test]
fn every_column_stands_in_the_codebook() {
    let codebook = fs::read_to_string(root().join("docs/codebook.md")).unwrap();
    for column in columns::all() {
        let row = format!("| `{}` |", column.name);
        assert!(codebook.contains(&row), "docs/codebook.md has no row for {}", column.name);
    }
}
