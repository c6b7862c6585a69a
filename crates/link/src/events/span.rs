use crate::Facts;
use dateline_doc::Polarity;
use jiff::{ToSpan, civil::Date};

/// Days before its publication in which a report's happening is looked for when it says no time.
const RECENT: i32 = 3;

/// The days in which a claim's happening lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
    /// Whether the report says so; else they are the days before its publication.
    pub said: bool,
    /// Whether it is the very day of publication, which is often when something was said and not when
    /// it happened.
    pub fresh: bool,
}

impl Days {
    /// Of a claim; `None` when neither its words nor its report tell.
    pub fn of(facts: &Facts) -> Option<Self> {
        let published = facts.published.and_then(|time| time.end);
        let Some((start, end)) = facts.time.map(|time| (time.start, time.end)) else {
            return Self::recent(published?);
        };
        let first = start.or(end)?;
        if ahead(facts, first) {
            return Self::recent(published?);
        }
        let last = end.or(published).filter(|last| *last >= first).unwrap_or(first);
        let fresh = first == last && Some(first) == published;
        Some(Self { first, last, said: true, fresh })
    }

    fn recent(published: Date) -> Option<Self> {
        let first = published.checked_sub(RECENT.days()).ok()?;
        Some(Self { first, last: published, said: false, fresh: false })
    }

    /// How many, both ends included.
    pub fn count(self) -> i32 {
        distance(self.first, self.last) + 1
    }

    /// One day that the report says.
    pub fn exact(self) -> bool {
        self.said && self.first == self.last
    }

    /// Days between the two: 0 when they overlap, 1 when one begins the day after the other ends.
    pub fn gap(self, other: Self) -> i32 {
        let after = distance(self.last, other.first).max(distance(other.last, self.first));
        after.max(0)
    }
}

/// Whether a happening that is told as having happened is dated after its report: nothing is told before it happens,
/// so the date was misread.
fn ahead(facts: &Facts, first: Date) -> bool {
    let published = facts.published.and_then(|time| time.end);
    let to_come = matches!(facts.polarity, Polarity::Planned | Polarity::Threatened);
    !to_come && published.is_some_and(|published| published < first)
}

/// Days from one date to another, below 0 when it is earlier.
fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
