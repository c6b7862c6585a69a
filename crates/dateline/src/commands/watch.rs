use super::{Outcome, store_file::StoreFile};
use crate::store::{Watch as Watched, Watches as _};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use std::io::Write;

/// Say which addresses are fetched again and again while `dateline serve` runs
///
/// A feed or a page is fetched as by `dateline add`, and what is new in it is read into the store.
#[derive(Args)]
pub struct Watch {
    #[command(subcommand)]
    what: What,

    #[command(flatten)]
    store: StoreFile,

    /// Who decides: kept in the log
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        default_value = "the command line",
        global = true
    )]
    author: String,
}

#[derive(Subcommand)]
enum What {
    /// Watch an address
    Add {
        /// A feed or a page: http or https
        address: String,
        /// How long after the last time it is fetched again, 5 minutes or more
        #[arg(long, value_name = "MINUTES", default_value_t = 60)]
        every: u32,
    },
    /// List what is watched, and what came of the last time
    List,
    /// Watch an address no more; what was read stays
    Remove {
        /// The address
        address: String,
    },
}

impl Watch {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.store.open()?;
        match &self.what {
            What::Add { address, every } => store.watch(address, *every, &self.author)?,
            What::List => print(&store.watches()?)?,
            What::Remove { address } => store.unwatch(address, &self.author)?,
        }
        Ok(Outcome::Done)
    }
}

fn print(watches: &[Watched]) -> Result<()> {
    let mut out = anstream::stdout().lock();
    for watch in watches {
        let last = match (&watch.last_at, &watch.outcome) {
            (Some(at), Some(outcome)) => format!("{at}: {outcome}"),
            _ => "not fetched yet".to_owned(),
        };
        let (address, minutes) = (&watch.address, watch.minutes);
        writeln!(out, "{address} every {minutes} minutes; {last}").context("cannot write")?;
    }
    Ok(())
}
