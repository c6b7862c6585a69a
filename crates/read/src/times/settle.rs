use dateline_doc::Time;

/// Decides which proposals stand: of those that overlap the longest, then the one with the best score;
/// in text order.
pub fn settle(mut proposals: Vec<Time>) -> Vec<Time> {
    proposals.sort_by(|a, b| {
        let length = b.span.len().cmp(&a.span.len());
        length
            .then(b.evidence.score.total_cmp(&a.evidence.score))
            .then(a.span.start().cmp(&b.span.start()))
    });
    let mut standing: Vec<Time> = Vec::with_capacity(proposals.len());
    for time in proposals {
        if !standing.iter().any(|other| other.span.overlaps(time.span)) {
            standing.push(time);
        }
    }
    standing.sort_by_key(|time| time.span.start());
    standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Evidence, Span, TimeType};

    fn time(start: usize, end: usize, score: f32) -> Time {
        let span = Span::new(start, end);
        let evidence = Evidence::one(span, &"test".into(), score);
        Time { span, kind: TimeType::Date, value: None, interval: None, evidence }
    }

    #[test]
    fn the_longest_wins_then_the_best_and_none_overlaps() {
        let settled =
            settle(vec![time(5, 9, 0.9), time(0, 6, 0.5), time(7, 9, 0.2), time(7, 9, 0.8)]);
        let spans: Vec<_> = settled.iter().map(|t| (t.span.start(), t.evidence.score)).collect();
        assert_eq!(spans, [(0, 0.5), (7, 0.8)]);
    }
}
