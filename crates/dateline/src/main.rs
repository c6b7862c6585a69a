//! The `dateline` command.

mod commands;
mod event;
mod export;
mod hash;
mod human;
mod ingest;
mod models;
mod packs;
mod parallel;
mod password;
mod reader;
mod record;
mod release;
mod score;
mod serve;
mod store;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = commands::Cli::parse().run();
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output went away, as `head` does: that is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        let csv = cause.downcast_ref::<csv::Error>();
        csv.is_some_and(
            |error| matches!(error.kind(), csv::ErrorKind::Io(error) if is_broken(error)),
        ) || cause.downcast_ref::<std::io::Error>().is_some_and(is_broken)
    })
}
