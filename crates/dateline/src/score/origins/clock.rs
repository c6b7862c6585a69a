use std::{
    fs,
    time::{Duration, Instant},
};

/// What Linux tells of the time that a thread has been on a processor: nanoseconds come first.
const ON_PROCESSOR: &str = "/proc/thread-self/schedstat";

/// A moment from which the time is taken that this thread is on a processor; where the system does not
/// tell it, the time that passes.
pub struct Clock {
    passed: Instant,
    used: Option<Duration>,
}

impl Clock {
    /// This moment.
    pub fn now() -> Self {
        Self { passed: Instant::now(), used: used() }
    }

    /// The time since.
    pub fn elapsed(&self) -> Duration {
        let used = self.used.zip(used()).map(|(start, end)| end.saturating_sub(start));
        used.unwrap_or_else(|| self.passed.elapsed())
    }
}

fn used() -> Option<Duration> {
    let told = fs::read_to_string(ON_PROCESSOR).ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}
