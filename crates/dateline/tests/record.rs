//! The wire form: every sample's record is valid by the published schema and its spans quote its text.

mod run;

use serde_json::Value;

fn records() -> Vec<Value> {
    let output = run::dateline(&["read", "--format", "jsonl", "samples"]);
    let records: Vec<Value> =
        run::stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.len() >= 12, "the samples are {} records", records.len());
    records
}

#[test]
fn every_record_is_valid_by_the_schema() {
    let schema = std::fs::read_to_string(run::root().join("schema/reading-1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for record in records() {
        let errors: Vec<String> = validator
            .iter_errors(&record)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", record["file"]);
    }
}

#[test]
fn the_schema_refuses_what_is_not_a_record() {
    let schema = std::fs::read_to_string(run::root().join("schema/reading-1.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let mut record = records().remove(0);
    record["published"] = Value::from("yesterday");
    assert!(!validator.is_valid(&record));
}

#[test]
fn offsets_are_code_points_and_ids_resolve() {
    let mut spans = 0;
    for record in records() {
        let letters = record["text"].as_str().unwrap().chars().count() as u64;
        let mut check = |span: &Value| {
            let (start, end) = (span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
            assert!(start < end && end <= letters, "{}: {span}", record["file"]);
            spans += 1;
        };
        for claim in record["claims"].as_array().unwrap() {
            check(&claim["trigger"]);
            claim["roles"].as_array().unwrap().iter().for_each(|role| check(&role["span"]));
            if let Some(place) = claim["place"].as_u64() {
                assert!(record["places"][place as usize].is_object());
            }
        }
        for statement in record["statements"].as_array().unwrap() {
            statement["content"].as_array().unwrap().iter().for_each(&mut check);
        }
    }
    assert!(spans > 50, "only {spans} spans");
}
