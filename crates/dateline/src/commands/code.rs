use super::Outcome;
use crate::{reader::ReaderOptions, record::Bytes};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use dateline_doc::{Article, Claim, Span};
use dateline_heads::Model;
use dateline_read::Reader;
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::PathBuf,
};

/// Name the event type between two marked parties of a sentence (PLOVER)
///
/// Reads rows `{"id": …, "text": …, "source": [s, e], "target": [s, e]}`, spans being half-open in Unicode code points,
/// and prints rows `{"id": …, "plover": {"event": …, "mode": …}, "score": …}` in the same order.
#[derive(Args)]
pub struct Code {
    /// JSON Lines, or - for standard input
    pairs: PathBuf,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    source: [usize; 2],
    target: [usize; 2],
}

#[derive(Serialize)]
struct Coded<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    plover: Option<Plover<'a>>,
    score: f32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

#[derive(Clone, Copy, Serialize)]
struct Plover<'a> {
    event: &'a str,
    mode: Option<&'a str>,
}

impl Code {
    pub fn run(self, options: &ReaderOptions) -> Result<Outcome> {
        let model = options.model()?;
        let reader = options.rules()?;
        let input: Box<dyn BufRead> = if self.pairs.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            let file = File::open(&self.pairs);
            let file = file.with_context(|| format!("{}: cannot read", self.pairs.display()))?;
            Box::new(BufReader::new(file))
        };
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut outcome = Outcome::Done;
        for (number, line) in input.lines().enumerate() {
            let line = line.with_context(|| format!("{}: cannot read", self.pairs.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            let row: Result<Row> = serde_json::from_str(&line)
                .map_err(|error| anyhow!("line {}: not such a row: {error}", number + 1));
            let id = row.as_ref().ok().map(|row| row.id.clone());
            let coded = row.and_then(|row| code(&row, model.as_ref(), &reader));
            let coded = coded.unwrap_or_else(|error| {
                eprintln!("dateline: {}: {error:#}", self.pairs.display());
                outcome = Outcome::Partly;
                Coded { id: None, plover: None, score: 0.0, problems: vec![format!("{error:#}")] }
            });
            serde_json::to_writer(&mut out, &Coded { id, ..coded }).context("cannot write")?;
            writeln!(out).context("cannot write")?;
        }
        Ok(outcome)
    }
}

/// The model's likeliest event, with the mode of a rule's claim of that event between the two; without a model that
/// claim's event.
fn code<'a>(row: &Row, model: Option<&'a Model>, reader: &'a Reader) -> Result<Coded<'a>> {
    let (source, target) = (span(&row.text, row.source)?, span(&row.text, row.target)?);
    let rule = by_rule(&row.text, source, target, reader);
    let Some(model) = model else {
        let (plover, score) = rule.map_or((None, 0.0), |(plover, score)| (Some(plover), score));
        return Ok(Coded { id: None, plover, score, problems: Vec::new() });
    };
    let roots = model.roots(&row.text, source, target)?;
    let best = roots.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let (event, score) = best.ok_or_else(|| anyhow!("the model tells no events apart"))?;
    let mode = rule.filter(|(plover, _)| plover.event == event).and_then(|(plover, _)| plover.mode);
    Ok(Coded { id: None, plover: Some(Plover { event, mode }), score, problems: Vec::new() })
}

fn by_rule<'a>(
    text: &str,
    source: Span,
    target: Span,
    reader: &'a Reader,
) -> Option<(Plover<'a>, f32)> {
    let article =
        Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
    let reading = reader.read(article);
    let between = |claim: &&Claim| {
        let has = |party: Span, acting: bool| {
            claim.roles.iter().any(|role| role.span.overlaps(party) && role.kind.acts() == acting)
        };
        has(source, true) && has(target, false)
    };
    let claim = reading.claims.iter().find(between)?;
    let info = reader.packs().ontology.get(&claim.kind)?;
    let (event, mode) = info.plover.as_ref()?;
    Some((Plover { event, mode: mode.as_deref() }, claim.evidence.score))
}

/// A span of bytes from half-open code points.
fn span(text: &str, [start, end]: [usize; 2]) -> Result<Span> {
    let span = Bytes::of(text).span([start, end]).filter(|span| !span.is_empty());
    span.ok_or_else(|| {
        anyhow!("[{start}, {end}] is no span of the text: give half-open code points")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_not_bytes() {
        let text = "Ünion hits Łódź";
        assert_eq!(&text[span(text, [11, 15]).unwrap()], "Łódź");
        assert!(span(text, [3, 3]).is_err());
        assert!(span(text, [11, 16]).is_err());
    }
}
