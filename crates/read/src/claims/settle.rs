use dateline_doc::Claim;

/// Decides which proposals stand, and their order.
pub fn settle(mut proposals: Vec<Claim>) -> Vec<Claim> {
    proposals.sort_by_key(|value| value.trigger.start());
    proposals
}
