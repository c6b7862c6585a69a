//! TIMEX3 values of durations, sets, times of day, and dates that are known in part only.

use super::{
    calendar::{Calendar, Unit},
    spec::{Amount, Spec},
};

/// The value of a duration; `None` without a unit.
pub fn duration(spec: &Spec) -> Option<String> {
    let unit = spec.unit?;
    let mut value = amount(spec.amount.unwrap_or(Amount::whole(1)), unit);
    if let Some((more, unit)) = spec.extra {
        let more = amount(more, unit);
        let more = more.trim_start_matches('P');
        value.push_str(if value.contains('T') { more.trim_start_matches('T') } else { more });
    }
    Some(value)
}

fn amount(amount: Amount, unit: Unit) -> String {
    let (amount, unit) = whole(amount, unit);
    let (designator, short) = unit.designator();
    let number = match amount {
        Amount::Vague => "X".to_owned(),
        Amount::Exact(hundredths) if hundredths % 100 == 0 => (hundredths / 100).to_string(),
        Amount::Exact(hundredths) => {
            let fraction = format!("{:02}", hundredths % 100);
            format!("{}.{}", hundredths / 100, fraction.trim_end_matches('0'))
        }
    };
    format!("P{}{number}{designator}", if short { "T" } else { "" })
}

/// Half hours as minutes and half years as months.
fn whole(amount: Amount, unit: Unit) -> (Amount, Unit) {
    let smaller = match unit {
        Unit::Year => (12, Unit::Month),
        Unit::Hour => (60, Unit::Minute),
        Unit::Minute => (60, Unit::Second),
        _ => return (amount, unit),
    };
    match amount {
        Amount::Exact(hundredths) if hundredths % 100 != 0 && hundredths * smaller.0 % 100 == 0 => {
            (Amount::Exact(hundredths.saturating_mul(smaller.0)), smaller.1)
        }
        _ => (amount, unit),
    }
}

/// The value of a set: what recurs, or how long a turn is.
pub fn set(spec: &Spec) -> Option<String> {
    let recurs = [spec.weekday, spec.month, spec.day, spec.quarter].iter().any(Option::is_some)
        || spec.season.is_some()
        || spec.part.is_some() && spec.unit.is_none();
    if recurs { Some(partial(spec) + &time_of_day(spec)) } else { duration(spec) }
}

/// A date without its year: what is not known is `X`.
pub fn partial(spec: &Spec) -> String {
    match (spec.month, spec.day) {
        (Some(month), Some(day)) => return format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None) => return format!("XXXX-{month:02}"),
        (None, Some(day)) => return format!("XXXX-XX-{day:02}"),
        (None, None) => {}
    }
    if let Some(weekday) = spec.weekday {
        return format!("XXXX-WXX-{weekday}");
    }
    if let Some(quarter) = spec.quarter {
        return format!("XXXX-Q{quarter}");
    }
    if let Some(half) = spec.half {
        return format!("XXXX-H{half}");
    }
    if let Some(season) = spec.season {
        return format!("XXXX-{}", season.name());
    }
    "XXXX-XX-XX".to_owned()
}

/// The part of a value after the date: `T10:30`, `TMO`, or nothing.
pub fn time_of_day(spec: &Spec) -> String {
    if let Some(clock) = spec.clock {
        return match clock.minute {
            Some(minute) => format!("T{:02}:{minute:02}", clock.hour),
            None => format!("T{:02}:00", clock.hour),
        };
    }
    spec.part.as_ref().map_or_else(String::new, |part| format!("T{part}"))
}

/// A date's value, with the time of day where the date is a day.
pub fn date(calendar: Calendar, spec: &Spec) -> String {
    let time = if matches!(calendar, Calendar::Day(_)) { time_of_day(spec) } else { String::new() };
    calendar.value() + &time
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(hundredths: i64, unit: Unit) -> String {
        let amount = Some(Amount::Exact(hundredths));
        duration(&Spec { amount, unit: Some(unit), ..Spec::default() }).unwrap()
    }

    #[test]
    fn fractions_go_to_a_smaller_unit_where_they_are_whole_in_it() {
        assert_eq!(value(250, Unit::Year), "P30M");
        assert_eq!(value(50, Unit::Hour), "PT30M");
        assert_eq!(value(250, Unit::Week), "P2.5W");
        assert_eq!(value(200, Unit::Decade), "P2DE");
    }
}
