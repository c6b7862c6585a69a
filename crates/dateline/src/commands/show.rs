use super::{Format, Outcome, store_file::StoreFile};
use crate::{
    event::{Event, claim_of},
    human, record,
    store::{Events, Sqlite, Store, VersionId},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::io::Write;

/// Show an event of the store with its origins and words, or a report with what it reports and its versions
#[derive(Args)]
pub struct Show {
    /// An event's id (e7k2m9qa4x0bt), or a report: the id given with it, its number (r12), its address, the beginning of its text's SHA-256, or the file it came from
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    store: StoreFile,

    /// A page for people, or the JSON record
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Show {
    pub fn run(self) -> Result<Outcome> {
        let store = self.store.open_existing()?;
        if let Some(event) = claim_of(&self.id).map(|key| store.event(key)).transpose()?.flatten() {
            return self.event(&event);
        }
        self.report(&store)
    }

    fn event(&self, event: &Event) -> Result<Outcome> {
        let text = match self.format {
            Format::Jsonl => serde_json::to_string(event)? + "\n",
            Format::Human => human::event(event, human::width()),
        };
        anstream::stdout().write_all(text.as_bytes()).context("cannot write")?;
        Ok(Outcome::Done)
    }

    fn report(&self, store: &Sqlite) -> Result<Outcome> {
        let path = self.store.path().display();
        let found = store.named(&self.id)?;
        let version = match found[..] {
            [version] => version,
            [] => bail!(
                "{path}: no event and no report {:?}; give an event's id, a report's id or address, or r1 for the first",
                self.id
            ),
            _ => {
                bail!("{path}: {:?} may be {}; give one of these", self.id, choices(store, &found)?)
            }
        };
        let stored = store.stored(version)?;
        let text = match self.format {
            Format::Jsonl => stored.line,
            Format::Human => {
                let reading = record::parse(&stored.line).context("a stored record")?;
                let (versions, receipts) =
                    (store.versions(stored.report)?, store.receipts(stored.report)?);
                human::page(&reading, human::width())
                    + &human::history(stored.report, &versions, &receipts, human::width())
            }
        };
        anstream::stdout().write_all(text.as_bytes()).context("cannot write")?;
        Ok(Outcome::Done)
    }
}

/// Most reports named in a message.
const NAMED: usize = 8;

fn choices(store: &Sqlite, versions: &[VersionId]) -> Result<String> {
    let mut names = Vec::new();
    for version in versions.iter().take(NAMED) {
        let stored = store.stored(*version)?;
        let article = record::parse(&stored.line)?.article;
        let title = article.title.or(article.url).unwrap_or_default();
        names.push(format!("r{} ({title})", stored.report.0));
    }
    names.dedup();
    let more = versions.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" or {more} others") } else { String::new() };
    Ok(names.join(", ") + &more)
}
