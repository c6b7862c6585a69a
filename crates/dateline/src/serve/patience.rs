//! Bodies that come too slowly are cut off.

use axum::body::Body;
use futures_util::{StreamExt, stream::poll_fn};
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long a body may take to begin with, and the bytes that buy it a second more.
const START: Duration = Duration::from_secs(10);
const BYTES: u64 = 64 << 10;

/// The same body, which breaks off when it comes too slowly.
pub fn patient(body: Body) -> Body {
    let (begun, mut taken) = (Instant::now(), 0);
    let mut parts = body.into_data_stream();
    let mut end: Pin<Box<Sleep>> = Box::pin(sleep_until(begun + START));
    Body::from_stream(poll_fn(move |context: &mut Context<'_>| {
        if let Poll::Ready(part) = parts.poll_next_unpin(context) {
            let part = part.map(|part| part.map_err(io::Error::other));
            taken += part.as_ref().map_or(0, |part| part.as_ref().map_or(0, |it| it.len() as u64));
            end.as_mut().reset(begun + START + Duration::from_secs(taken / BYTES));
            return Poll::Ready(part);
        }
        match end.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into()))),
            Poll::Pending => Poll::Pending,
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Bytes, to_bytes};
    use futures_util::stream;

    /// A body of parts that come this long after each other.
    fn body(parts: usize, size: usize, pause: Duration) -> Body {
        Body::from_stream(stream::unfold(0, move |number| async move {
            tokio::time::sleep(pause).await;
            let part = Bytes::from(vec![b'x'; size]);
            (number < parts).then_some((Ok::<_, io::Error>(part), number + 1))
        }))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_cut_off_and_a_large_one_is_not() {
        let second = Duration::from_secs(1);
        let taken = async |body| to_bytes(patient(body), usize::MAX).await;
        assert!(taken(body(100, 1, second)).await.is_err(), "a byte a second");
        assert!(taken(body(5, 1, second)).await.is_ok(), "short enough");
        assert_eq!(taken(body(60, 128 << 10, second)).await.unwrap().len(), 60 * (128 << 10));
    }
}
