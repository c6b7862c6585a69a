//! The workbench: the record in a browser. One file a page.
//!
//! It listens on this machine alone and asks nothing of any other. Pages are made here, whole, and
//! work without scripts; what is in the address is all of their state.

mod add;
mod api;
mod asked;
mod assets;
mod chart;
mod claim;
mod compare;
mod decisions;
mod desk;
mod difference;
mod download;
mod event;
mod events;
mod form;
mod frame;
mod grade;
mod guard;
mod judge;
mod land;
mod log;
mod map;
mod marked;
mod overview;
mod pool;
mod refusal;
mod report;
mod reports;
mod review;
mod routes;
mod session;
mod sources;
mod trend;
mod workbench;

use crate::reader::ReaderOptions;
use anyhow::{Context, Result};
use std::{
    io::{self, Write as _},
    net::Ipv4Addr,
    path::Path,
    sync::Arc,
};
use tokio::net::TcpListener;
use workbench::Workbench;

/// Threads that answer; what asks the store has threads of its own.
const THREADS: usize = 2;

/// Stores asked at a time.
const ASKED: usize = 8;

/// Serves a store until the program is told to stop; port 0 is any that is free.
///
/// # Errors
/// When the store cannot be opened, or the port is taken.
pub fn serve(store: &Path, port: u16, reader: ReaderOptions) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        .max_blocking_threads(ASKED)
        .enable_all()
        .build()
        .context("cannot start")?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .with_context(|| format!("cannot listen on port {port}; name another with --port"))?;
        let port = listener.local_addr().context("no address")?.port();
        let workbench = Arc::new(Workbench::open(store, port, reader)?);
        tell(store, &workbench.session.address());
        axum::serve(listener, routes::routes(workbench))
            .with_graceful_shutdown(stopped())
            .await
            .context("the server failed")
    })
}

/// Says where it is. That nobody listens is no reason to stop.
fn tell(store: &Path, address: &str) {
    let told = format!(
        "dateline: {} is open at {address}\n\
         dateline: the address opens one browser; Ctrl-C ends it\n",
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
