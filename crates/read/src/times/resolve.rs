//! From what the words state to a calendar unit.

use super::{
    calendar::{Calendar, Unit, days, easter, nth_weekday, weekday_in},
    complete::complete,
    spec::{Amount, By, Direction, From, Holiday, Spec},
};
use dateline_doc::Basis;
use jiff::civil::Date;

/// What an expression may be worked out from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    /// The publication day.
    pub published: Option<Date>,
    /// The date that the text spoke of last.
    pub told: Option<Calendar>,
    /// Whether `told` is in the same sentence.
    pub same_sentence: bool,
    /// Whether `told` is in the same paragraph or the one before.
    pub told_nearby: bool,
    /// The quarter that the text spoke of last.
    pub quarter: Option<Calendar>,
    /// Dates said in part rest on `told` rather than on `published`.
    pub narrative: bool,
}

/// A calendar unit and how it is known.
pub type Known = (Calendar, Basis);

/// The calendar unit that `spec` means, when the words and anchors give one; `tense` is the direction of its verb.
pub fn resolve(spec: &Spec, anchors: Anchors, tense: Option<Direction>) -> Option<Known> {
    if spec.by.is_some() {
        let base = relative(spec, anchors)?;
        let base = weekend_told(spec, base, anchors, tense).unwrap_or(base);
        let today = spec.by == Some(By::Units(0))
            && spec.unit == Some(Unit::Day)
            && spec.from == From::Published;
        let basis = if today { Basis::Published } else { Basis::Inferred };
        return Some((narrow(base, spec)?, basis));
    }
    if let Some(day) = spec.either.and_then(|pair| either(spec.year?, pair, anchors.published?)) {
        return Some((Calendar::Day(day), Basis::Inferred));
    }
    if let Some((base, basis)) = stated(spec, anchors) {
        return Some((narrow(base, spec)?, basis));
    }
    let calendar = complete(spec, anchors, tense)?;
    Some((calendar, Basis::Inferred))
}

/// "at the weekend", told of as past before the week's own has come: the one before it.
fn weekend_told(
    spec: &Spec,
    base: Calendar,
    anchors: Anchors,
    tense: Option<Direction>,
) -> Option<Calendar> {
    let past = spec.direction == Some(Direction::Last)
        && !matches!(tense, Some(Direction::Next | Direction::Future));
    let weekend = matches!(base, Calendar::Weekend(_)) && spec.by == Some(By::Units(0));
    let ahead = base.start()? > anchors.published?;
    (past && weekend && ahead).then(|| base.shifted(-1)).flatten()
}

/// "two days ago", "last week": so many units from an anchor.
fn relative(spec: &Spec, anchors: Anchors) -> Option<Calendar> {
    let unit = spec.unit?;
    let by = match spec.by? {
        By::Units(by) => by,
        By::AmountBefore => -spec.amount.and_then(Amount::count)?,
        By::AmountAfter => spec.amount.and_then(Amount::count)?,
    };
    if spec.from == From::Quarter {
        return against_quarter(unit, by, anchors);
    }
    let date = match spec.from {
        From::Published | From::Quarter => anchors.published?,
        From::Context if !anchors.narrative => anchors.published?,
        From::Told | From::Context => match anchors.told {
            Some(told) => {
                let base = Calendar::holding(told.start()?, unit)?;
                // A year cannot tell which day it is "two days later".
                if told.grain() > base.grain() {
                    return None;
                }
                told.start()?
            }
            // Results are compared with a year before; "two days later" needs a date to be later than.
            None if unit == Unit::Year => anchors.published?,
            None => return None,
        },
    };
    // "a decade ago" is a year.
    if unit == Unit::Decade && !matches!(spec.by, Some(By::Units(_))) {
        return Calendar::Year(date.year()).shifted(by.checked_mul(10)?);
    }
    Calendar::holding(date, unit)?.shifted(by)
}

/// Where results are reported by quarters, "a year ago" is the same quarter a year ago, and "the quarter" is the one
/// told last, else the last one that was over at publication.
fn against_quarter(unit: Unit, by: i32, anchors: Anchors) -> Option<Calendar> {
    match (unit, anchors.quarter) {
        (Unit::Year, Some(quarter)) => quarter.shifted(by.checked_mul(4)?),
        (Unit::Quarter, Some(quarter)) => quarter.shifted(by),
        (Unit::Quarter, None) => {
            Calendar::holding(anchors.published?, Unit::Quarter)?.shifted(by.checked_sub(1)?)
        }
        _ => {
            let told = anchors.told.filter(|_| anchors.narrative || anchors.same_sentence);
            let date = told.and_then(Calendar::start).or(anchors.published)?;
            Calendar::holding(date, unit)?.shifted(by)
        }
    }
}

/// Of the two days that `02/05` can be, the one within a month before publication or a week after, when the other is not.
fn either(year: i16, (one, other): (i8, i8), published: Date) -> Option<Date> {
    let near = |month: i8, day: i8| {
        let date = Date::new(year, month, day).ok()?;
        let ahead = published.until(date).ok()?.get_days();
        (-31..=7).contains(&ahead).then_some(date)
    };
    match (near(one, other), near(other, one)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        _ => None,
    }
}

/// The unit that a stated year, decade or century gives.
fn stated(spec: &Spec, anchors: Anchors) -> Option<Known> {
    if let Some(year) = spec.year {
        return Some((Calendar::Year(year), Basis::Stated));
    }
    if let Some(short) = spec.short_year {
        let near = anchors.told.filter(|_| anchors.narrative).and_then(Calendar::year);
        let near = near.or(anchors.published.map(Date::year))?;
        return Some((Calendar::Year(century_near(short, near)), Basis::Inferred));
    }
    match (spec.decade, spec.century) {
        (Some(decade @ 10..), _) => Some((Calendar::Decade(decade), Basis::Stated)),
        (Some(decade), _) => {
            // "the sixties": the latest that has begun.
            let now = anchors.published?.year().div_euclid(10);
            let decade = (now / 10) * 10 + decade;
            let decade = if decade > now { decade - 10 } else { decade };
            Some((Calendar::Decade(decade), Basis::Inferred))
        }
        (None, Some(century)) => Some((Calendar::Century(century), Basis::Stated)),
        (None, None) => None,
    }
}

/// The year with these last two digits nearest to `near`.
fn century_near(short: i16, near: i16) -> i16 {
    let year = near - near.rem_euclid(100) + short;
    [year - 100, year, year + 100]
        .into_iter()
        .min_by_key(|year| (year - near).abs())
        .unwrap_or(year)
}

/// The finer unit that `spec` names inside `base`.
fn narrow(base: Calendar, spec: &Spec) -> Option<Calendar> {
    match base {
        Calendar::Year(year) => within_year(year, spec),
        Calendar::Month(year, month) => match spec.day {
            Some(day) => Some(Calendar::Day(Date::new(year, month, day).ok()?)),
            None => Some(base),
        },
        Calendar::Week(monday) => match spec.weekday {
            Some(weekday) => Some(Calendar::Day(weekday_in(monday, weekday)?)),
            None => Some(base),
        },
        _ => Some(base),
    }
}

/// The unit that `spec` names in a year; the year itself when it names none.
pub fn within_year(year: i16, spec: &Spec) -> Option<Calendar> {
    let day = |month, day| Date::new(year, month, day).ok().map(Calendar::Day);
    Some(match (spec.month, spec.day) {
        (Some(month), Some(of_month)) => day(month, of_month)?,
        (Some(month), None) => Calendar::Month(year, month),
        _ => {
            if let Some(quarter) = spec.quarter {
                Calendar::Quarter(year, quarter)
            } else if let Some(half) = spec.half {
                Calendar::Half(year, half)
            } else if let Some(season) = spec.season {
                Calendar::Season(year, season)
            } else if let Some(holiday) = spec.holiday {
                Calendar::Day(holiday_in(year, holiday)?)
            } else {
                Calendar::Year(year)
            }
        }
    })
}

fn holiday_in(year: i16, holiday: Holiday) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
        Holiday::Easter(after) => easter(year)?.checked_add(days(i32::from(after))?).ok(),
        Holiday::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::step::parse_steps;
    use jiff::civil::date;

    fn meant(meaning: &str, anchors: Anchors) -> Option<String> {
        let mut spec = Spec::default();
        parse_steps(meaning).unwrap().iter().for_each(|step| step.apply(&mut spec));
        resolve(&spec, anchors, None).map(|(calendar, _)| calendar.value())
    }

    fn published() -> Anchors {
        Anchors { published: Some(date(2020, 5, 6)), ..Anchors::default() }
    }

    #[test]
    fn nothing_relative_is_worked_out_without_a_date() {
        for meaning in ["DATE by=-1 unit=D", "DATE month=3 direction=last", "DATE weekday=1"] {
            assert_eq!(meant(meaning, Anchors::default()), None, "{meaning}");
        }
        assert_eq!(meant("DATE by=1 unit=D from=told", published()), None);
    }

    #[test]
    fn a_relative_year_holds_a_month() {
        assert_eq!(meant("DATE by=-1 unit=Y month=4", published()).unwrap(), "2019-04");
        assert_eq!(meant("DATE by=1 unit=W weekday=1", published()).unwrap(), "2020-05-11");
    }

    #[test]
    fn a_coarse_date_told_gives_no_day() {
        let told = Some(Calendar::Year(2018));
        assert_eq!(meant("DATE by=2 unit=D from=told", Anchors { told, ..published() }), None);
        let told = Some(Calendar::Day(date(2018, 12, 31)));
        let meant = meant("DATE by=2 unit=D from=told", Anchors { told, ..published() });
        assert_eq!(meant.unwrap(), "2019-01-02");
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_none() {
        assert_eq!(meant("DATE year=2019 month=2 day=29", published()), None);
    }
}
