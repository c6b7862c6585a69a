//! What judging events comes to for their claims.

use super::{Claim, Event, claim_of};
use dateline_link::ClaimKey;

impl Event {
    /// The pairs of claims that are one event when this one and the other are: its first with all the
    /// rest, so that none is left behind for not being like those of the other event.
    pub fn merged_with(&self, other: &Event) -> Vec<(ClaimKey, ClaimKey)> {
        let mut keys = keys(self.claims.iter().chain(&other.claims));
        let Some(first) = keys.next() else { return Vec::new() };
        keys.map(|key| (first, key)).collect()
    }

    /// The pairs of claims that are no longer one event when these leave it; none when all or none do.
    pub fn split_by(&self, leaves: impl Fn(&Claim) -> bool) -> Vec<(ClaimKey, ClaimKey)> {
        let (leaving, staying): (Vec<&Claim>, Vec<&Claim>) =
            self.claims.iter().partition(|claim| leaves(claim));
        let staying: Vec<ClaimKey> = keys(staying.into_iter()).collect();
        let pairs = keys(leaving.into_iter())
            .flat_map(|leaving| staying.iter().map(move |staying| (leaving, *staying)));
        pairs.collect()
    }
}

fn keys<'a>(claims: impl Iterator<Item = &'a Claim>) -> impl Iterator<Item = ClaimKey> {
    claims.filter_map(|claim| claim_of(&claim.id))
}
