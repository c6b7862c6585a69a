use dateline_doc::Statement;

/// Decides which proposals stand, and their order.
pub fn settle(mut proposals: Vec<Statement>) -> Vec<Statement> {
    proposals.sort_by_key(|value| value.content[0].start());
    proposals
}
