//! Dates, clock times and numbers by the shape of their digits, in any language.

use super::spec::{Amount, Clock, Spec};
use jiff::civil::Date;

/// Something found in digits.
#[derive(Clone, PartialEq, Debug)]
pub struct Shape {
    /// Class: `number`, `day`, `hour`, `year`, `short-year`, `clock`, `point-clock`, `full-date`, `date-time`.
    pub class: &'static str,
    /// Its length in bytes.
    pub length: usize,
    /// Its fields.
    pub spec: Spec,
}

/// What the digits at the start of `text` can be. `before` is the character before them.
pub fn shapes(text: &str, before: Option<char>) -> Vec<Shape> {
    let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | ':'));
    let dates = if glued { None } else { iso(text).or_else(|| separated(text)) };
    if let Some(date) = dates {
        return vec![date];
    }
    let Some((first, rest)) = digits(text) else { return Vec::new() };
    if let Some((minute, after)) = rest.strip_prefix([':', '.']).and_then(digits) {
        let length = text.len() - after.len();
        let pointed = rest.starts_with('.');
        return clock(first, minute, pointed, after, length, text);
    }
    let grouped = group(text);
    if let Some((value, length)) = grouped {
        let amount = Some(Amount::whole(value));
        return vec![Shape { class: "number", length, spec: Spec { amount, ..Spec::default() } }];
    }
    plain(first, text.len() - rest.len())
}

/// A whole number without separators.
fn plain(digits: Digits, length: usize) -> Vec<Shape> {
    let Digits { value, count } = digits;
    let shape = |class, spec| Shape { class, length, spec };
    let amount = Some(Amount::whole(value));
    let mut shapes = vec![shape("number", Spec { amount, ..Spec::default() })];
    if count <= 2 && (1..=31).contains(&value) {
        shapes.push(shape("day", Spec { day: Some(value as i8), ..Spec::default() }));
    }
    if count <= 2 && value <= 24 {
        let clock = Some(Clock { hour: value as i8, minute: None });
        shapes.push(shape("hour", Spec { clock, ..Spec::default() }));
    }
    if count == 4 && (1000..2200).contains(&value) {
        shapes.push(shape("year", Spec { year: Some(value as i16), ..Spec::default() }));
    }
    if count == 4 && (1900..2100).contains(&value) {
        shapes.push(shape("modern-year", Spec { year: Some(value as i16), ..Spec::default() }));
    }
    if count == 4 && value < 2400 && value % 100 < 60 {
        let clock = Some(Clock { hour: (value / 100) as i8, minute: Some((value % 100) as i8) });
        shapes.push(shape("military-hour", Spec { clock, ..Spec::default() }));
    }
    if count == 2 {
        shapes
            .push(shape("short-year", Spec { short_year: Some(value as i16), ..Spec::default() }));
    }
    shapes
}

fn clock(
    hour: Digits,
    minute: Digits,
    pointed: bool,
    after: &str,
    length: usize,
    text: &str,
) -> Vec<Shape> {
    let seconds = after.strip_prefix(':').and_then(digits).filter(|(second, _)| second.count == 2);
    let length = seconds.map_or(length, |(_, rest)| text.len() - rest.len());
    let mut shapes = Vec::new();
    if hour.count <= 2 && hour.value <= 24 && minute.count == 2 && minute.value < 60 {
        let clock = Some(Clock { hour: hour.value as i8, minute: Some(minute.value as i8) });
        let class = if pointed { "point-clock" } else { "clock" };
        shapes.push(Shape { class, length, spec: Spec { clock, ..Spec::default() } });
    }
    if pointed && minute.count <= 2 && hour.value < 1_000_000 {
        let fraction = if minute.count == 1 { minute.value * 10 } else { minute.value };
        let amount = Some(Amount::Exact(hour.value * 100 + fraction));
        shapes.push(Shape { class: "number", length, spec: Spec { amount, ..Spec::default() } });
    }
    shapes
}

/// `2020-05-02`, with a time of day after `T` or a space when it is there.
fn iso(text: &str) -> Option<Shape> {
    let (year, rest) = digits(text).filter(|(year, _)| year.count == 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/'))?;
    let (month, rest) = digits(&rest[1..]).filter(|(month, _)| month.count <= 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?).filter(|(day, _)| day.count <= 2)?;
    let mut spec = full(year.value, month.value, day.value)?;
    let mut class = "full-date";
    let mut end = text.len() - rest.len();
    let time = rest.strip_prefix('T').and_then(digits).filter(|(hour, _)| hour.value < 24);
    if let Some((hour, rest)) = time {
        let minute = rest.strip_prefix(':').and_then(digits).filter(|(n, _)| n.value < 60);
        spec.clock =
            Some(Clock { hour: hour.value as i8, minute: minute.map(|(n, _)| n.value as i8) });
        class = "date-time";
        let tail = rest.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | 'Z' | '-')
        });
        end = text.len() - tail.trim_end_matches(['.', ':', '-']).len();
    }
    Some(Shape { class, length: end, spec })
}

/// `02/05/2020`, `2.5.2020`, `02-05-2020`: which number is the month is left open where both could be.
fn separated(text: &str) -> Option<Shape> {
    let (first, rest) = digits(text).filter(|(n, _)| n.count <= 2)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, rest) = digits(&rest[1..]).filter(|(n, _)| n.count <= 2)?;
    let (year, rest) = digits(rest.strip_prefix(separator)?)?;
    let year_value = match year.count {
        4 => year.value,
        // Two digits for the year only between slashes, and only the recent century.
        2 if separator == '/' => year.value + if year.value < 50 { 2000 } else { 1900 },
        _ => return None,
    };
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let spec = if separator == '.' {
        // Dates with points are day first wherever they are written.
        full(year_value, second.value, first.value)
    } else {
        either(year_value, first.value, second.value)
    };
    Some(Shape { class: "full-date", length: text.len() - rest.len(), spec: spec? })
}

fn either(year: i64, first: i64, second: i64) -> Option<Spec> {
    let day_first = full(year, second, first);
    let month_first = full(year, first, second);
    match (day_first, month_first) {
        (Some(spec), Some(_)) if first == second => Some(spec),
        (Some(spec), Some(_)) => {
            let either = Some((first as i8, second as i8));
            Some(Spec { either, month: None, day: None, ..spec })
        }
        (Some(spec), None) | (None, Some(spec)) => Some(spec),
        (None, None) => None,
    }
}

fn full(year: i64, month: i64, day: i64) -> Option<Spec> {
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = date.ok().filter(|date| date.year() >= 1000)?;
    Some(Spec {
        year: Some(date.year()),
        month: Some(date.month()),
        day: Some(date.day()),
        ..Spec::default()
    })
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Digits {
    value: i64,
    count: usize,
}

/// The digits at the start of a text (at most 9 count), and what follows them.
fn digits(text: &str) -> Option<(Digits, &str)> {
    let mut value = 0i64;
    let mut count = 0;
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let Some(digit) = digit(letter) else { break };
        count += 1;
        if count > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
        end = at + letter.len_utf8();
    }
    (count > 0).then(|| (Digits { value, count }, &text[end..]))
}

/// A decimal digit of the European, Arabic or Persian set.
fn digit(letter: char) -> Option<u32> {
    let code = letter as u32;
    match letter {
        '0'..='9' => Some(code - '0' as u32),
        '\u{660}'..='\u{669}' => Some(code - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(code - 0x6f0),
        _ => None,
    }
}

/// A number in groups of three digits: `1,200`.
fn group(text: &str) -> Option<(i64, usize)> {
    let (head, mut rest) = digits(text).filter(|(head, _)| head.count <= 3)?;
    let mut value = head.value;
    let mut groups = 0;
    while let Some((next, after)) =
        rest.strip_prefix([',', '٬']).and_then(digits).filter(|(next, _)| next.count == 3)
    {
        if groups == 3 {
            return None;
        }
        value = value * 1000 + next.value;
        rest = after;
        groups += 1;
    }
    (groups > 0).then(|| (value, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Shape {
        shapes(text, None).remove(0)
    }

    #[test]
    fn dates_in_digits() {
        let iso = first("2020-05-02T10:30:00Z, said");
        assert_eq!((iso.class, iso.length, iso.spec.month), ("date-time", 20, Some(5)));
        assert_eq!(first("14/05/2020").spec.month, Some(5));
        assert_eq!(first("02/05/2020").spec.either, Some((2, 5)));
        assert_eq!(first("05/05/2020").spec.day, Some(5));
        assert_eq!(first("02.05.2020").spec.month, Some(5));
        assert_eq!(first("2020-13-02").class, "number");
    }

    #[test]
    fn digits_of_other_scripts_count() {
        assert_eq!(first("٢٠٢٠").spec.amount, Some(Amount::whole(2020)));
        assert_eq!(shapes("١٢", None)[1].spec.day, Some(12));
    }

    #[test]
    fn groups_points_and_colons() {
        assert_eq!(first("1,200 men").spec.amount, Some(Amount::whole(1200)));
        assert_eq!(first("2.5 years").spec.amount, Some(Amount::Exact(250)));
        assert_eq!(first("10:30").spec.clock, Some(Clock { hour: 10, minute: Some(30) }));
        assert_eq!(first("1,20").spec.amount, Some(Amount::whole(1)));
    }
}
