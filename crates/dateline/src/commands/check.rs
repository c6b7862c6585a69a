use super::Outcome;
use crate::packs;
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_read::{Reader, cases::Case};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Run a pack's cases
///
/// PACK is a language pack's folder, such as packs/lang/en; its cases are the .txt files under cases/.
#[derive(Args)]
pub struct Check {
    /// Folders of packs
    #[arg(value_name = "PACK", required = true)]
    folders: Vec<PathBuf>,
}

impl Check {
    pub fn run(self, packs: Option<&Path>) -> Result<Outcome> {
        let reader = Reader::new(packs::load(packs)?);
        let (mut passed, mut failed) = (0, 0);
        for folder in &self.folders {
            let language =
                folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            for file in case_files(&folder.join("cases"))? {
                if check(&file, &language, &reader)? {
                    passed += 1;
                } else {
                    failed += 1;
                }
            }
        }
        println!("{passed} passed, {failed} failed");
        Ok(if failed == 0 { Outcome::Done } else { Outcome::Partly })
    }
}

/// Checks one case and tells on standard output what is not as expected.
fn check(file: &Path, language: &str, reader: &Reader) -> Result<bool> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| name.to_string())?;
    let failures = Case::parse(&text, language).with_context(|| name.to_string())?.check(reader);
    if failures.is_empty() {
        return Ok(true);
    }
    println!("{name}");
    for failure in &failures {
        println!("  expected  {}", failure.expected);
        failure.found.iter().for_each(|line| println!("     found  {line}"));
    }
    Ok(false)
}

fn case_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, &mut files)
        .with_context(|| format!("{}: cannot list the cases", folder.display()))?;
    if files.is_empty() {
        bail!("{}: no cases here; a case is a .txt file", folder.display());
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    Ok(())
}
