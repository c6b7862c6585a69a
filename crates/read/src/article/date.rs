//! Days written for machines: in meta tags, JSON-LD, `time` elements and feeds.

use jiff::civil::Date;

/// Reads ISO 8601 in full or cut short after the day, RFC 2822, `dd.mm.yyyy`, and a number of
/// seconds or milliseconds since 1970 (taken in UTC). The day is the one written, whatever the
/// time zone beside it. A date with slashes is read when it can mean only one day.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| epoch(text)).or_else(|| rfc2822(text)).or_else(|| numeric(text))
}

/// The day, when the calendar has it and a report could bear it.
pub(super) fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..2100).contains(&year).then_some(date)
}

/// Splits off a leading run of digits.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

fn iso(text: &str) -> Option<Date> {
    let (year, rest) = digits(text);
    if year.len() == 8 && !rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T') {
        return day(&year[..4], &year[4..6], &year[6..]);
    }
    if year.len() != 4 {
        return None;
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = digits(&rest[1..]);
    let (of_month, after) = digits(rest.strip_prefix(mark)?);
    if month.len() > 2
        || of_month.len() > 2
        || after.starts_with(|c: char| c.is_alphabetic() && c != 'T')
    {
        return None;
    }
    day(year, month, of_month)
}

fn epoch(text: &str) -> Option<Date> {
    let (number, rest) = digits(text);
    let seconds: i64 = number.parse().ok()?;
    let seconds = match number.len() {
        10 if rest.is_empty() => seconds,
        13 if rest.is_empty() => seconds / 1000,
        _ => return None,
    };
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn rfc2822(text: &str) -> Option<Date> {
    // The names that the mail format prescribes, whatever the language of the page.
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).take(6).collect();
    let is_day = |word: &&str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let at = words.iter().position(is_day)?;
    let name = words.get(at + 1)?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let year = words.get(at + 2).filter(|year| year.len() == 4)?;
    day(year, &month.to_string(), words[at])
}

fn numeric(text: &str) -> Option<Date> {
    let (first, rest) = digits(text);
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let (second, rest) = digits(&rest[1..]);
    let (year, _) = digits(rest.strip_prefix(mark)?);
    if year.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (day_first, month_first) = (day(year, second, first), day(year, first, second));
    match (day_first, month_first) {
        (date, _) if mark == '.' => date,
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(date), Some(other)) if date == other => Some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_machines_write() {
        for text in [
            "2024-03-02",
            "2024-03-02T23:59:00-11:00",
            "2024-03-02 08:00:00",
            "20240302",
            "20240302T101500Z",
            "2024/3/2",
            "Sat, 02 Mar 2024 08:00:00 GMT",
            "2 March 2024",
            "02.03.2024, 08:00",
            "1709366400",
            "1709366400000",
        ] {
            let found = parse(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some("2024-03-02"), "{text}");
        }
        assert_eq!(parse("25/12/2023"), Date::new(2023, 12, 25).ok());
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "today",
            "2024-13-01",
            "2023-02-29",
            "03/04/2024",
            "2024",
            "2024-03",
            "0001-01-01",
            "12345678901",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
