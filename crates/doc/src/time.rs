use crate::{Evidence, Span};
use jiff::{ToSpan, civil::Date};
use std::fmt;

/// Number of a [`Time`] in its reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimeId(pub u32);

/// A time expression and what it means.
#[derive(Clone, PartialEq, Debug)]
pub struct Time {
    /// The expression.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value, such as `2020-03`, `P2D`, `PAST_REF`; `None` when it needs a
    /// publication date that nobody gave.
    pub value: Option<String>,
    /// The days meant; `None` for durations, sets and what could not be resolved.
    pub interval: Option<TimeInterval>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// The four types of TIMEX3.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeType {
    /// A calendar date, month, year, season…
    Date,
    /// A time of day.
    Time,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
}

/// How an interval came to be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// The words say it in full.
    Stated,
    /// Worked out from the words and a date they rest on.
    Inferred,
    /// It is the publication date itself.
    Published,
}

/// The calendar unit an interval was given in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grain {
    /// A day or less.
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// A quarter, half-year or season.
    Season,
    /// A year.
    Year,
    /// A decade or more, or no calendar unit.
    Long,
}

/// Whole days from `start` to `end`, both included; `None` is an open side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimeInterval {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// The unit it was given in.
    pub grain: Grain,
    /// How it is known.
    pub basis: Basis,
}

impl TimeInterval {
    /// One day.
    pub fn day(date: Date, basis: Basis) -> Self {
        Self { start: Some(date), end: Some(date), grain: Grain::Day, basis }
    }

    /// A calendar month; `None` outside the calendar (years -9999 to 9999).
    pub fn month(year: i16, month: i8, basis: Basis) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self {
            start: Some(first),
            end: Some(first.last_of_month()),
            grain: Grain::Month,
            basis,
        })
    }

    /// A calendar year; `None` outside the calendar.
    pub fn year(year: i16, basis: Basis) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self {
            start: Some(first),
            end: Some(first.last_of_year()),
            grain: Grain::Year,
            basis,
        })
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, with any time of day after a `T` or a space cut off.
    pub fn parse(edtf: &str, basis: Basis) -> Option<Self> {
        let date = edtf.trim().split(['T', ' ']).next()?;
        let mut parts = date.splitn(3, '-');
        let year_text = parts.next().filter(|year| year.len() == 4)?;
        let year: i16 = year_text.parse().ok()?;
        let Some(month) = parts.next() else { return Self::year(year, basis) };
        let month: i8 = month.parse().ok()?;
        let Some(day) = parts.next() else { return Self::month(year, month, basis) };
        Some(Self::day(Date::new(year, month, day.parse().ok()?).ok()?, basis))
    }

    /// Number of days, both ends included; `None` when a side is open.
    pub fn days(self) -> Option<i32> {
        let (start, end) = (self.start?, self.end?);
        Some(start.until(end).ok()?.get_days() + 1)
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        let before =
            |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    /// EDTF level 1, always as `start/end`, with `..` for an open side.
    pub fn edtf(self) -> String {
        let side =
            |date: Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        format!("{}/{}", side(self.start), side(self.end))
    }

    /// The same interval moved by whole days.
    pub fn shifted(self, days: i32) -> Option<Self> {
        let by = |date: Option<Date>| match date {
            Some(date) => date.checked_add(days.days()).ok().map(Some),
            None => Some(None),
        };
        Some(Self { start: by(self.start)?, end: by(self.end)?, ..self })
    }
}

/// The shortest EDTF form: a whole year, month or day by its own name, else `start/end`.
impl fmt::Display for TimeInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => write!(f, "{start}"),
            (Some(start), Some(end)) if start.day() == 1 && end == start.last_of_month() => {
                write!(f, "{:04}-{:02}", start.year(), start.month())
            }
            (Some(start), Some(end))
                if start == start.first_of_year() && end == start.last_of_year() =>
            {
                write!(f, "{:04}", start.year())
            }
            _ => f.write_str(&self.edtf()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_the_three_lengths_and_shows_them_again() {
        for text in ["2020-05-02", "2020-02", "1999"] {
            assert_eq!(TimeInterval::parse(text, Basis::Stated).unwrap().to_string(), text);
        }
        assert_eq!(
            TimeInterval::parse("2020-05-02T10:00:00Z", Basis::Stated).unwrap().to_string(),
            "2020-05-02"
        );
        for text in ["", "20", "2020-13", "2020-02-30", "May 2020"] {
            assert_eq!(TimeInterval::parse(text, Basis::Stated), None, "{text}");
        }
    }

    #[test]
    fn open_sides_overlap_everything_after() {
        let march = TimeInterval::month(2020, 3, Basis::Stated).unwrap();
        let since = TimeInterval { end: None, ..march };
        assert_eq!(since.edtf(), "2020-03-01/..");
        assert!(since.overlaps(TimeInterval::year(2021, Basis::Stated).unwrap()));
        assert!(!since.overlaps(TimeInterval::year(2019, Basis::Stated).unwrap()));
        assert_eq!(march.days(), Some(31));
    }
}
