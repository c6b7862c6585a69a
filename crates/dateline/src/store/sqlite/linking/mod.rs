//! Claims, origins and events worked out of the readings: what of it to do is `dateline_link`'s to
//! say, here it is kept.
//!
//! Readings wait for their linking in the store, so that it can be broken off at any time, and a
//! store that an older program wrote is linked like a new one. What is linked depends on the readings
//! and the decisions alone, not on the order they came in.

mod claims;
mod comparing;
mod decisions;
mod echoes;
mod events;
mod groups;
mod hubs;
mod parts;
mod profiles;
mod sources;
mod waiting;

use crate::store::ReportId;
use anyhow::Result;
use dateline_read::Packs;
pub use decisions::{all as decisions, decide, one as decision, undo};
#[cfg(test)]
pub use events::{delete as delete_event, insert as insert_event};
use profiles::Profiles;
use rusqlite::Connection;
use std::collections::BTreeSet;
use waiting::Waiting;
pub use waiting::count as waiting;

/// Links the first `limit` readings that wait for it; how many there were.
pub fn link(store: &Connection, packs: &Packs, limit: u32) -> Result<usize> {
    let waiting = waiting::take(store, limit)?;
    link_these(store, &waiting, packs)?;
    Ok(waiting.len())
}

/// Links the newest version of a report again, for what people say of it has changed.
pub fn again(store: &Connection, report: ReportId, packs: &Packs) -> Result<()> {
    link_these(store, &waiting::newest(store, report)?, packs)
}

fn link_these(store: &Connection, waiting: &[Waiting], packs: &Packs) -> Result<()> {
    let (mut touched, profiles) = (Touched::default(), Profiles::new(store));
    for version in waiting {
        sources::forget(store, version.report, &profiles, &mut touched)?;
        if version.is_newest {
            let source = sources::add(store, version, &profiles, &mut touched)?;
            claims::add(store, source, version, packs)?;
            touched.unsettled.insert(source.0);
        }
        waiting::done(store, version)?;
    }
    groups::renew(store, touched, packs)
}

/// What has to be worked out again.
#[derive(Default)]
pub struct Touched {
    /// Claims that are new, or that were linked to ones that are new or gone.
    claims: BTreeSet<u64>,
    /// Events that lost a claim, or whose claims' reports changed families.
    events: BTreeSet<u64>,
    /// Reports whose families may have changed.
    sources: BTreeSet<u64>,
    /// Reports of whose claims it is open whether they repeat others.
    unsettled: BTreeSet<u64>,
}
