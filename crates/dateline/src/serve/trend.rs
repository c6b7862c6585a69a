//! What rose and fell between the last two months, in words.

use super::{asked::Asked, frame::some};
use jiff::{ToSpan, civil::Date};

/// A change worth telling.
pub struct Trend {
    /// Of what: "Shelling", "Salah ad Din", "All events".
    pub of: String,
    /// "+54 % from March to April 2024".
    pub change: String,
    /// "13 events, then 20".
    pub counts: String,
    pub rises: bool,
    /// The events of both months.
    pub href: String,
}

/// Fewer in both months together are chance.
const FEWEST: u64 = 8;

/// The last two months, one after the other, that have events enough to be compared.
pub fn last_months(tally: &[(String, u64)]) -> Option<(String, String)> {
    let pairs = tally.windows(2).rev().map(|pair| (&pair[0], &pair[1]));
    let mut enough = pairs.filter(|(a, b)| a.1 + b.1 >= FEWEST && follows(&a.0, &b.0));
    enough.next().map(|(a, b)| (a.0.clone(), b.0.clone()))
}

/// Whether a month is the one after another.
fn follows(before: &str, after: &str) -> bool {
    let date = |month: &str| format!("{month}-01").parse::<Date>().ok();
    let next = date(before).and_then(|date| date.checked_add(1.month()).ok());
    next.is_some() && next == date(after)
}

/// How the count changed between two months; nothing when it did not, or of too few.
pub fn trend(
    of: &str,
    tally: &[(String, u64)],
    (before, after): &(String, String),
    asked: &Asked,
) -> Option<Trend> {
    let count = |month: &str| tally.iter().find(|(it, _)| it == month).map_or(0, |(_, n)| *n);
    let (was, is) = (count(before), count(after));
    if was == 0 || was == is || was + is < FEWEST {
        return None;
    }
    let percent = ((is as f64 - was as f64) / was as f64 * 100.0).round();
    let sign = if percent > 0.0 { '+' } else { '−' };
    Some(Trend {
        of: of.to_owned(),
        change: format!(
            "{sign}{}\u{a0}% from {} to {}",
            percent.abs(),
            named(before),
            named(after)
        ),
        counts: format!("{}, then {is}", some(was, "event")),
        rises: is > was,
        href: asked.events(&[("since", before), ("until", after)]),
    })
}

/// `2024-03` as "March 2024".
fn named(month: &str) -> String {
    let date = format!("{month}-01").parse::<Date>();
    date.map_or_else(|_| month.to_owned(), |date| date.strftime("%B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_with_their_counts() {
        let tally = [("2024-03".to_owned(), 13), ("2024-04".to_owned(), 20)];
        let months = last_months(&tally).unwrap();
        let trend = trend("All events", &tally, &months, &Asked::default()).unwrap();
        assert_eq!(trend.change, "+54\u{a0}% from March 2024 to April 2024");
        assert_eq!(trend.counts, "13 events, then 20");
        assert_eq!(trend.href, "/events?since=2024-03&until=2024-04");
    }

    #[test]
    fn of_few_events_nothing_is_told() {
        let tally = [("2024-03".to_owned(), 2), ("2024-04".to_owned(), 4)];
        assert!(last_months(&tally).is_none());
        let months = ("2024-03".to_owned(), "2024-04".to_owned());
        assert!(trend("All events", &tally, &months, &Asked::default()).is_none());
        let apart = [("2024-01".to_owned(), 9), ("2024-04".to_owned(), 9)];
        assert!(last_months(&apart).is_none());
    }
}
