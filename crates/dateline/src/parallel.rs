use std::{
    sync::{Mutex, mpsc},
    thread,
};

/// Applies `work` to every item on `jobs` threads and hands the results to `done` in the items' order.
///
/// At most a few items a thread are in flight, so memory is bounded on endless input, and a result
/// is handed over as soon as all before it are.
///
/// # Errors
/// The first error of `done`; no further items are taken then.
pub fn map_ordered<T: Send, R: Send, E>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (to_workers, from_feeder) = mpsc::sync_channel::<(T, mpsc::SyncSender<R>)>(jobs);
    let (to_output, in_order) = mpsc::sync_channel::<mpsc::Receiver<R>>(jobs * 4);
    let from_feeder = Mutex::new(from_feeder);
    let (from_feeder, work) = (&from_feeder, &work);
    thread::scope(|scope| {
        scope.spawn(move || {
            for item in items {
                let (sender, receiver) = mpsc::sync_channel(1);
                if to_output.send(receiver).is_err() || to_workers.send((item, sender)).is_err() {
                    break;
                }
            }
        });
        for _ in 0..jobs {
            scope.spawn(move || {
                loop {
                    // The lock is held only while waiting for an item, never while working on it.
                    let next = from_feeder.lock().ok().and_then(|queue| queue.recv().ok());
                    let Some((item, sender)) = next else { break };
                    // The output may have stopped listening after an error.
                    let _ = sender.send(work(item));
                }
            });
        }
        let outcome =
            in_order.iter().filter_map(|result| result.recv().ok()).try_for_each(&mut done);
        drop(in_order);
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::map_ordered;

    #[test]
    fn keeps_order_and_stops_at_an_error() {
        let mut seen = Vec::new();
        let all: Result<(), ()> = map_ordered(
            0..500,
            4,
            |n| n * 2,
            |n| {
                seen.push(n);
                Ok(())
            },
        );
        assert_eq!((all, seen), (Ok(()), (0..500).map(|n| n * 2).collect()));
        let stopped = map_ordered(0.., 2, |n| n, |n| if n < 10 { Ok(()) } else { Err(n) });
        assert_eq!(stopped, Err(10));
    }
}
