//! Dates said in part: which Monday, which March.

use super::{
    calendar::{Calendar, Unit, monday, weekday_in, weekday_of},
    resolve::{Anchors, within_year},
    spec::{Direction, Spec},
};
use dateline_doc::{Basis, Grain};
use jiff::civil::Date;

/// A date said in part, put where its direction says.
pub fn complete(spec: &Spec, anchors: Anchors, tense: Option<Direction>) -> Option<Calendar> {
    let is_weekday = spec.weekday.is_some() && spec.day.is_none();
    if !is_weekday && spec.month.is_none() && spec.day.is_none() && has_no_date(spec) {
        return anchors.told.filter(|day| anchors.told_nearby && day.grain() == Grain::Day);
    }
    let pointed =
        matches!(spec.direction, Some(Direction::Last | Direction::This | Direction::Next));
    let told = anchors.told.filter(|_| anchors.narrative && !pointed);
    let anchor = match told {
        Some(told) => told.start()?,
        None => anchors.published?,
    };
    let candidates: Vec<_> = (-3..=3).filter_map(|turn| candidate(spec, anchor, turn)).collect();
    let nearest = || pick(&candidates, anchor, None);
    match spec.direction {
        Some(direction) => pick(&candidates, anchor, Some(direction)),
        None if told.is_some() => pick(&candidates, anchor, Some(Direction::This))
            .map(|unit| onward(unit, told, &candidates)),
        None if spec.quarter.is_some() || spec.half.is_some() => {
            reported(&candidates, anchor, tense)
        }
        // A weekday alone is nearly always the last one.
        None if is_weekday => pick(&candidates, anchor, tense.or(Some(Direction::Past))),
        None => match tense.and_then(|tense| pick(&candidates, anchor, Some(tense))) {
            Some(by_tense) => nearest().map(|near| nearer(near, by_tense, anchor)),
            None => nearest(),
        },
    }
}

/// A quarter or half is the last begun, unless its verb looks ahead and it was not over only lately.
fn reported(
    candidates: &[(i32, Calendar)],
    anchor: Date,
    tense: Option<Direction>,
) -> Option<Calendar> {
    let past = pick(candidates, anchor, Some(Direction::Past))?;
    let lately = past.interval(Basis::Inferred)?;
    let lately = distance(anchor, lately.start?, lately.end?) < 120;
    if tense == Some(Direction::Future) && !lately {
        return pick(candidates, anchor, tense);
    }
    Some(past)
}

/// The nearest date, unless the one that the verb's tense asks for is not four times as far.
fn nearer(near: Calendar, by_tense: Calendar, anchor: Date) -> Calendar {
    let away = |unit: Calendar| {
        let days = unit.interval(Basis::Inferred);
        days.and_then(|days| Some(distance(anchor, days.start?, days.end?))).unwrap_or(i32::MAX)
    };
    if away(near) >= away(by_tense) / 4 { by_tense } else { near }
}

/// A story moves on: a month nearly a year before the one told last is next year's.
fn onward(unit: Calendar, told: Option<Calendar>, candidates: &[(i32, Calendar)]) -> Calendar {
    let month = |unit: Calendar| match unit {
        Calendar::Day(day) => Some(day.month()),
        Calendar::Month(_, month) => Some(month),
        _ => None,
    };
    let back = told.and_then(month).zip(month(unit)).map(|(told, unit)| told - unit);
    match candidates.iter().find(|(turn, _)| *turn == 1) {
        Some((_, next)) if back > Some(8) => *next,
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn meant(spec: &Spec, tense: Option<Direction>) -> String {
        let anchors = Anchors { published: Some(date(2020, 1, 10)), ..Anchors::default() };
        complete(spec, anchors, tense).unwrap().value()
    }

    #[test]
    fn a_weekday_is_the_last_one_unless_the_verb_looks_ahead() {
        let monday = Spec { weekday: Some(1), ..Spec::default() };
        assert_eq!(meant(&monday, None), "2020-01-06");
        assert_eq!(meant(&monday, Some(Direction::Future)), "2020-01-13");
    }

    #[test]
    fn a_date_is_the_nearest_unless_the_verb_objects() {
        let december = Spec { month: Some(12), day: Some(28), ..Spec::default() };
        assert_eq!(meant(&december, None), "2019-12-28");
        let june = Spec { month: Some(6), ..Spec::default() };
        assert_eq!(meant(&june, None), "2020-06");
        assert_eq!(meant(&june, Some(Direction::Past)), "2019-06");
    }

    #[test]
    fn a_weekday_with_a_date_picks_the_year_that_has_it() {
        let spec = Spec { weekday: Some(6), month: Some(5), day: Some(2), ..Spec::default() };
        assert_eq!(meant(&spec, None), "2020-05-02");
        let spec = Spec { weekday: Some(4), ..spec };
        assert_eq!(meant(&spec, None), "2019-05-02");
    }

    #[test]
    fn last_is_wholly_before_and_this_in_the_same_year() {
        let january = Spec { month: Some(1), ..Spec::default() };
        let with = |direction| Spec { direction: Some(direction), ..january.clone() };
        assert_eq!(meant(&with(Direction::Last), None), "2019-01");
        assert_eq!(meant(&with(Direction::This), None), "2020-01");
        assert_eq!(meant(&with(Direction::Next), None), "2021-01");
    }
}
