use super::{Format, Outcome};
use crate::{
    event::Event,
    release::{Change, Events, changes},
};
use anyhow::{Context, Result};
use clap::Args;
use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

/// Say what changed between two releases: events added, removed and changed, field by field
///
/// Exits with 1 when something changed.
#[derive(Args)]
pub struct Diff {
    /// The older release's folder, or a file of events as JSON Lines
    old: PathBuf,

    /// The newer one
    new: PathBuf,

    /// A list for people, or one JSON object a change
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Diff {
    pub fn run(self) -> Result<Outcome> {
        let changes = changes(&load(&self.old)?, &load(&self.new)?);
        let mut out = anstream::stdout();
        for change in &changes {
            let line = match self.format {
                Format::Jsonl => serde_json::to_string(change)?,
                Format::Human => told(change),
            };
            writeln!(out, "{line}").context("cannot write")?;
        }
        Ok(if changes.is_empty() { Outcome::Done } else { Outcome::Partly })
    }
}

fn load(path: &Path) -> Result<Events> {
    let file = if path.is_dir() { path.join("events.jsonl") } else { path.to_owned() };
    let name = file.display();
    let open = File::open(&file).with_context(|| {
        format!("{name}: cannot be read; give a release that has jsonl among its formats")
    })?;
    let mut events = Events::default();
    for (number, line) in (1..).zip(BufReader::new(open).lines()) {
        let line = line.with_context(|| name.to_string())?;
        let event: Event =
            serde_json::from_str(&line).with_context(|| format!("{name}:{number}: no event"))?;
        events.add(event);
    }
    Ok(events)
}

fn told(change: &Change) -> String {
    match change {
        Change::Added { event, label } => format!("+ {event} {label}"),
        Change::Removed { event, label } => format!("- {event} {label}"),
        Change::Changed { event, label, fields } => {
            let plain = |value: &serde_json::Value| {
                value.as_str().map_or_else(|| value.to_string(), str::to_owned)
            };
            let fields = fields.iter().filter(|(name, _)| *name != "claims");
            let fields = fields
                .map(|(name, [old, new])| format!("\n    {name}: {} → {}", plain(old), plain(new)));
            format!("~ {event} {label}{}", fields.collect::<String>())
        }
    }
}
