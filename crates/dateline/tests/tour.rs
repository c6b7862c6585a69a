//! The five-minute tour: every command of `docs/tour.md`, in order, in one shell.

mod run;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// The commands of the tour, line by line.
fn commands() -> Vec<String> {
    let tour = fs::read_to_string(run::root().join("docs/tour.md")).unwrap();
    let blocks = tour.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_tour_does_what_it_says() {
    let folder = run::folder("tour");
    run::copy(&run::root().join("samples"), &folder.join("samples"));
    // The server runs until it is stopped: here, once it has said where it is.
    let serve = "timeout -s INT 60 dateline serve --port 0 2>serve.txt & \
                 until grep -q http serve.txt; do sleep 0.1; done; kill -INT $!; wait $! || true";
    let script: Vec<String> = commands()
        .into_iter()
        .map(|line| if line == "dateline serve" { serve.to_owned() } else { line })
        .collect();
    assert!(script.len() > 20, "{script:?}");
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("bash")
        .args(["-eux", "-o", "pipefail", "-c", &script.join("\n")])
        .current_dir(&folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("taken back") || told.contains("no longer stands"), "{said}\n{told}");
    let brief = fs::read_to_string(folder.join("tour/brief.html")).unwrap();
    assert!(brief.contains("<html") && brief.contains("</html>"));
    assert!(folder.join("tour/release-1/manifest.json").exists());
    let table = fs::read_to_string(folder.join("tour/events.csv")).unwrap();
    assert!(table.lines().count() > 5, "{table}");
}
