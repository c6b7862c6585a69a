use dateline_doc::Time;

/// Decides which proposals stand, and their order.
pub fn settle(mut proposals: Vec<Time>) -> Vec<Time> {
    proposals.sort_by_key(|value| value.span.start());
    proposals
}
