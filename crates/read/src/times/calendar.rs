//! Calendar units as values: a day, a week, a month… with their TIMEX3 names, their days, and arithmetic.

use dateline_doc::{Basis, Grain, TimeInterval};
use jiff::{
    Span, ToSpan,
    civil::{Date, ISOWeekDate, Weekday},
};

/// One unit of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calendar {
    /// One day.
    Day(Date),
    /// Saturday and Sunday of the ISO week that starts on this Monday.
    Weekend(Date),
    /// The ISO week that starts on this Monday.
    Week(Date),
    /// Year and month (1-12).
    Month(i16, i8),
    /// Year and quarter (1-4).
    Quarter(i16, i8),
    /// Year and half (1-2).
    Half(i16, i8),
    /// Year of its start, and season.
    Season(i16, Season),
    /// A year.
    Year(i16),
    /// The years whose number without its last digit is this: 199 is the 1990s.
    Decade(i16),
    /// The years whose number without its last two digits is this: 19 is the 1900s.
    Century(i16),
}

/// The four seasons of the northern hemisphere, by their first months March, June, September, December.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// From its TIMEX3 name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    /// Its TIMEX3 name.
    pub fn name(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }

    /// Its first month.
    pub fn first_month(self) -> i8 {
        (self as i8 + 1) * 3
    }

    /// The season of a day, with the year in which that season started.
    pub fn of(date: Date) -> (i16, Self) {
        let year = if date.month() < 3 { date.year() - 1 } else { date.year() };
        let season = match date.month() {
            3..=5 => Self::Spring,
            6..=8 => Self::Summer,
            9..=11 => Self::Autumn,
            _ => Self::Winter,
        };
        (year, season)
    }
}

/// A unit of time that can be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// From its name in a pack.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "H" => Self::Half,
            "SN" => Self::Season,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "L" => Self::Millennium,
            _ => return None,
        })
    }

    /// Its designator in a TIMEX3 duration, and whether it stands after the `T`.
    pub fn designator(self) -> (&'static str, bool) {
        match self {
            Self::Second => ("S", true),
            Self::Minute => ("M", true),
            Self::Hour => ("H", true),
            Self::Day => ("D", false),
            Self::Weekend => ("WE", false),
            Self::Week => ("W", false),
            Self::Month => ("M", false),
            Self::Quarter => ("Q", false),
            Self::Half => ("H", false),
            Self::Season => ("SN", false),
            Self::Year => ("Y", false),
            Self::Decade => ("DE", false),
            Self::Century => ("CE", false),
            Self::Millennium => ("L", false),
        }
    }
}

impl Calendar {
    /// The unit of a kind that holds a day; `None` for units shorter than a day or longer than a century.
    pub fn holding(date: Date, unit: Unit) -> Option<Self> {
        let year = date.year();
        Some(match unit {
            Unit::Day => Self::Day(date),
            Unit::Weekend => Self::Weekend(monday(date)),
            Unit::Week => Self::Week(monday(date)),
            Unit::Month => Self::Month(year, date.month()),
            Unit::Quarter => Self::Quarter(year, (date.month() + 2) / 3),
            Unit::Half => Self::Half(year, (date.month() + 5) / 6),
            Unit::Season => {
                let (year, season) = Season::of(date);
                Self::Season(year, season)
            }
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        })
    }

    /// The unit `by` units of its own kind later, or earlier when negative.
    pub fn shifted(self, by: i32) -> Option<Self> {
        let date = |date: Date, span: Span| date.checked_add(span).ok();
        // Units of a part of a year count on from year 0 by that part.
        let parts = |year: i16, part: i8, a_year: i32| {
            let count = i32::from(year) * a_year + i32::from(part) + by;
            let year = i16::try_from(count.div_euclid(a_year)).ok()?;
            Some((year, count.rem_euclid(a_year) as i8))
        };
        Some(match self {
            Self::Day(day) => Self::Day(date(day, days(by)?)?),
            Self::Weekend(monday) => Self::Weekend(date(monday, days(by.checked_mul(7)?)?)?),
            Self::Week(monday) => Self::Week(date(monday, days(by.checked_mul(7)?)?)?),
            Self::Month(year, month) => {
                let (year, month) = parts(year, month - 1, 12)?;
                Self::Month(year, month + 1)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = parts(year, quarter - 1, 4)?;
                Self::Quarter(year, quarter + 1)
            }
            Self::Half(year, half) => {
                let (year, half) = parts(year, half - 1, 2)?;
                Self::Half(year, half + 1)
            }
            Self::Season(year, season) => {
                let (year, number) = parts(year, season as i8, 4)?;
                let all = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
                Self::Season(year, all[number as usize])
            }
            Self::Year(year) => Self::Year(added(year, by)?),
            Self::Decade(decade) => Self::Decade(added(decade, by)?),
            Self::Century(century) => Self::Century(added(century, by)?),
        })
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Weekend(monday) => format!("{}-WE", week_name(monday)),
            Self::Week(monday) => week_name(monday),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => format!("{year:04}-{}", season.name()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}X"),
            Self::Century(century) => format!("{century:02}XX"),
        }
    }

    /// Its days; `None` outside the calendar (years -9999 to 9999).
    pub fn interval(self, basis: Basis) -> Option<TimeInterval> {
        let (start, end, grain) = match self {
            Self::Day(day) => (day, day, Grain::Day),
            Self::Weekend(monday) => (
                monday.checked_add(5.days()).ok()?,
                monday.checked_add(6.days()).ok()?,
                Grain::Week,
            ),
            Self::Week(monday) => (monday, monday.checked_add(6.days()).ok()?, Grain::Week),
            Self::Month(year, month) => return TimeInterval::month(year, month, basis),
            Self::Quarter(year, quarter) => {
                (first(year, quarter * 3 - 2)?, last(year, quarter * 3)?, Grain::Season)
            }
            Self::Half(year, half) => {
                (first(year, half * 6 - 5)?, last(year, half * 6)?, Grain::Season)
            }
            Self::Season(year, Season::Winter) => {
                (first(year, 12)?, last(added(year, 1)?, 2)?, Grain::Season)
            }
            Self::Season(year, season) => {
                let month = season.first_month();
                (first(year, month)?, last(year, month + 2)?, Grain::Season)
            }
            Self::Year(year) => return TimeInterval::year(year, basis),
            Self::Decade(decade) => years(decade, 10)?,
            Self::Century(century) => years(century, 100)?,
        };
        Some(TimeInterval { start: Some(start), end: Some(end), grain, basis })
    }

    /// Its first day.
    pub fn start(self) -> Option<Date> {
        self.interval(Basis::Stated)?.start
    }

    /// The year it starts in.
    pub fn year(self) -> Option<i16> {
        self.start().map(Date::year)
    }

    /// How fine it is; a finer unit sorts before a coarser one.
    pub fn grain(self) -> Grain {
        self.interval(Basis::Stated).map_or(Grain::Long, |interval| interval.grain)
    }
}

/// A whole number of days as a span; `None` where the calendar has not so many.
pub fn days(by: i32) -> Option<Span> {
    Span::new().try_days(by).ok()
}

/// The Monday of a day's ISO week.
pub fn monday(date: Date) -> Date {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    days(-back).and_then(|span| date.checked_add(span).ok()).unwrap_or(date)
}

/// The day of the week (1 is Monday) in the ISO week of `monday`.
pub fn weekday_in(monday: Date, weekday: i8) -> Option<Date> {
    monday.checked_add(days(i32::from(weekday) - 1)?).ok()
}

/// A date's day of the week, 1 for Monday.
pub fn weekday_of(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The `nth` (1-5; -1 is the last) given weekday of a month.
pub fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus, Astronomical Algorithms, ch. 8).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn week_name(monday: Date) -> String {
    let week: ISOWeekDate = monday.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn first(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

fn last(year: i16, month: i8) -> Option<Date> {
    first(year, month).map(Date::last_of_month)
}

fn years(number: i16, length: i16) -> Option<(Date, Date, Grain)> {
    let start = number.checked_mul(length)?;
    Some((first(start, 1)?, last(added(start, i32::from(length) - 1)?, 12)?, Grain::Long))
}

fn added(number: i16, by: i32) -> Option<i16> {
    i16::try_from(i32::from(number).checked_add(by)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn units_step_over_the_turn_of_the_year() {
        assert_eq!(Calendar::Month(2020, 1).shifted(-1), Some(Calendar::Month(2019, 12)));
        assert_eq!(Calendar::Quarter(1989, 4).shifted(1).unwrap().value(), "1990-Q1");
        assert_eq!(Calendar::Season(1998, Season::Spring).shifted(-1).unwrap().value(), "1997-WI");
        assert_eq!(Calendar::Year(9999).shifted(1).unwrap().interval(Basis::Stated), None);
    }

    #[test]
    fn the_week_of_new_year_belongs_to_the_iso_year() {
        let week = Calendar::holding(date(2021, 1, 2), Unit::Week).unwrap();
        assert_eq!(week.value(), "2020-W53");
        assert_eq!(week.interval(Basis::Stated).unwrap().edtf(), "2020-12-28/2021-01-03");
    }

    #[test]
    fn decades_and_winters_cover_their_days() {
        let shown = |unit: Calendar| unit.interval(Basis::Stated).unwrap().edtf();
        assert_eq!(shown(Calendar::Decade(199)), "1990-01-01/1999-12-31");
        assert_eq!(shown(Calendar::Season(2019, Season::Winter)), "2019-12-01/2020-02-29");
    }

    #[test]
    fn easter_falls_on_known_sundays() {
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(2020), Some(date(2020, 4, 12)));
    }
}
