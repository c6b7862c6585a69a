use super::{Outcome, store_file::StoreFile};
use crate::{reader::ReaderOptions, serve};
use anyhow::Result;
use clap::Args;

/// Open a store in the browser: events on a map and in time, their words, and who says so
///
/// It prints the address to open, which is good once. It listens on this machine alone, and nothing
/// leaves it.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    store: StoreFile,

    /// The port to listen on; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 8642)]
    port: u16,
}

impl Serve {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        serve::serve(self.store.path(), self.port, reader.clone())?;
        Ok(Outcome::Done)
    }
}
