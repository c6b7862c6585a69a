//! From what the words state to a calendar unit.

use super::{
    calendar::{Calendar, Unit, days, easter, monday, nth_weekday, weekday_in, weekday_of},
    spec::{Amount, By, Direction, From, Holiday, Spec},
};
use dateline_doc::{Basis, Grain};
use jiff::civil::Date;

/// What an expression may be worked out from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    /// The publication day.
    pub published: Option<Date>,
    /// The date that the text spoke of last.
    pub told: Option<Calendar>,
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
        From::Told => match anchors.told {
            Some(told) => {
                let base = Calendar::holding(told.start()?, unit)?;
                // A year cannot tell which day it is "two days later".
                if told.grain() > base.grain() {
                    return None;
                }
                told.start()?
            }
            None => anchors.published?,
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
        _ => Calendar::holding(anchors.published?, unit)?.shifted(by),
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

fn within_year(year: i16, spec: &Spec) -> Option<Calendar> {
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

/// A date said in part, put where its direction says.
fn complete(spec: &Spec, anchors: Anchors, tense: Option<Direction>) -> Option<Calendar> {
    let pointed =
        matches!(spec.direction, Some(Direction::Last | Direction::This | Direction::Next));
    let told = anchors.told.filter(|_| anchors.narrative && !pointed);
    let anchor = match told {
        Some(told) => told.start()?,
        None => anchors.published?,
    };
    let is_weekday = spec.weekday.is_some() && spec.day.is_none();
    if !is_weekday && spec.month.is_none() && spec.day.is_none() && has_no_date(spec) {
        let day = told.or_else(|| anchors.published.map(Calendar::Day));
        return day.filter(|day| day.grain() == Grain::Day);
    }
    let candidates: Vec<_> = (-3..=3).filter_map(|turn| candidate(spec, anchor, turn)).collect();
    let nearest = || pick(&candidates, anchor, None);
    match spec.direction {
        Some(direction) => pick(&candidates, anchor, Some(direction)),
        None if told.is_some() => pick(&candidates, anchor, Some(Direction::This))
            .map(|unit| onward(unit, told, &candidates)),
        // A weekday alone is nearly always the last one.
        None if is_weekday => pick(&candidates, anchor, tense.or(Some(Direction::Past))),
        None => match tense.and_then(|tense| pick(&candidates, anchor, Some(tense))) {
            Some(by_tense) => nearest().map(|near| nearer(near, by_tense, anchor)),
            None => nearest(),
        },
    }
}

/// The nearest date, unless the one that the verb's tense asks for is hardly further away.
fn nearer(near: Calendar, by_tense: Calendar, anchor: Date) -> Calendar {
    let away = |unit: Calendar| {
        let days = unit.interval(Basis::Inferred);
        days.and_then(|days| Some(distance(anchor, days.start?, days.end?))).unwrap_or(i32::MAX)
    };
    if away(near) >= away(by_tense) / 2 { by_tense } else { near }
}

/// A story moves on: a month more than half a year before the one told last is next year's.
fn onward(unit: Calendar, told: Option<Calendar>, candidates: &[(i32, Calendar)]) -> Calendar {
    let month = |unit: Calendar| match unit {
        Calendar::Day(day) => Some(day.month()),
        Calendar::Month(_, month) => Some(month),
        _ => None,
    };
    let back = told.and_then(month).zip(month(unit)).map(|(told, unit)| told - unit);
    match candidates.iter().find(|(turn, _)| *turn == 1) {
        Some((_, next)) if back > Some(6) => *next,
        _ => unit,
    }
}

fn has_no_date(spec: &Spec) -> bool {
    spec.quarter.is_none()
        && spec.half.is_none()
        && spec.season.is_none()
        && spec.holiday.is_none()
        && (spec.clock.is_some() || spec.part.is_some())
}

/// The unit that `spec` names in the week, month or year that lies `turn` from the anchor's.
fn candidate(spec: &Spec, anchor: Date, turn: i32) -> Option<(i32, Calendar)> {
    let unit = match (spec.weekday, spec.day, spec.month) {
        (Some(weekday), None, _) => {
            let week = Calendar::Week(monday(anchor)).shifted(turn)?.start()?;
            Calendar::Day(weekday_in(week, weekday)?)
        }
        (_, Some(day), None) => {
            let first = Calendar::holding(anchor, Unit::Month)?.shifted(turn)?.start()?;
            Calendar::Day(Date::new(first.year(), first.month(), day).ok()?)
        }
        _ => match Calendar::Year(anchor.year()).shifted(turn)? {
            Calendar::Year(year) => within_year(year, spec)?,
            _ => return None,
        },
    };
    if matches!(unit, Calendar::Year(_)) {
        return None;
    }
    let agrees = match (unit, spec.weekday) {
        (Calendar::Day(day), Some(weekday)) => weekday_of(day) == weekday,
        _ => true,
    };
    agrees.then_some((turn, unit))
}

fn pick(
    candidates: &[(i32, Calendar)],
    anchor: Date,
    direction: Option<Direction>,
) -> Option<Calendar> {
    let side = |unit: Calendar| {
        let days = unit.interval(Basis::Inferred)?;
        Some((days.start?, days.end?))
    };
    let mut units = candidates.iter().filter_map(|(turn, unit)| Some((*turn, *unit, side(*unit)?)));
    let unit = match direction {
        Some(Direction::Last) => units.rfind(|(.., (_, end))| *end < anchor),
        Some(Direction::Next) => units.find(|(.., (start, _))| *start > anchor),
        Some(Direction::This) => units.find(|(turn, ..)| *turn == 0),
        Some(Direction::Past) => units.rfind(|(.., (start, _))| *start <= anchor),
        Some(Direction::Future) => units.find(|(.., (_, end))| *end >= anchor),
        None => units.min_by_key(|(.., (start, end))| distance(anchor, *start, *end)),
    };
    unit.map(|(_, unit, _)| unit)
}

/// Days from the anchor to the nearest day of an interval.
fn distance(anchor: Date, start: Date, end: Date) -> i32 {
    let until = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if anchor < start {
        until(anchor, start)
    } else if anchor > end {
        until(end, anchor)
    } else {
        0
    }
}
