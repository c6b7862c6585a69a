use super::{Outcome, store_file::StoreFile};
use crate::{
    event::claim_of,
    store::{
        Events as _, Judgement, Marked, Marks as _, ReportId, Sensitivity, Sqlite, Store as _,
    },
};
use anyhow::{Context, Result, bail};
use clap::Args;

/// Say how sensitive an event, a claim or a report is, and so for whom it leaves the store
#[derive(Args)]
pub struct Mark {
    /// An event, or a report as r12 with all its claims
    id: String,

    /// What may become of it
    #[arg(value_enum)]
    level: Sensitivity,

    /// Only the claim of this id, not all that tell of its event
    #[arg(long)]
    claim: bool,

    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: String,

    /// Who says so
    #[arg(long, value_name = "NAME", env = "USER")]
    author: String,

    #[command(flatten)]
    store: StoreFile,
}

impl Mark {
    pub fn run(self) -> Result<Outcome> {
        let mut store = self.store.open_existing()?;
        let on = self.marked(&store)?;
        let by = Judgement { author: &self.author, reason: &self.reason };
        store.mark(&self.id, &on, self.level, &by)?;
        eprintln!("{}: {}, {}", self.id, self.level.word(), self.level.means());
        Ok(Outcome::Done)
    }

    fn marked(&self, store: &Sqlite) -> Result<Vec<Marked>> {
        let id = &self.id;
        if let Some(report) = id.strip_prefix('r').and_then(|number| number.parse().ok()) {
            let report = ReportId(report);
            if store.versions(report)?.is_empty() {
                bail!("no report {id}");
            }
            return Ok(vec![Marked::Report(report)]);
        }
        let key = claim_of(id).with_context(|| {
            format!("{id:?} is no id; they look like e7k2m9qa4x0bt, of reports like r12")
        })?;
        if self.claim {
            return Ok(vec![Marked::Claim(key)]);
        }
        let event = store.event(key)?;
        let event =
            event.with_context(|| format!("no event {id}; `dateline events` lists them"))?;
        let keys = event.claims.iter().filter_map(|claim| claim_of(&claim.id));
        Ok(keys.map(Marked::Claim).collect())
    }
}
