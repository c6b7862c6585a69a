//! The workbench: the record in a browser. One file a page.
//!
//! It listens on this machine alone, unless it is for many, and asks nothing of any other but the
//! addresses that are watched. Pages are made here, whole, and work without scripts; what is in the
//! address is all of their state.

mod account;
mod add;
mod api;
mod around;
mod asked;
mod assets;
mod bearer;
mod care;
mod chart;
mod cite;
mod claim;
mod compare;
mod connections;
mod cookie;
mod decisions;
mod desk;
mod difference;
mod door;
mod download;
mod event;
mod events;
mod form;
mod frame;
mod grade;
mod guard;
mod hosts;
mod judge;
mod kept;
mod land;
mod limits;
mod log;
mod map;
mod marked;
mod memo;
mod overview;
mod patience;
mod people;
mod pool;
mod presence;
mod progress;
mod refusal;
mod report;
mod reports;
mod review;
mod rights;
mod routes;
mod sensitivity;
mod session;
mod sign;
mod signing;
mod sources;
mod trend;
mod visitor;
mod watching;
mod workbench;

use crate::reader::ReaderOptions;
use anyhow::{Context, Result};
use door::Door;
use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};
use tokio::net::TcpListener;
use workbench::Workbench;

/// Threads that answer; what asks the store has threads of its own.
const THREADS: usize = 2;

/// Stores asked at a time.
const ASKED: usize = 8;

/// Where and for whom a store is served.
pub struct Served {
    /// Port 0 is any that is free.
    pub listen: SocketAddr,
    /// For all whom the store names, who sign in; else for one on this machine.
    pub users: bool,
    /// What browsers call it, beside where it listens.
    pub names: Vec<String>,
    /// Whether a proxy before it speaks TLS.
    pub behind_tls: bool,
}

/// Serves a store until the program is told to stop.
///
/// # Errors
/// When the store cannot be opened, or the port is taken.
pub fn serve(store: &Path, mut served: Served, reader: ReaderOptions) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        .max_blocking_threads(ASKED)
        .enable_all()
        .build()
        .context("cannot start")?;
    runtime.block_on(async {
        let listen = served.listen;
        let listener = TcpListener::bind(listen).await.with_context(|| {
            format!("cannot listen on {listen}; name another with --port or --listen")
        })?;
        served.listen = listener.local_addr().context("no address")?;
        let workbench = Arc::new(Workbench::open(store, &served, reader)?);
        watching::begin(Arc::downgrade(&workbench)).context("cannot watch")?;
        tell(store, &served, &workbench.door);
        connections::serve(listener, routes::routes(workbench), stopped()).await;
        Ok(())
    })
}

/// Says where it is. That nobody listens is no reason to stop.
fn tell(store: &Path, served: &Served, door: &Door) {
    let (at, how) = match door {
        Door::One(session) => (session.address(), "the address opens one browser"),
        Door::Many(..) => {
            let scheme = if served.behind_tls { "https" } else { "http" };
            let name = served.names.first().cloned().unwrap_or(served.listen.to_string());
            (format!("{scheme}://{name}/"), "all whom `dateline users list` names may sign in")
        }
    };
    let told = format!(
        "dateline: {} is open at {at}\n\
         dateline: {how}; Ctrl-C ends it\n",
        store.display()
    );
    let _ = io::stderr().write_all(told.as_bytes());
}

async fn stopped() {
    // Where the signal cannot be heard, the program is ended as any other.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
