use dateline_doc::Place;
use std::cmp::Reverse;

/// Keeps, of proposals that overlap, the surest, then the longest, then the first; in text order.
pub fn settle(mut proposals: Vec<Place>) -> Vec<Place> {
    proposals.sort_by(|a, b| {
        let by_score = b.evidence.score.total_cmp(&a.evidence.score);
        by_score.then((Reverse(a.span.len()), a.span).cmp(&(Reverse(b.span.len()), b.span)))
    });
    let mut kept: Vec<Place> = Vec::with_capacity(proposals.len());
    for place in proposals {
        let at = kept.partition_point(|other| other.span.start() < place.span.start());
        let clear =
            |other: Option<&Place>| other.is_none_or(|other| !other.span.overlaps(place.span));
        if clear(kept.get(at)) && clear(at.checked_sub(1).and_then(|before| kept.get(before))) {
            kept.insert(at, place);
        }
    }
    kept
}
