use crate::parallel;
use anyhow::{Result, anyhow};
use std::{
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

/// Most items of one batch.
const ITEMS: usize = 64;
/// Most bytes of one batch, but for its last item's.
const BYTES: usize = 8 << 20;
/// How long the first item of a batch waits for others.
const WAIT: Duration = Duration::from_millis(200);

/// Applies `work` to every item on `jobs` threads and hands the results to `put` in the items' order,
/// in batches, on a thread of its own: no result waits longer than [`WAIT`] and the call before.
///
/// # Errors
/// The first error of `put`; no further items are taken then.
pub fn map_batched<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    size: impl Fn(&R) -> usize + Send,
    put: impl FnMut(Vec<R>) -> Result<()> + Send,
) -> Result<()> {
    let (sender, receiver) = mpsc::sync_channel(ITEMS / 2);
    thread::scope(|scope| {
        let writer = scope.spawn(move || gather(&receiver, size, put));
        // A writer that stopped listening has an error, which is told below.
        let _ = parallel::map_ordered(items, jobs, work, |result| sender.send(result));
        drop(sender);
        writer.join().unwrap_or_else(|_| Err(anyhow!("the thread that writes the store died")))
    })
}

fn gather<R>(
    from: &Receiver<R>,
    size: impl Fn(&R) -> usize,
    mut put: impl FnMut(Vec<R>) -> Result<()>,
) -> Result<()> {
    while let Ok(first) = from.recv() {
        let until = Instant::now() + WAIT;
        let mut bytes = size(&first);
        let mut batch = vec![first];
        while batch.len() < ITEMS && bytes < BYTES {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(next) = from.recv_timeout(left) else { break };
            bytes += size(&next);
            batch.push(next);
        }
        put(batch)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_bounded_in_number_size_and_time() {
        let mut batches = Vec::new();
        let items = (0..300usize).inspect(|n| {
            if *n == 280 {
                thread::sleep(WAIT * 3);
            }
        });
        let size = |n: &usize| if *n == 10 { BYTES } else { 1 };
        map_batched(
            items,
            3,
            |n| n,
            size,
            |batch| {
                batches.push(batch);
                Ok(())
            },
        )
        .unwrap();
        assert!(batches.iter().all(|batch| batch.len() <= ITEMS));
        assert!(batches.iter().any(|batch| batch.last() == Some(&10)));
        assert!(batches.iter().any(|batch| batch.first() == Some(&280)));
        assert_eq!(batches.concat(), (0..300).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_an_endless_run() {
        let mut calls = 0;
        let outcome = map_batched(
            0..,
            2,
            |n: u64| n,
            |_| 1,
            |_| {
                calls += 1;
                if calls < 3 { Ok(()) } else { Err(anyhow!("full")) }
            },
        );
        assert_eq!((outcome.unwrap_err().to_string().as_str(), calls), ("full", 3));
    }
}
