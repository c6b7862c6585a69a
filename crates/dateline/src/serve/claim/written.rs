//! Values as people write them into a form.

use crate::event::PlaceValue;
use serde_json::Value;

/// A place: `Gao, Gao, MLI`.
pub fn place(place: &PlaceValue) -> String {
    let parts = [Some(&place.name), place.admin1.as_ref(), place.country.as_ref()];
    let mut parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.dedup();
    parts.join(", ")
}

/// A number with its bounds: `3`, `3-5`, `41+`, `-12`.
pub fn range(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(low), None) => format!("{low}+"),
        (None, Some(high)) => format!("-{high}"),
        (None, None) => String::new(),
    }
}

/// The bounds that [`range`] writes so; none when they are no numbers.
pub fn bounds(written: &str) -> Option<(Option<u64>, Option<u64>)> {
    let digits: String = written.chars().map(western).filter(|it| !it.is_whitespace()).collect();
    if let Some(low) = digits.strip_suffix('+') {
        return Some((Some(low.parse().ok()?), None));
    }
    match digits.split_once(['-', '–']) {
        Some(("", high)) => Some((None, Some(high.parse().ok()?))),
        Some((low, high)) => {
            let (low, high) = (low.parse().ok()?, high.parse().ok()?);
            (low <= high).then_some((Some(low), Some(high)))
        }
        None => {
            let number = digits.parse().ok()?;
            Some((Some(number), Some(number)))
        }
    }
}

/// A digit of any script as a western one.
fn western(letter: char) -> char {
    let zero = match letter {
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return letter,
    };
    char::from(b'0' + (letter as u32 - zero as u32) as u8)
}

/// A corrected value for people.
pub fn shown(value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    match value {
        Value::String(word) => word.clone(),
        Value::Array(parties) => parties.iter().map(shown).collect::<Vec<_>>().join("; "),
        Value::Object(fields) if fields.contains_key("low") || fields.contains_key("high") => {
            let bound = |key: &str| value.get(key).and_then(Value::as_u64);
            range(bound("low"), bound("high"))
        }
        _ => text("interval").map_or_else(
            || {
                [text("name"), text("admin1"), text("country")]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ")
            },
            |interval| crate::serve::event::shortest(&interval),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bounds_are_read_as_they_are_written() {
        for both in [(Some(3), Some(3)), (Some(3), Some(5)), (Some(41), None), (None, Some(12))] {
            assert_eq!(bounds(&range(both.0, both.1)), Some(both));
        }
        assert_eq!(bounds("٤١+"), Some((Some(41), None)));
        for none in ["", "many", "5-3", "-"] {
            assert_eq!(bounds(none), None, "{none}");
        }
    }

    #[test]
    fn values_are_shown_in_words() {
        let place = json!({"name": "Gao", "country": "MLI", "precision": "town"});
        assert_eq!(shown(&place), "Gao, MLI");
        assert_eq!(shown(&json!({"low": 3, "high": null})), "3+");
        assert_eq!(shown(&json!({"interval": "2024-03-01/2024-03-31"})), "2024-03");
        assert_eq!(shown(&json!([{"name": "clerks"}, {"name": "a guard"}])), "clerks; a guard");
    }
}
