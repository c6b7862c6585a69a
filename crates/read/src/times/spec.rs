//! What a time expression's words say, before any date is worked out.

use super::calendar::{Season, Unit};
use dateline_doc::TimeType;
use std::sync::Arc;

/// The fields that an expression's words state; what they leave open is `None`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Spec {
    /// Set on whole expressions; building blocks have none.
    pub kind: Option<TimeType>,
    /// A fixed TIMEX3 value, such as `PRESENT_REF`.
    pub value: Option<Arc<str>>,
    /// Year of the common era.
    pub year: Option<i16>,
    /// Year without its century, 0-99.
    pub short_year: Option<i16>,
    /// 1-12.
    pub month: Option<i8>,
    /// 1-31.
    pub day: Option<i8>,
    /// 1 is Monday.
    pub weekday: Option<i8>,
    /// Season of the year.
    pub season: Option<Season>,
    /// 1-4.
    pub quarter: Option<i8>,
    /// 1-2.
    pub half: Option<i8>,
    /// Year without its last digit; below 10 when the century is not said either.
    pub decade: Option<i16>,
    /// Year without its last two digits.
    pub century: Option<i16>,
    /// A named day whose date a rule gives.
    pub holiday: Option<Holiday>,
    /// TIMEX3 name of a part of the day, such as `MO`, or `T` and a clock time for those with one.
    pub part: Option<Arc<str>>,
    /// Two numbers of which one is the month and one the day: `02/05`.
    pub either: Option<(i8, i8)>,
    /// Time by the clock.
    pub clock: Option<Clock>,
    /// The unit counted or pointed at.
    pub unit: Option<Unit>,
    /// How many units.
    pub amount: Option<Amount>,
    /// A further part of the amount: "a year and six months".
    pub extra: Option<(Amount, Unit)>,
    /// "third" in "the third day".
    pub ordinal: Option<i16>,
    /// The expression means the `unit` that lies so far from its anchor.
    pub by: Option<By>,
    /// Where `by` counts from.
    pub from: From,
    /// Where a date that is said in part lies.
    pub direction: Option<Direction>,
    /// Whether the interval is open on a side, or one end of a range.
    pub bound: Option<Bound>,
}

/// How far from the anchor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// So many units, earlier when negative.
    Units(i32),
    /// As many units as the amount says, before the anchor.
    AmountBefore,
    /// As many units as the amount says, after the anchor.
    AmountAfter,
}

/// What a relative expression counts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum From {
    /// The publication date: "two days ago".
    #[default]
    Published,
    /// The date that the text spoke of last: "two days earlier".
    Told,
    /// The date told last in a text that tells of another time than its own, else the publication date.
    Context,
    /// The quarter that the text spoke of last: "a year earlier" among quarterly results.
    Quarter,
}

/// Where a date that is said in part lies, seen from its anchor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// The last one wholly before: "last March".
    Last,
    /// The one that holds the anchor or is in its next larger unit: "this March".
    This,
    /// The first one wholly after: "next March".
    Next,
    /// The latest that has begun.
    Past,
    /// The first that is not over.
    Future,
}

/// Which side of an interval an expression is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// "since", "from": it starts here and its end is open.
    Since,
    /// "until": it ends here and its start is open.
    Until,
    /// The first date of a range; the next expression is its second.
    First,
    /// The second date of a range.
    Second,
}

/// Time of day by the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// 0-24.
    pub hour: i8,
    /// 0-59.
    pub minute: Option<i8>,
}

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// In hundredths: "two and a half" is 250.
    Exact(i64),
    /// Not said: "several", "a few", a bare plural.
    Vague,
}

/// How a named day's date follows from its year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, which one (-1 is the last), weekday.
    Nth(i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// No rule here: named only.
    Unknown,
}

impl Amount {
    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self::Exact(number.saturating_mul(100))
    }

    /// The number when it is whole and small enough to count with.
    pub fn count(self) -> Option<i32> {
        match self {
            Self::Exact(hundredths) if hundredths % 100 == 0 => {
                i32::try_from(hundredths / 100).ok().filter(|count| *count < 100_000)
            }
            _ => None,
        }
    }
}

impl Spec {
    /// Takes over what `other` states, where it states something.
    pub fn merge(&mut self, other: &Spec) {
        fn take<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        if self.amount.is_some() && other.amount.is_some() && other.unit.is_some() {
            self.extra = other.amount.zip(other.unit);
            return;
        }
        take(&mut self.kind, &other.kind);
        take(&mut self.value, &other.value);
        take(&mut self.year, &other.year);
        take(&mut self.short_year, &other.short_year);
        take(&mut self.month, &other.month);
        take(&mut self.day, &other.day);
        take(&mut self.weekday, &other.weekday);
        take(&mut self.season, &other.season);
        take(&mut self.quarter, &other.quarter);
        take(&mut self.half, &other.half);
        take(&mut self.decade, &other.decade);
        take(&mut self.century, &other.century);
        take(&mut self.holiday, &other.holiday);
        take(&mut self.part, &other.part);
        take(&mut self.either, &other.either);
        take(&mut self.clock, &other.clock);
        take(&mut self.unit, &other.unit);
        take(&mut self.amount, &other.amount);
        take(&mut self.extra, &other.extra);
        take(&mut self.ordinal, &other.ordinal);
        take(&mut self.by, &other.by);
        take(&mut self.direction, &other.direction);
        take(&mut self.bound, &other.bound);
        if other.from != From::Published {
            self.from = other.from;
        }
    }
}
