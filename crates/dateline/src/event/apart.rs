//! Which pairs of claims are two happenings when some leave their event.

use super::{Claim, Event};
use anyhow::{Result, bail};
use dateline_link::ClaimKey;

/// Every claim that leaves with every one that stays. Claims are named by their ids, or by their
/// reports (`r12`) for all of a report.
///
/// # Errors
/// When one is none of the event's, or none leaves, or none stays.
pub fn apart(event: &Event, leaving: &[String]) -> Result<Vec<(ClaimKey, ClaimKey)>> {
    for named in leaving {
        if !event.claims.iter().any(|claim| claim.id == *named || claim.report == *named) {
            bail!(
                "{named}: not a claim or report of {}; `dateline show {} --format jsonl` lists them",
                event.id,
                event.id
            );
        }
    }
    if leaving.is_empty() {
        bail!("name the claims that are to leave {}", event.id);
    }
    let leaves = |claim: &Claim| leaving.contains(&claim.id) || leaving.contains(&claim.report);
    let pairs = event.split_by(leaves);
    if pairs.is_empty() {
        bail!("these are all claims of {}; name those that are to leave it", event.id);
    }
    Ok(pairs)
}
