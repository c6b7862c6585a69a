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

#[cfg(test)]
mod tests {
    use super::settle;
    use dateline_doc::{Evidence, Place, Precision, Span};

    fn place(start: usize, end: usize, score: f32) -> Place {
        let span = Span::new(start, end);
        Place {
            span,
            name: String::new(),
            geonameid: None,
            point: None,
            country: None,
            admin1: None,
            admin2: None,
            feature: None,
            precision: Precision::Town,
            evidence: Evidence::one(span, &"test".into(), score),
        }
    }

    #[test]
    fn the_surest_of_overlapping_mentions_stands() {
        let kept =
            settle(vec![place(20, 25, 0.5), place(0, 4, 0.6), place(2, 9, 0.9), place(9, 12, 0.5)]);
        let spans: Vec<(usize, usize)> =
            kept.iter().map(|p| (p.span.start(), p.span.end())).collect();
        assert_eq!(spans, [(2, 9), (9, 12), (20, 25)]);
    }

    #[test]
    fn of_equally_sure_ones_the_longest_stands() {
        let kept = settle(vec![place(0, 4, 0.5), place(0, 9, 0.5), place(5, 9, 0.5)]);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].span, Span::new(0, 9));
    }
}
