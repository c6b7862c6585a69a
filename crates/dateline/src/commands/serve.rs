use super::{Outcome, store_file::StoreFile};
use crate::{
    reader::ReaderOptions,
    serve::{self, Served},
};
use anyhow::Result;
use clap::Args;
use std::net::{Ipv4Addr, SocketAddr};

/// Open a store in the browser: events on a map and in time, their words, and who says so
///
/// It prints the address to open, which is good once. It listens on this machine alone, and nothing
/// leaves it but requests for what `dateline watch` names. With `--users` it is for many, who sign in.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    store: StoreFile,

    /// The port to listen on; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 8642)]
    port: u16,

    /// Serve all whom `dateline users` names; they sign in with their passwords
    #[arg(long)]
    users: bool,

    /// Where to listen, when not on this machine alone
    #[arg(long, value_name = "ADDRESS:PORT", requires = "users", conflicts_with = "port")]
    listen: Option<SocketAddr>,

    /// A name that browsers reach it by, such as desk.example.org; may be given again
    #[arg(long = "name", value_name = "HOST", requires = "users")]
    names: Vec<String>,

    /// A proxy before it speaks TLS: cookies go over TLS alone, and X-Forwarded-For tells who asks
    #[arg(long, requires = "users")]
    behind_tls: bool,
}

impl Serve {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let served = Served {
            listen: self.listen.unwrap_or(here),
            users: self.users,
            names: self.names,
            behind_tls: self.behind_tls,
        };
        serve::serve(self.store.path(), served, reader.clone())?;
        Ok(Outcome::Done)
    }
}
