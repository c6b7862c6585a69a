//! Runs the program as a user would, from the repository's root.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `dateline` with these arguments and this standard input.
#[allow(dead_code, reason = "not every test needs it")]
pub fn dateline_with(arguments: &[&str], input: &[u8]) -> Output {
    // Whatever models the user has installed, these tests are of what is in the repository.
    dateline_in(arguments, input, &[("DATELINE_DATA", root().join("no-such-folder").as_path())])
}

/// Runs `dateline` with these arguments, this standard input and these environment variables.
#[allow(dead_code, reason = "not every test needs it")]
pub fn dateline_in(arguments: &[&str], input: &[u8], environment: &[(&str, &Path)]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may stop before it has taken all of it.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

/// Runs `dateline` with these arguments.
#[allow(dead_code, reason = "not every test needs it")]
pub fn dateline(arguments: &[&str]) -> Output {
    dateline_with(arguments, b"")
}

/// Its standard output as text.
#[allow(dead_code, reason = "not every test needs it")]
pub fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// An empty folder of a test's own.
#[allow(dead_code, reason = "not every test needs one")]
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copies a folder with all that is in it.
#[allow(dead_code, reason = "not every test needs it")]
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
