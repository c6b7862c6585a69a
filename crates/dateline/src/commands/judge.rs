use super::{Outcome, store_file::StoreFile};
use crate::{
    event::{Event, apart, claim_of},
    reader::ReaderOptions,
    store::{Events as _, Judgement, Sqlite},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_link::ClaimKey;
use dateline_link::events::DecisionKind;

/// Who judges, and why: kept with every decision.
#[derive(Args)]
struct By {
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,

    /// Who decides
    #[arg(long, value_name = "NAME", env = "USER")]
    author: String,
}

/// Say that two events are one happening
#[derive(Args)]
pub struct Merge {
    /// One event
    #[arg(value_name = "EVENT")]
    one: String,

    /// The other
    #[arg(value_name = "EVENT")]
    other: String,

    #[command(flatten)]
    by: By,

    #[command(flatten)]
    store: StoreFile,
}

impl Merge {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let mut store = self.store.open_existing()?;
        let (one, other) = (event(&store, &self.one)?, event(&store, &self.other)?);
        if one.id == other.id {
            bail!("{} and {} are one event already", self.one, self.other);
        }
        decide(&mut store, DecisionKind::Merge, &one.merged_with(&other), &self.by, reader)
    }
}

/// Say that claims of an event tell another happening
#[derive(Args)]
pub struct Split {
    /// The event
    #[arg(value_name = "EVENT")]
    event: String,

    /// The claims that are to leave it, by their ids, or reports, as r12
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,

    #[command(flatten)]
    by: By,

    #[command(flatten)]
    store: StoreFile,
}

impl Split {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let mut store = self.store.open_existing()?;
        let event = event(&store, &self.event)?;
        let pairs = apart(&event, &self.claims)?;
        decide(&mut store, DecisionKind::Split, &pairs, &self.by, reader)
    }
}

/// List what people decided on events, or take a decision back
#[derive(Args)]
pub struct Decisions {
    /// Take back the decision of this number
    #[arg(long, value_name = "N", requires = "author")]
    undo: Option<i64>,

    /// Who takes it back
    #[arg(long, value_name = "NAME", env = "USER")]
    author: Option<String>,

    #[command(flatten)]
    store: StoreFile,
}

impl Decisions {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let mut store = self.store.open_existing()?;
        if let (Some(number), Some(author)) = (self.undo, &self.author) {
            store.undo(number, author, reader.rules()?.packs())?;
            eprintln!("decision {number} no longer stands");
            return Ok(Outcome::Done);
        }
        for decided in store.decisions()? {
            let kind = format!("{:?}", decided.kind).to_lowercase();
            let pairs = decided.pairs.iter().map(|(a, b)| {
                format!("{} {}", crate::event::claim_id(*a), crate::event::claim_id(*b))
            });
            let undone = decided.undone.map(|(at, by)| format!(" (taken back by {by}, {at})"));
            println!(
                "{} {kind} {} by {}, {}: {}{}",
                decided.id,
                pairs.collect::<Vec<_>>().join(", "),
                decided.author,
                decided.at,
                decided.reason,
                undone.unwrap_or_default()
            );
        }
        Ok(Outcome::Done)
    }
}

fn decide(
    store: &mut Sqlite,
    kind: DecisionKind,
    pairs: &[(ClaimKey, ClaimKey)],
    by: &By,
    reader: &ReaderOptions,
) -> Result<Outcome> {
    let judgement = Judgement { author: &by.author, reason: &by.reason };
    let rules = reader.rules()?;
    let number = store.decide(kind, pairs, &judgement, rules.packs())?;
    eprintln!("decision {number}; `dateline decisions --undo {number}` takes it back");
    Ok(Outcome::Done)
}

fn event(store: &Sqlite, id: &str) -> Result<Event> {
    store.event(key(id)?)?.with_context(|| format!("no event {id}; `dateline events` lists them"))
}

fn key(id: &str) -> Result<ClaimKey> {
    claim_of(id).with_context(|| format!("{id:?} is no event's id; they look like e7k2m9qa4x0bt"))
}
