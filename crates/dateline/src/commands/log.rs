use super::{Format, Outcome, store_file::StoreFile};
use crate::store::{Act, Log as _};
use anyhow::Result;
use clap::Args;
use std::io::{BufWriter, Write, stdout};

/// Print the log of what people did in a store, the oldest row first, and check that it is whole
#[derive(Args)]
pub struct Log {
    /// Lines for people, or one JSON object a row, with its hash
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    #[command(flatten)]
    store: StoreFile,
}

impl Log {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open_existing()?;
        let mut out = BufWriter::new(stdout().lock());
        for act in store.acts(None, usize::MAX >> 1)?.iter().rev() {
            match self.format {
                Format::Human => writeln!(out, "{}", line(act))?,
                Format::Jsonl => writeln!(out, "{}", serde_json::to_string(act)?)?,
            }
        }
        out.flush()?;
        if let Some(row) = store.checked(None)?.broken {
            eprintln!(
                "dateline: {}: the log is broken at row {row}: it, or one before it, was changed or taken out by another program",
                self.store.path().display()
            );
            return Ok(Outcome::Partly);
        }
        Ok(Outcome::Done)
    }
}

fn line(act: &Act) -> String {
    let Act { id, at, author, kind, subject, detail, .. } = act;
    format!("{id} {at} {author} {kind} {subject} {detail}")
}
