use super::{Outcome, store_file::StoreFile};
use crate::{
    event::Claim,
    reader::ReaderOptions,
    store::{Correction, Judged, Reviews as _, Ruling, Verdict},
};
use anyhow::Result;
use clap::Args;
use serde::Serialize;
use serde_json::Value;
use std::io::{BufWriter, Write, stdout};

/// Print the claims that people judged, one JSON object a line: as read, as they say, and what they said
#[derive(Args)]
pub struct Corrections {
    #[command(flatten)]
    store: StoreFile,
}

/// A judged claim on the wire: what a model may be taught or measured by.
#[derive(Serialize)]
struct Row<'a> {
    /// The claim as the reader read it, with its sentence.
    read: &'a Claim,
    /// As people say it is; null when it is none.
    corrected: Option<&'a Claim>,
    said: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    verdict: Verdict,
    part: Option<&'a str>,
    value: Option<&'a Value>,
    author: &'a str,
    reason: &'a str,
    at: &'a str,
}

impl Corrections {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let store = self.store.open_existing()?;
        let rules = reader.rules()?;
        let mut out = BufWriter::new(stdout().lock());
        for judged in store.all_judged(rules.packs())? {
            writeln!(out, "{}", serde_json::to_string(&row(&judged))?)?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

fn row(judged: &Judged) -> Row<'_> {
    Row {
        read: &judged.read.claim,
        corrected: judged.now.as_ref().map(|told| &told.claim),
        said: judged.corrections.iter().map(said).collect(),
    }
}

fn said(correction: &Correction) -> Said<'_> {
    let (part, value) = match &correction.ruling {
        Ruling::Correct(part, value) => (Some(part.as_str()), Some(value)),
        _ => (None, None),
    };
    Said {
        verdict: correction.ruling.verdict(),
        part,
        value,
        author: &correction.author,
        reason: &correction.reason,
        at: &correction.at,
    }
}
