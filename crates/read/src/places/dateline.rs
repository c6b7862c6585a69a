use dateline_doc::Place;

/// Characters after the first place in which the dash of a dateline stands.
const REACH: usize = 60;

/// Where the dateline of an article ends, past its dash or colon; 0 without one: "KIRKUK, 3 May (Reuters) -",
/// "QUETTA, Pakistan:".
pub fn dateline(text: &str, places: &[Place]) -> usize {
    let Some(first) = places.first() else { return 0 };
    if !text[..first.span.start()].trim().is_empty() {
        return 0;
    }
    let rest = &text[first.span.end()..];
    let reach = rest.char_indices().nth(REACH).map_or(rest.len(), |(end, _)| end);
    let line = &rest[..reach];
    let shouts = !text[first.span].contains(char::is_lowercase);
    let marks = ["--", "—", "–", " - "].into_iter().chain(shouts.then_some(": "));
    let ends = marks.filter_map(|mark| Some(line.find(mark)? + mark.len()));
    let end = ends.min().filter(|end| !line[..*end].contains(". "));
    end.map_or(0, |end| first.span.end() + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Evidence, Precision, Span};

    fn end(text: &str, place: usize) -> usize {
        let span = Span::new(0, place);
        let place = Place {
            span,
            name: text[span].to_owned(),
            geonameid: None,
            point: None,
            country: None,
            admin1: None,
            admin2: None,
            feature: None,
            precision: Precision::Town,
            evidence: Evidence::one(span, &"test".into(), 1.0),
        };
        dateline(text, &[place])
    }

    #[test]
    fn a_dateline_ends_with_its_dash_or_colon() {
        assert_eq!(end("KIRKUK, 3 May (Reuters) - Two died.", 6), 26);
        assert_eq!(end("QUETTA: Two died.", 6), 8);
        assert_eq!(end("Kirkuk: a town of many names.", 6), 0);
        assert_eq!(end("Kirkuk fell. The rest - all of it - fled.", 6), 0);
    }
}
