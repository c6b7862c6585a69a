//! The dependency arrows of ARCHITECTURE.md, kept.

use std::{collections::BTreeSet, fs, path::Path};

fn dependencies(name: &str) -> BTreeSet<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("Cargo.toml");
    let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().cloned().collect()
}

fn source_files(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn the_vocabulary_knows_nothing_above_it() {
    assert_eq!(dependencies("doc"), BTreeSet::from(["jiff".to_owned()]));
}

#[test]
fn the_reader_neither_serialises_nor_reaches_upwards() {
    let reader = dependencies("read");
    assert!(reader.contains("dateline-doc"));
    for banned in ["dateline", "dateline-heads", "anyhow", "serde", "serde_json", "ureq", "reqwest"]
    {
        assert!(!reader.contains(banned), "dateline-read must not depend on {banned}");
    }
}

#[test]
fn the_heads_know_the_vocabulary_alone() {
    let heads = dependencies("heads");
    assert!(heads.contains("dateline-doc"));
    for banned in ["dateline", "dateline-read", "anyhow", "serde", "serde_json", "ureq"] {
        assert!(!heads.contains(banned), "dateline-heads must not depend on {banned}");
    }
}

#[test]
fn linking_knows_the_vocabulary_alone() {
    let link = dependencies("link");
    assert!(link.contains("dateline-doc"));
    for banned in ["dateline", "dateline-read", "anyhow", "serde", "serde_json", "rusqlite"] {
        assert!(!link.contains(banned), "dateline-link must not depend on {banned}");
    }
}

/// Ontologies are data: no PLOVER or ACLED code stands in the reader's source outside its tests.
#[test]
fn no_ontology_code_in_the_reader() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    source_files(&root.join("read/src"), &mut files);
    source_files(&root.join("doc/src"), &mut files);
    source_files(&root.join("heads/src"), &mut files);
    assert!(files.len() > 20);
    for (path, source) in files {
        let source = source.split("#[cfg(test)]").next().unwrap();
        for code in [
            "ASSAULT",
            "PROTEST",
            "COERCE",
            "MOBILIZE",
            "SANCTION",
            "Armed clash",
            "Violence against civilians",
        ] {
            assert!(
                !source.contains(&format!("\"{code}\"")),
                "{path} holds the ontology code {code:?}"
            );
        }
    }
}
