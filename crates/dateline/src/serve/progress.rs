//! Reports that are being read, and those that were lately.

use super::{
    add::{Added, take},
    workbench::Workbench,
};
use crate::ingest::Report;
use anyhow::Result;
use serde::Serialize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Jobs that are remembered.
const KEPT: usize = 20;

/// Reports that are put in together: what is told of them is safe by then.
const BATCH: usize = 16;

/// Reports that somebody sent.
#[derive(Clone, Serialize)]
pub struct Job {
    pub number: u64,
    pub author: String,
    /// How many reports there are.
    pub reports: usize,
    /// What became of those that are in the store.
    pub added: Vec<Added>,
    /// What broke it off.
    pub problem: Option<String>,
    pub done: bool,
}

/// All jobs, the newest last. One is worked at at a time.
#[derive(Default)]
pub struct Jobs {
    kept: Mutex<Vec<Job>>,
    turn: Mutex<()>,
}

impl Jobs {
    /// The jobs as they stand.
    pub fn all(&self) -> Vec<Job> {
        held(&self.kept).clone()
    }

    /// A job as it stands, unless it was forgotten.
    pub fn get(&self, number: u64) -> Option<Job> {
        held(&self.kept).iter().find(|job| job.number == number).cloned()
    }

    fn begin(&self, author: &str, reports: usize) -> u64 {
        let mut kept = held(&self.kept);
        let number = kept.last().map_or(1, |job| job.number + 1);
        if kept.len() >= KEPT
            && let Some(oldest) = kept.iter().position(|job| job.done)
        {
            kept.remove(oldest);
        }
        let (author, added) = (author.to_owned(), Vec::new());
        kept.push(Job { number, author, reports, added, problem: None, done: false });
        number
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Job)) {
        if let Some(job) = held(&self.kept).iter_mut().find(|job| job.number == number) {
            change(job);
        }
    }
}

/// Begins to read reports, in a thread of its own; the job's number.
///
/// # Errors
/// When the system has no thread to give.
pub fn begin(workbench: &Arc<Workbench>, author: String, reports: Vec<Report>) -> Result<u64> {
    let number = workbench.jobs.begin(&author, reports.len());
    let workbench = workbench.clone();
    let work = move || {
        let turn = held(&workbench.jobs.turn);
        let outcome = read(&workbench, number, &author, reports);
        drop(turn);
        workbench.jobs.change(number, |job| {
            let place = workbench.pool.path().display().to_string();
            let told = |error| format!("{error:#}").replace(&place, "the store");
            job.problem = outcome.err().map(told);
            job.done = true;
        });
    };
    std::thread::Builder::new().spawn(work)?;
    Ok(number)
}

fn read(workbench: &Workbench, number: u64, author: &str, reports: Vec<Report>) -> Result<()> {
    let mut reports = reports.into_iter();
    loop {
        let batch: Vec<Report> = reports.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let added = take(workbench, author, batch)?;
        workbench.jobs.change(number, |job| job.added.extend(added));
    }
}

/// A thread that died left whole jobs behind.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_jobs_that_are_done_are_forgotten() {
        let jobs = Jobs::default();
        let first = jobs.begin("Mara", 3);
        for _ in 0..2 * KEPT {
            let number = jobs.begin("Idris", 1);
            jobs.change(number, |job| job.done = true);
        }
        assert_eq!(jobs.all().len(), KEPT);
        assert!(jobs.get(first).is_some_and(|job| !job.done && job.reports == 3));
        assert!(jobs.get(first + 1).is_none());
    }
}
