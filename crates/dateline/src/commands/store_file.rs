use crate::store::Sqlite;
use anyhow::Result;
use clap::Args;
use std::{
    env,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Where a store is that nobody names.
static USUAL: LazyLock<PathBuf> = LazyLock::new(|| {
    let named = env::var_os("DATELINE_STORE").filter(|path| !path.is_empty());
    named.map_or_else(|| "dateline.db".into(), PathBuf::from)
});

/// Which store a command works on.
#[derive(Args)]
pub struct StoreFile {
    /// The store's file [default: $DATELINE_STORE, else dateline.db]
    #[arg(long = "store", value_name = "FILE", global = true)]
    path: Option<PathBuf>,
}

impl StoreFile {
    pub fn path(&self) -> &Path {
        self.path.as_ref().unwrap_or(&USUAL)
    }

    /// The store, made when it is not there.
    pub fn open(&self) -> Result<Sqlite> {
        Sqlite::open(self.path())
    }

    /// The store, which must be there.
    pub fn open_existing(&self) -> Result<Sqlite> {
        Sqlite::open_existing(self.path())
    }
}
