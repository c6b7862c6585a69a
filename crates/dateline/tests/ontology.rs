//! The ontology covers what it says it maps to.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const SUB_EVENTS: [&str; 25] = [
    "Abduction/forced disappearance",
    "Agreement",
    "Air/drone strike",
    "Armed clash",
    "Arrests",
    "Attack",
    "Change to group/activity",
    "Chemical weapon",
    "Disrupted weapons use",
    "Excessive force against protesters",
    "Government regains territory",
    "Grenade",
    "Headquarters or base established",
    "Looting/property destruction",
    "Mob violence",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
    "Other",
    "Peaceful protest",
    "Protest with intervention",
    "Remote explosive/landmine/IED",
    "Sexual violence",
    "Shelling/artillery/missile attack",
    "Suicide bomb",
    "Violent demonstration",
];

/// PLOVER's events with their modes, as its manual lists them.
const MODES: [(&str, &str); 16] = [
    ("AGREE", ""),
    ("CONSULT", "visit third-party multilateral phone"),
    ("SUPPORT", ""),
    ("CONCEDE", ""),
    ("COOPERATE", ""),
    ("AID", ""),
    ("RETREAT", "withdraw release disarm ceasefire access resign"),
    ("REQUEST", "assist change yield meet"),
    ("ACCUSE", "disapprove investigate allege"),
    ("REJECT", "assist change yield meet"),
    ("THREATEN", "restrict arrest relations expel territory violence"),
    ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"),
    ("SANCTION", "convict expel withdraw discontinue"),
    ("MOBILIZE", "troops weapons police militia"),
    (
        "COERCE",
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    (
        "ASSAULT",
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack \
         aerial drone heavy-weapons crowd-control unconventional",
    ),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/ontology/dateline")
}

fn types() -> Vec<toml::Table> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| fs::read_to_string(path).unwrap().parse().unwrap()).collect()
}

fn values(section: &str, key: &str) -> BTreeSet<String> {
    let inner = types().into_iter().filter_map(|table| {
        table.get(section)?.get(key).and_then(|value| value.as_str().map(str::to_owned))
    });
    inner.collect()
}

#[test]
fn every_sub_event_of_acled_has_a_type() {
    let wanted: BTreeSet<String> = SUB_EVENTS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(values("acled", "sub_event"), wanted);
}

#[test]
fn every_event_and_mode_of_plover_has_a_type() {
    let types = types();
    for (event, modes) in MODES {
        let of_event = |table: &&toml::Table| {
            table.get("plover").is_some_and(|plover| plover["event"].as_str() == Some(event))
        };
        let found: Vec<&toml::Table> = types.iter().filter(of_event).collect();
        assert!(!found.is_empty(), "no type is {event}");
        for mode in modes.split_whitespace() {
            let has = found.iter().any(|table| {
                table["plover"].get("mode").and_then(toml::Value::as_str) == Some(mode)
            });
            assert!(has, "no type is {event} {mode}");
        }
    }
}

#[test]
fn a_type_s_file_has_its_id_for_a_name() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        assert_eq!(table["id"].as_str(), stem);
    }
}
