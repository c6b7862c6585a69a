//! The command line: one file a command.

mod add;
mod check;
mod code;
mod completions;
mod corrections;
mod data;
mod diff;
mod events;
mod filters;
mod inputs;
mod judge;
mod log;
mod mark;
mod read;
mod release;
mod reread;
mod score;
mod serve;
mod show;
mod store_file;
mod users;
mod watch;

use crate::reader::ReaderOptions;
pub use add::{Desk, Item};
use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};
pub use events::each;
pub use filters::Filters;

/// Reads news reports of political violence and records what they report: who did what to whom,
/// where, when, with what, how many, and who says so.
#[derive(Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    reader: ReaderOptions,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Read(read::Read),
    Add(add::Add),
    Events(events::Events),
    Show(show::Show),
    Serve(serve::Serve),
    Users(users::Users),
    Watch(watch::Watch),
    Merge(judge::Merge),
    Split(judge::Split),
    Decisions(judge::Decisions),
    Mark(mark::Mark),
    Corrections(corrections::Corrections),
    Log(log::Log),
    Release(release::Release),
    Diff(diff::Diff),
    Reread(reread::Reread),
    Code(code::Code),
    Score(score::Score),
    Check(check::Check),
    Data(data::Data),
    Completions(completions::Completions),
}

/// What is printed of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Jsonl,
}

/// How a command ended; the number is the exit status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All of it was done.
    Done = 0,
    /// It was done, but some inputs failed or something was found wanting.
    Partly = 1,
}

impl Cli {
    /// Runs the command.
    pub fn run(self) -> Result<Outcome> {
        let reader = &self.reader;
        match self.command {
            Command::Read(command) => command.run(reader),
            Command::Add(command) => command.run(reader),
            Command::Events(command) => command.run(reader),
            Command::Show(command) => command.run(),
            Command::Serve(command) => command.run(reader),
            Command::Users(command) => command.run(),
            Command::Watch(command) => command.run(),
            Command::Merge(command) => command.run(reader),
            Command::Split(command) => command.run(reader),
            Command::Decisions(command) => command.run(reader),
            Command::Mark(command) => command.run(),
            Command::Corrections(command) => command.run(reader),
            Command::Log(command) => command.run(),
            Command::Release(command) => command.run(reader),
            Command::Diff(command) => command.run(),
            Command::Reread(command) => command.run(reader),
            Command::Code(command) => command.run(reader),
            Command::Data(command) => command.run(),
            Command::Score(command) => command.run(reader),
            Command::Check(command) => command.run(reader.packs.as_deref()),
            Command::Completions(command) => command.run(),
        }
    }
}
