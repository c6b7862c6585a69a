//! The event's own wire form, with what was left out of it.

use super::{Exporter, Options, Profile, Quotes};
use crate::event::Event;
use anyhow::Result;
use serde::Serialize;
use std::io::Write;

pub struct Jsonl<'a> {
    label: Label,
    out: &'a mut (dyn Write + Send),
}

/// What was left out.
#[derive(Clone, Copy, Serialize)]
pub struct Label {
    pub profile: Profile,
    pub quotes: Quotes,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    event: &'a Event,
    export: Label,
}

impl From<&Options> for Label {
    fn from(options: &Options) -> Self {
        Self { profile: options.profile, quotes: options.quotes() }
    }
}

impl<'a> Jsonl<'a> {
    pub fn new(options: &Options, out: &'a mut (dyn Write + Send)) -> Self {
        Self { label: options.into(), out }
    }
}

impl Exporter for Jsonl<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        serde_json::to_writer(&mut self.out, &Line { event, export: self.label })?;
        self.out.write_all(b"\n")?;
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
