//! Watching: addresses are fetched again when their time has come, one at a time.

use super::{
    add::{Added, take},
    workbench::Workbench,
};
use crate::{
    ingest::{self, Stamp},
    store::{Watch, Watched, Watches},
};
use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use std::{sync::Weak, time::Duration};

/// How often it is looked whether any time has come.
const LOOK: Duration = Duration::from_secs(5);

/// The longest wait after failures.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Most reports of one fetch; a feed that holds more has them the next time.
const MOST: usize = 500;

/// Watches for as long as the workbench is there, in a thread of its own.
///
/// # Errors
/// When the system has no thread to give.
pub fn begin(workbench: Weak<Workbench>) -> std::io::Result<()> {
    let work = move || {
        while let Some(workbench) = workbench.upgrade() {
            if let Err(error) = look(&workbench) {
                eprintln!("dateline: {error:#}");
            }
            drop(workbench);
            std::thread::sleep(LOOK);
        }
    };
    std::thread::Builder::new().name("watching".to_owned()).spawn(work).map(drop)
}

/// Fetches whatever is due, the longest overdue first.
fn look(workbench: &Workbench) -> Result<()> {
    let now = Timestamp::now();
    let mut watches = workbench.pool.read(Watches::watches)?;
    watches.retain(|watch| due(watch) <= now);
    watches.sort_by_key(due);
    for watch in watches {
        if workbench.pool.write(|store| store.take_up(&watch))? {
            let what = fetched(workbench, &watch);
            workbench.pool.write(|store| store.watched(&watch, &what))?;
        }
    }
    Ok(())
}

/// When it is to be fetched: its pace after the last time, twice as long after each failure.
fn due(watch: &Watch) -> Timestamp {
    let last = watch.last_at.as_ref().and_then(|at| at.parse::<Timestamp>().ok());
    let Some(last) = last else { return Timestamp::MIN };
    let pace = SignedDuration::from_mins(watch.minutes.into());
    let slowed = pace.saturating_mul(1 << watch.failures.min(16)).min(pace.max(LONGEST));
    last.checked_add(slowed).unwrap_or(Timestamp::MAX)
}

/// What came of fetching it.
fn fetched(workbench: &Workbench, watch: &Watch) -> Watched {
    let known = Stamp { etag: watch.etag.clone(), modified: watch.modified.clone() };
    let came = ingest::newer(&watch.address, &known).and_then(|newer| {
        let Some((reports, stamp)) = newer else {
            return Ok(("as it was".to_owned(), known.clone()));
        };
        let added = take(workbench, &watch.author, reports.take(MOST).collect())?;
        Ok((told(&added), stamp))
    });
    match came {
        Ok((outcome, stamp)) => {
            Watched { outcome, failed: false, etag: stamp.etag, modified: stamp.modified }
        }
        Err(error) => Watched {
            outcome: format!("{error:#}"),
            failed: true,
            etag: known.etag,
            modified: known.modified,
        },
    }
}

/// "12 reports: 3 new, 9 in the store already".
fn told(added: &[Added]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for report in added {
        match counts.iter_mut().find(|(outcome, _)| *outcome == report.outcome) {
            Some((_, count)) => *count += 1,
            None => counts.push((report.outcome, 1)),
        }
    }
    let counts: Vec<String> =
        counts.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
    let all = super::frame::some(added.len() as u64, "report");
    [all, counts.join(", ")].join(if counts.is_empty() { "" } else { ": " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(last_at: Option<&str>, failures: u32) -> Watch {
        Watch { minutes: 30, last_at: last_at.map(str::to_owned), failures, ..Watch::default() }
    }

    #[test]
    fn a_watch_is_due_at_its_pace_and_later_after_failures() {
        let at = |time: &str| time.parse::<Timestamp>().unwrap();
        let noon = Some("2024-03-09T12:00:00Z");
        assert_eq!(due(&watch(None, 0)), Timestamp::MIN);
        assert_eq!(due(&watch(noon, 0)), at("2024-03-09T12:30:00Z"));
        assert_eq!(due(&watch(noon, 2)), at("2024-03-09T14:00:00Z"));
        assert_eq!(due(&watch(noon, 9)), at("2024-03-10T12:00:00Z"), "a day at most");
        let weekly = Watch { minutes: 7 * 24 * 60, ..watch(noon, 3) };
        assert_eq!(due(&weekly), at("2024-03-16T12:00:00Z"), "never faster than its pace");
    }

    #[test]
    fn what_came_is_told_in_one_line() {
        let added = |outcome| Added { report: None, outcome, problems: Vec::new() };
        let all = [added("new"), added("in the store already"), added("new")];
        assert_eq!(told(&all), "3 reports: 2 new, 1 in the store already");
        assert_eq!(told(&[]), "0 reports");
    }
}
