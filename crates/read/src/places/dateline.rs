use dateline_doc::{Place, Span};

/// Characters after the place in which the dash of a dateline stands.
const REACH: usize = 60;

/// Most characters of the day before a place in brackets.
const DAY: usize = 24;

/// Most lines before a dateline: a headline and what stands beneath it.
const LINES: usize = 2;

/// Where a report was filed, as the words before its first sentence say: "KIRKUK, 3 May (Reuters) -",
/// "QUETTA, Pakistan:".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dateline {
    /// From the place to past the dash or colon.
    pub span: Span,
    /// Which of the article's places it names first.
    pub place: usize,
}

/// The dateline of an article, at its start or after its headline.
pub fn dateline(text: &str, places: &[Place]) -> Option<Dateline> {
    let mut datelines = places.iter().enumerate().filter_map(|(number, place)| {
        let start = bracket(text, place).unwrap_or(place.span.start());
        let end = end(text, place, start)?;
        Some(Dateline { span: Span::new(start, end), place: number })
    });
    // A headline may name its place before a colon, too.
    datelines.next_back()
}

/// Where a line starts that opens with a place in brackets, or with a day and one: "18 February 2025 (KOSTI) -".
fn bracket(text: &str, place: &Place) -> Option<usize> {
    if !text[place.span.end()..].starts_with(')') {
        return None;
    }
    let start = text[..place.span.start()].rfind('\n').map_or(0, |at| at + 1);
    let day = text[start..place.span.start()].strip_suffix('(')?;
    let short = day.chars().count() <= DAY && !day.contains('.');
    (short && (day.trim().is_empty() || day.contains(|letter: char| letter.is_ascii_digit())))
        .then_some(start)
}

/// Where the dateline ends that starts at `start`, when it is one.
fn end(text: &str, place: &Place, start: usize) -> Option<usize> {
    let shouts = !text[place.span].contains(char::is_lowercase);
    let before = &text[..start];
    let first = before.trim().is_empty();
    let rest = &text[place.span.end()..];
    let opens = first
        || (shouts || says_more(rest))
            && before.ends_with('\n')
            && before.lines().filter(|line| !line.is_empty()).count() <= LINES;
    if !opens {
        return None;
    }
    let reach = rest.char_indices().nth(REACH).map_or(rest.len(), |(end, _)| end);
    let line = &rest[..reach];
    let named = says_more(line);
    let marks = ["--", "—", "–", " - "].into_iter().chain((shouts || named).then_some(": "));
    let ends = marks.filter_map(|mark| Some(line.find(mark)? + mark.len()));
    let end =
        ends.min().filter(|end| !line[..*end].contains(". ") && !line[..*end].contains('\n'))?;
    Some(place.span.end() + end)
}

/// "Quetta: Two men": a sentence of its own follows the colon.
fn says_more(line: &str) -> bool {
    line.strip_prefix(": ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{Evidence, Precision};

    /// What follows the dateline of a text whose one town is `name`.
    fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
        let start = text.find(name).unwrap();
        let span = Span::new(start, start + name.len());
        let place = Place {
            span,
            name: name.to_owned(),
            geonameid: None,
            point: None,
            country: None,
            admin1: None,
            admin2: None,
            feature: None,
            precision: Precision::Town,
            evidence: Evidence::one(span, &"test".into(), 1.0),
        };
        dateline(text, &[place]).map(|found| &text[found.span.end()..])
    }

    #[test]
    fn a_dateline_ends_with_its_dash_or_colon() {
        assert_eq!(after("KIRKUK, 3 May (Reuters) - Two died.", "KIRKUK"), Some("Two died."));
        assert_eq!(after("QUETTA: two died.", "QUETTA"), Some("two died."));
        assert_eq!(after("Quetta: Two died.", "Quetta"), Some("Two died."));
        assert_eq!(after("18 February 2025 (KOSTI) - Two died.", "KOSTI"), Some("Two died."));
        assert_eq!(after("(Nairobi) – Two died.", "Nairobi"), Some(" Two died."));
        assert_eq!(after("Kirkuk: a town of many names.", "Kirkuk"), None);
        assert_eq!(after("Kirkuk fell. The rest - all of it - fled.", "Kirkuk"), None);
    }

    #[test]
    fn it_may_follow_a_headline() {
        assert_eq!(after("Two die in raid\n\nGUSAU — Two died.", "GUSAU"), Some(" Two died."));
        assert_eq!(after("Two die in raid\n\nGusau — the town — fell.", "Gusau"), None);
        assert_eq!(after("Two died in GUSAU — again.", "GUSAU"), None);
    }
}
