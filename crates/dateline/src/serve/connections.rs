//! Connections: one task each, and none that may hold others up.

mod unheard;

use super::guard::Peer;
use axum::{Router, extract::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service as _, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use unheard::Unheard;

/// Connections at a time; more wait until one of these ends.
const MOST: usize = 512;

/// How long the head of a request may take, and how long a connection may lie idle before it.
const HEAD: Duration = Duration::from_secs(10);

/// Most bytes of a head.
const HEAD_BYTES: usize = 32 << 10;

/// How long those who are being answered have once the program is to stop.
const PARTING: Duration = Duration::from_secs(5);

/// Answers all that is asked, until `stopped`.
pub async fn serve(listener: TcpListener, routes: Router, stopped: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(MOST));
    let parting = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = &mut stopped => break,
        };
        if let Some((stream, peer, place)) = accepted {
            let connection = answered(stream, peer, routes.clone());
            let watched = parting.watch(connection);
            tokio::spawn(async move {
                // Whoever went away or was too slow needs no answer.
                let _ = watched.await;
                drop(place);
            });
        }
    }
    let _ = tokio::time::timeout(PARTING, parting.shutdown()).await;
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => Some((stream, Peer(address.ip()), place)),
        Err(_) => {
            // The system has no more files to give, or the other side went away.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// A connection that answers what is asked on it.
fn answered(
    stream: TcpStream,
    peer: Peer,
    routes: Router,
) -> http1::Connection<
    TokioIo<Unheard<TcpStream>>,
    impl hyper::service::Service<
        Request<Incoming>,
        Response = axum::response::Response,
        Error = std::convert::Infallible,
        Future: Send,
    >,
> {
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        TowerToHyperService::new(routes.clone()).call(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_header_size(HEAD_BYTES)
        .max_buf_size(2 * HEAD_BYTES)
        .serve_connection(TokioIo::new(Unheard::new(stream)), answer)
}
