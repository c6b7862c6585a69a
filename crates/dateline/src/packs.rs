use anyhow::{Context, Result};
use dateline_read::{PackFiles, Packs};
use std::{fs, path::Path, sync::Arc};

/// The files of `packs/` as they were when this binary was built.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Loads the packs in the folder `packs`, else those in the binary.
pub fn load(packs: Option<&Path>) -> Result<Arc<Packs>> {
    Ok(Arc::new(Packs::load(&files(packs)?)?))
}

/// The files that reading needs, of the folder `packs`, else those in the binary.
pub fn files(packs: Option<&Path>) -> Result<PackFiles> {
    let mut files = PackFiles::default();
    match packs {
        None => EMBEDDED.iter().for_each(|(path, bytes)| files.insert(*path, *bytes)),
        Some(folder) => add_folder(&mut files, folder, "")
            .with_context(|| format!("{}: cannot load packs from here", folder.display()))?,
    }
    Ok(files)
}

/// Takes what `build.rs` takes, so that a folder is known for the same packs as the binary's.
fn add_folder(files: &mut PackFiles, folder: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if name != "cases" && name != "build" {
                add_folder(files, &entry.path(), &format!("{path}/"))?;
            }
        } else if !name.ends_with(".md") && !name.starts_with('.') {
            let bytes = fs::read(entry.path()).with_context(|| path.clone())?;
            files.insert(path, bytes);
        }
    }
    Ok(())
}
