use dateline_doc::Place;

/// Decides which proposals stand, and their order.
pub fn settle(mut proposals: Vec<Place>) -> Vec<Place> {
    proposals.sort_by_key(|value| value.span.start());
    proposals
}
