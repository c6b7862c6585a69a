use dateline_doc::Entity;

/// Decides which proposals stand, and their order.
pub fn settle(mut proposals: Vec<Entity>) -> Vec<Entity> {
    proposals.sort_by_key(|value| value.mentions[0].start());
    proposals
}
