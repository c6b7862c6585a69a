use crate::{
    export::{Options, Profile, Quotes},
    hash::Hash,
    store::ReaderVersion,
};
use anyhow::{Context, Result};
use serde::Serialize;
use std::{fs, path::Path};

/// What a release was made from and what is in it.
#[derive(Serialize)]
pub struct Manifest {
    schema: &'static str,
    #[serde(flatten)]
    made: Made,
    quotes: Quotes,
    profile: Profile,
    pub events: u64,
    pub reports: u64,
    pub files: Vec<File>,
}

/// By whom and of what a release was made.
#[derive(Serialize)]
pub struct Made {
    /// The release's name, its folder's.
    pub name: String,
    /// The program that wrote it.
    pub program: String,
    /// SHA-256 over the packs that the events are coded with.
    pub packs: String,
    /// Who read the reports.
    pub readers: Vec<Reader>,
    /// The filters, as they were given on the command line.
    pub filters: Vec<String>,
}

/// Who read reports.
#[derive(Serialize)]
pub struct Reader {
    pub program: String,
    pub packs: String,
    pub model: String,
}

impl From<ReaderVersion> for Reader {
    fn from(reader: ReaderVersion) -> Self {
        Self { program: reader.program, packs: reader.packs, model: reader.model }
    }
}

/// A file of a release.
#[derive(Serialize)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl File {
    /// What is to be said of the file of this name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(folder: &Path, name: String) -> Result<Self> {
        let bytes = fs::read(folder.join(&name)).with_context(|| name.clone())?;
        Ok(Self { name, bytes: bytes.len() as u64, sha256: Hash::of(&bytes).to_string() })
    }
}

impl Manifest {
    pub fn new(made: Made, options: &Options, events: u64, reports: u64, files: Vec<File>) -> Self {
        Self {
            schema: "dateline/release/1",
            made,
            quotes: options.quotes(),
            profile: options.profile,
            events,
            reports,
            files,
        }
    }
}
