//! Every pack's hand-written cases hold.

mod run;

use std::fs;

#[test]
fn every_case_of_every_language_holds() {
    let mut packs: Vec<String> = fs::read_dir(run::root().join("packs/lang"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("cases").is_dir())
        .map(|folder| folder.display().to_string())
        .collect();
    packs.sort();
    assert!(!packs.is_empty());
    let arguments: Vec<&str> =
        ["check"].into_iter().chain(packs.iter().map(String::as_str)).collect();
    let output = run::dateline(&arguments);
    assert!(
        output.status.success(),
        "{}{}",
        run::stdout(&output),
        String::from_utf8_lossy(&output.stderr)
    );
}
