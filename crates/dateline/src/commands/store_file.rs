use crate::store::Sqlite;
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// Which store a command works on.
#[derive(Args)]
pub struct StoreFile {
    /// The store's file
    #[arg(
        long = "store",
        value_name = "FILE",
        env = "DATELINE_STORE",
        default_value = "dateline.db"
    )]
    path: PathBuf,
}

impl StoreFile {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The store, made when it is not there.
    pub fn open(&self) -> Result<Sqlite> {
        Sqlite::open(&self.path)
    }

    /// The store, which must be there.
    pub fn open_existing(&self) -> Result<Sqlite> {
        Sqlite::open_existing(&self.path)
    }
}
