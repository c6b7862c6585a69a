//! Programs of the field read what is written. They are Python packages: `tests/peers/requirements.txt`.

use super::{bytes, options};
use crate::export::{Format, Profile, Quotes};
use clap::ValueEnum;
use std::{fs, path::Path, process::Command};

/// Names the Python that has the packages.
const PYTHON: &str = "DATELINE_PEERS_PYTHON";

#[test]
fn programs_of_the_field_read_every_format() {
    let Some(python) = std::env::var_os(PYTHON) else {
        eprintln!("skipped: set {PYTHON} to a Python that has tests/peers/requirements.txt");
        return;
    };
    let folder = std::env::temp_dir().join(format!("dateline-peers-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for format in Format::value_variants() {
        let name = format.to_possible_value().unwrap();
        let file = folder.join(format!("events.{}", name.get_name()));
        fs::write(file, bytes(*format, &options(Quotes::Full, Profile::Partner))).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/read_back.py");
    let output = Command::new(python).arg(script).arg(&folder).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    print!("{}", String::from_utf8_lossy(&output.stdout));
}
