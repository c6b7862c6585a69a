use super::Outcome;
use crate::{hash::Hash, ingest, models};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use flate2::read::GzDecoder;
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// Install data that does not come with the program
#[derive(Args)]
pub struct Data {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Add(Add),
}

/// Install a model from a file or an address, once its SHA-256 is what you were told
///
/// The file is a .tar.gz of one folder named after the model, with its files and their SHA256SUMS. It goes to
/// $DATELINE_DATA, else to the user's data folder.
#[derive(Args)]
struct Add {
    /// A file, or an http(s) address
    #[arg(value_name = "FILE|URL")]
    from: String,

    /// What the file's SHA-256 must be, in hexadecimal digits
    #[arg(long, value_name = "HEX")]
    sha256: String,
}

impl Data {
    pub fn run(self) -> Result<Outcome> {
        match self.command {
            Command::Add(add) => add.run(),
        }
    }
}

impl Add {
    fn run(self) -> Result<Outcome> {
        let bytes = if self.from.starts_with("http://") || self.from.starts_with("https://") {
            ingest::download(&self.from)?
        } else {
            fs::read(&self.from).with_context(|| format!("{}: cannot read", self.from))?
        };
        let sum = Hash::of(&bytes).to_string();
        if !sum.eq_ignore_ascii_case(self.sha256.trim()) {
            bail!(
                "{}: its SHA-256 is {sum}, not the one given: get the file again, or mend --sha256",
                self.from
            );
        }
        let (name, folder) =
            install(&bytes).with_context(|| format!("{}: not installed", self.from))?;
        println!("installed {name} in {}", folder.display());
        Ok(Outcome::Done)
    }
}

/// Unpacks beside the model's place, tries it, and only then puts it there.
fn install(archive: &[u8]) -> Result<(String, PathBuf)> {
    let files = unpack(archive)?;
    let Some(name) = files.first().map(|(folder, ..)| folder.clone()) else {
        bail!("the archive is empty");
    };
    if name != "small" && name != "base" {
        bail!("it holds {name:?}, which is no model of this program: small or base");
    }
    if files.iter().any(|(folder, ..)| *folder != name) {
        bail!("the archive holds more than one folder");
    }
    let folder = models::folder(&name);
    let fresh = folder.with_extension("new");
    let old = folder.with_extension("old");
    for leftover in [&fresh, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover).with_context(|| leftover.display().to_string())?;
        }
    }
    fs::create_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
    for (_, file, bytes) in &files {
        fs::write(fresh.join(file), bytes)
            .with_context(|| fresh.join(file).display().to_string())?;
    }
    if let Err(error) = models::installed(&name, &fresh) {
        fs::remove_dir_all(&fresh).with_context(|| fresh.display().to_string())?;
        return Err(error);
    }
    if folder.exists() {
        fs::rename(&folder, &old).with_context(|| folder.display().to_string())?;
    }
    fs::rename(&fresh, &folder).with_context(|| folder.display().to_string())?;
    if old.exists() {
        fs::remove_dir_all(&old).with_context(|| old.display().to_string())?;
    }
    Ok((name, folder))
}

/// The archive's files as folder, name and bytes: a file directly in one folder, and nothing else.
fn unpack(archive: &[u8]) -> Result<Vec<(String, String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in tar::Archive::new(GzDecoder::new(archive)).entries().context("not a .tar.gz")? {
        let mut entry = entry.context("not a .tar.gz, or cut short")?;
        if entry.header().entry_type().is_dir() {
            continue;
        }
        let path = entry.path().context("a file has no name")?.into_owned();
        let Some((folder, file)) = plain(&path) else {
            bail!("{} is not a file directly in a model's folder", path.display());
        };
        if !entry.header().entry_type().is_file() {
            bail!("{} is not a plain file", path.display());
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).context("cut short")?;
        files.push((folder, file, bytes));
    }
    Ok(files)
}

/// `folder/file`, with no way out of the folder.
fn plain(path: &Path) -> Option<(String, String)> {
    let text = path.to_str()?;
    let (folder, file) = text.strip_prefix("./").unwrap_or(text).split_once('/')?;
    let is_name = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
    };
    (is_name(folder) && is_name(file)).then(|| (folder.to_owned(), file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_directly_in_a_folder() {
        let parts = |path: &str| plain(Path::new(path));
        assert_eq!(parts("./base/encoder.onnx"), Some(("base".into(), "encoder.onnx".into())));
        for hostile in
            ["../base/x", "base/../x", "/etc/passwd", "base/a/b", "encoder.onnx", "base/.x"]
        {
            assert_eq!(parts(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        assert!(install(b"not an archive").is_err());
    }
}
