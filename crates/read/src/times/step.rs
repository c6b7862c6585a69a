//! The notation of meanings: how an expression's fields follow from its parts.
//!
//! A meaning is a row of steps separated by spaces: a TIMEX3 type (`DATE`, `TIME`, `DURATION`, `SET`) makes
//! a whole expression, `whole` one whose type its parts give, `none` one that is no time and keeps its
//! words from being read as one; `field=value` sets a field of [`Spec`]; the other steps are those of [`Step`].

use super::{
    calendar::{Season, Unit},
    spec::{Amount, Bound, By, Clock, Direction, From, Holiday, Spec},
};
use dateline_doc::TimeType;

/// How a meaning is built on the merged fields of a pattern's parts.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// Sets fields.
    Set(Box<Spec>),
    /// `pm`: the hour is after noon.
    AfterNoon,
    /// `am`: the hour is before noon.
    BeforeNoon,
    /// `past-hour` / `to-hour`: the amount is minutes after / before the hour.
    Minutes(i8),
    /// `day=ordinal`: the ordinal is a day of the month.
    DayFromOrdinal,
    /// `quarter=ordinal`.
    QuarterFromOrdinal,
    /// `half=ordinal`.
    HalfFromOrdinal,
    /// `century=ordinal`: the 20th century is 19XX.
    CenturyFromOrdinal,
    /// `decade=amount`: "the sixties" is 6, "1960s" is 196.
    DecadeFromAmount,
    /// `year=amount`.
    YearFromAmount,
    /// `year=pair`: "nineteen eighty" is 1980.
    Ordinal,
    /// `clock=amount`: the amount is an hour.
    HourFromAmount,
    /// `amount+half`: half a unit more.
    AndHalf,
    /// `amount*3`: the amount is of thirds of …: so many times as many.
    Times(i64),
    /// `drop-by`, `drop-…`: forgets a field.
    Drop(Field),
}

/// A field that a step forgets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Field {
    By,
    Unit,
    Amount,
    Kind,
}

impl Step {
    /// Whether it gives the expression its type.
    pub fn makes_whole(&self) -> bool {
        matches!(self, Self::Set(spec) if spec.kind.is_some())
    }

    /// Carries it out.
    pub fn apply(&self, spec: &mut Spec) {
        let count = spec.amount.and_then(Amount::count);
        match self {
            Self::Set(fields) => spec.merge(fields),
            Self::AfterNoon => {
                if let Some(clock) = &mut spec.clock {
                    clock.hour += if clock.hour < 12 { 12 } else { 0 };
                }
            }
            Self::BeforeNoon => {
                if let Some(clock) = &mut spec.clock {
                    clock.hour = if clock.hour == 12 { 0 } else { clock.hour };
                }
            }
            Self::Minutes(sign) => minutes(spec, *sign, count),
            Self::DayFromOrdinal => spec.day = small(spec.ordinal.take(), 31),
            Self::QuarterFromOrdinal => spec.quarter = small(spec.ordinal.take(), 4),
            Self::HalfFromOrdinal => spec.half = small(spec.ordinal.take(), 2),
            Self::CenturyFromOrdinal => spec.century = spec.ordinal.take().map(|n| n - 1),
            Self::DecadeFromAmount => {
                let years = spec.year.or_else(|| count.and_then(|n| i16::try_from(n).ok()));
                spec.decade = spec.short_year.or(years).map(|year| year.div_euclid(10));
                (spec.amount, spec.year, spec.short_year) = (None, None, None);
            }
            Self::YearFromAmount => {
                spec.year = count.and_then(|n| i16::try_from(n).ok());
                spec.amount = None;
            }
            Self::Ordinal => {
                spec.ordinal = count.and_then(|n| i16::try_from(n).ok());
                spec.amount = None;
            }
            Self::HourFromAmount => {
                let hour =
                    count.and_then(|n| i8::try_from(n).ok()).filter(|n| (0..=24).contains(n));
                spec.clock = hour.map(|hour| Clock { hour, minute: None });
                spec.amount = None;
            }
            Self::AndHalf => {
                if let Some(Amount::Exact(hundredths)) = &mut spec.amount {
                    *hundredths = hundredths.saturating_add(50);
                }
            }
            Self::Times(factor) => {
                if let Some(Amount::Exact(hundredths)) = &mut spec.amount {
                    *hundredths = hundredths.saturating_mul(*factor);
                }
            }
            Self::Drop(Field::By) => spec.by = None,
            Self::Drop(Field::Unit) => spec.unit = None,
            Self::Drop(Field::Amount) => spec.amount = None,
            Self::Drop(Field::Kind) => spec.kind = None,
        }
    }
}

fn minutes(spec: &mut Spec, sign: i8, count: Option<i32>) {
    let minute = count.and_then(|n| i8::try_from(n).ok()).filter(|n| (0..60).contains(n));
    let (Some(clock), Some(minute)) = (&mut spec.clock, minute) else { return };
    if sign < 0 {
        clock.hour = (clock.hour + 23) % 24;
    }
    clock.minute = Some(if sign < 0 { 60 - minute } else { minute });
    spec.amount = None;
}

fn small(number: Option<i16>, most: i8) -> Option<i8> {
    number.and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=most).contains(n))
}

/// The steps of a meaning.
pub fn parse_steps(meaning: &str) -> Result<Vec<Step>, String> {
    let words = meaning.split(' ').filter(|word| !word.is_empty() && *word != "-");
    let words = words.filter(|word| !matches!(*word, "whole" | "none"));
    words
        .map(|word| step(word).ok_or_else(|| format!("{word:?} is no step of a meaning")))
        .collect()
}

fn step(word: &str) -> Option<Step> {
    let kind = |kind| Step::Set(Box::new(Spec { kind: Some(kind), ..Spec::default() }));
    Some(match word {
        "DATE" => kind(TimeType::Date),
        "TIME" => kind(TimeType::Time),
        "DURATION" => kind(TimeType::Duration),
        "SET" => kind(TimeType::Set),
        "pm" => Step::AfterNoon,
        "am" => Step::BeforeNoon,
        "past-hour" => Step::Minutes(1),
        "to-hour" => Step::Minutes(-1),
        "day=ordinal" => Step::DayFromOrdinal,
        "quarter=ordinal" => Step::QuarterFromOrdinal,
        "half=ordinal" => Step::HalfFromOrdinal,
        "century=ordinal" => Step::CenturyFromOrdinal,
        "decade=amount" => Step::DecadeFromAmount,
        "year=amount" => Step::YearFromAmount,
        "ordinal=amount" => Step::Ordinal,
        "clock=amount" => Step::HourFromAmount,
        "amount+half" => Step::AndHalf,
        "drop-by" => Step::Drop(Field::By),
        "drop-unit" => Step::Drop(Field::Unit),
        "drop-amount" => Step::Drop(Field::Amount),
        "drop-kind" => Step::Drop(Field::Kind),
        _ => match word.strip_prefix("amount*") {
            Some(factor) => Step::Times(factor.parse().ok()?),
            None => {
                let (key, value) = word.split_once('=')?;
                Step::Set(Box::new(field(key, value)?))
            }
        },
    })
}

/// A spec with one field set.
fn field(key: &str, value: &str) -> Option<Spec> {
    let mut spec = Spec::default();
    match key {
        "value" => spec.value = Some(value.into()),
        "year" => spec.year = Some(value.parse().ok()?),
        "month" => spec.month = Some(value.parse().ok().filter(|n| (1..=12).contains(n))?),
        "day" => spec.day = Some(value.parse().ok().filter(|n| (1..=31).contains(n))?),
        "weekday" => spec.weekday = Some(value.parse().ok().filter(|n| (1..=7).contains(n))?),
        "season" => spec.season = Some(Season::parse(value)?),
        "quarter" => spec.quarter = Some(value.parse().ok().filter(|n| (1..=4).contains(n))?),
        "half" => spec.half = Some(value.parse().ok().filter(|n| (1..=2).contains(n))?),
        "decade" => spec.decade = Some(value.parse().ok()?),
        "holiday" => spec.holiday = Some(holiday(value)?),
        "part" => spec.part = Some(value.into()),
        "unit" => spec.unit = Some(Unit::parse(value)?),
        "amount" if value == "X" => spec.amount = Some(Amount::Vague),
        "amount" => spec.amount = Some(Amount::Exact(hundredths(value)?)),
        "ordinal" => spec.ordinal = Some(value.parse().ok()?),
        "by" => {
            spec.by = Some(match value {
                "-amount" => By::AmountBefore,
                "+amount" => By::AmountAfter,
                _ => By::Units(value.parse().ok()?),
            });
        }
        "from" if value == "told" => spec.from = From::Told,
        "from" if value == "context" => spec.from = From::Context,
        "from" if value == "quarter" => spec.from = From::Quarter,
        "direction" => {
            spec.direction = Some(match value {
                "last" => Direction::Last,
                "this" => Direction::This,
                "next" => Direction::Next,
                "past" => Direction::Past,
                "future" => Direction::Future,
                _ => return None,
            });
        }
        "bound" => {
            spec.bound = Some(match value {
                "since" => Bound::Since,
                "until" => Bound::Until,
                "first" => Bound::First,
                "second" => Bound::Second,
                _ => return None,
            });
        }
        _ => return None,
    }
    Some(spec)
}

/// `12-25`, `11-4thu` as `11-4-4` (month, which one, weekday), `easter-2`, `unknown`.
fn holiday(rule: &str) -> Option<Holiday> {
    if rule == "unknown" {
        return Some(Holiday::Unknown);
    }
    if let Some(days) = rule.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    let parts: Vec<i8> = rule.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts[..] {
        [month, day] => Some(Holiday::Fixed(month, day)),
        [month, nth, weekday] => Some(Holiday::Nth(month, nth, weekday)),
        _ => None,
    }
}

/// A decimal number in hundredths.
pub fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok().filter(|n| (0..1_000_000_000).contains(n))?;
    let fraction: i64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    Some(whole * 100 + fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(meaning: &str) -> Spec {
        let mut spec = Spec::default();
        parse_steps(meaning).unwrap().iter().for_each(|step| step.apply(&mut spec));
        spec
    }

    #[test]
    fn steps_are_carried_out_in_order() {
        let spec = made("amount=19 ordinal=amount century=ordinal DATE");
        assert_eq!((spec.century, spec.amount, spec.ordinal), (Some(18), None, None));
        assert_eq!(made("amount=10 clock=amount pm").clock.unwrap().hour, 22);
        assert_eq!(made("amount=12 clock=amount am").clock.unwrap().hour, 0);
        assert_eq!(made("amount=3 amount+half unit=Y").amount, Some(Amount::Exact(350)));
    }

    #[test]
    fn a_step_that_is_none_is_refused() {
        for meaning in ["DATES", "month=13", "unit=fortnight", "from=here", "holiday=easter"] {
            assert!(parse_steps(meaning).is_err(), "{meaning}");
        }
        assert_eq!(made("holiday=11/4/4").holiday, Some(Holiday::Nth(11, 4, 4)));
    }
}
