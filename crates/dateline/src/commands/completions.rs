use super::{Cli, Outcome};
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io;

/// Print completions for a shell
#[derive(Args)]
pub struct Completions {
    /// The shell to complete for
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "dateline", &mut script);
        io::Write::write_all(&mut io::stdout().lock(), &script)?;
        Ok(Outcome::Done)
    }
}
