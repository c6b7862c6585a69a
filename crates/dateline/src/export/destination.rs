use super::Format;
use anyhow::{Context, Result, bail};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    process,
};

/// Lets `write` fill the file `path`, else stdout. A file takes its place once all is written.
pub fn open<T>(
    path: Option<&Path>,
    format: Format,
    write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T>,
) -> Result<T> {
    match path {
        Some(path) => to_file(path, write),
        None if format.is_binary() && io::stdout().is_terminal() => {
            bail!("this format is no text for a terminal: give --output FILE, or pipe it on")
        }
        None => {
            let mut out = BufWriter::new(io::stdout());
            let value = write(&mut out)?;
            out.flush().context("cannot write")?;
            Ok(value)
        }
    }
}

fn to_file<T>(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T>) -> Result<T> {
    let Some(part) = beside(path) else {
        bail!("{}: not a file's name; give one such as events.csv", path.display());
    };
    let value = fill(&part, write).and_then(|value| {
        fs::rename(&part, path)?;
        sync_folder(path)?;
        Ok(value)
    });
    if value.is_err() {
        // What failed is told of; that its rest could not be removed either adds nothing.
        let _ = fs::remove_file(&part);
    }
    value.with_context(|| format!("{}: not written", path.display()))
}

/// A name in the same folder, so that what is written there can be put in place by renaming it; none
/// for a path that ends in no name.
pub fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.{}.part", process::id())))
}

fn fill<T>(part: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<T>) -> Result<T> {
    let file = OpenOptions::new().write(true).create_new(true).open(part)?;
    let mut out = BufWriter::new(file);
    let value = write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(value)
}

/// A rename is on disk once its folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_leaves_what_was_there() {
        let folder = std::env::temp_dir().join(format!("dateline-export-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("events.csv");
        open(Some(&path), Format::Csv, |out| Ok(out.write_all(b"old")?)).unwrap();
        let failed: Result<()> = open(Some(&path), Format::Csv, |out| {
            out.write_all(b"new")?;
            bail!("the store went away")
        });
        assert!(
            format!("{:#}", failed.unwrap_err()).contains("events.csv: not written: the store")
        );
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
        fs::remove_dir_all(&folder).unwrap();
    }
}
