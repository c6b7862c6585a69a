//! From a query to SQL.

use super::value;
use crate::store::{
    Area, Cursor, Query, Sort, date,
    filter::{Number, Test, Word, tests},
};
use anyhow::{Context, Result};
use rusqlite::types::Value;
use std::fmt;

/// What must hold of an event `e`, and the values of its parameters.
pub struct Conditions {
    all: Vec<String>,
    pub values: Vec<Value>,
}

/// What the condition begins with that events have words.
const BY_WORDS: &str = "e.key IN (SELECT rowid FROM event_text WHERE event_text";

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.all.is_empty() { f.write_str("1") } else { f.write_str(&self.all.join(" AND ")) }
    }
}

impl Conditions {
    pub fn none() -> Self {
        Self { all: Vec::new(), values: Vec::new() }
    }

    /// What is asked for; `is_common` when most events may be of the types asked for.
    pub fn of(query: &Query, is_common: bool) -> Self {
        let mut conditions = Self::none();
        for test in tests(query) {
            conditions.hold(&test, is_common);
        }
        conditions.words(query);
        conditions
    }

    pub fn is_none(&self) -> bool {
        self.all.is_empty()
    }

    /// From what events are counted: where words or one type are all that is asked for, nothing of the events need
    /// be looked up.
    pub fn counted(&self) -> String {
        match self.all.as_slice() {
            [words] if words.starts_with(BY_WORDS) => {
                "event_text WHERE event_text MATCH ?".to_owned()
            }
            [kind] if self.values.len() == 1 && kind.contains(" FROM event_type ") => {
                "event_type WHERE type = ?".to_owned()
            }
            _ => format!("event e WHERE {self}"),
        }
    }

    /// Only what comes after the cursor.
    ///
    /// # Errors
    /// When it is of another order.
    pub fn after(&mut self, query: &Query, cursor: Option<&Cursor>) -> Result<()> {
        let Some(Cursor { value: at, key }) = cursor else { return Ok(()) };
        let at = if query.sort == Sort::Added {
            Value::Text(at.clone())
        } else {
            Value::Integer(
                at.parse().with_context(|| format!("cursor {at:?} is of another order"))?,
            )
        };
        let sign = if query.ascending { '>' } else { '<' };
        let order = value(query.sort);
        self.add(format!("({order}, e.key) {sign} (?, ?)"), [at, Value::Integer(key.0 as i64)]);
        Ok(())
    }

    fn add(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.all.push(condition.into());
        self.values.extend(values);
    }

    fn hold(&mut self, test: &Test<'_>, is_common: bool) {
        match test {
            Test::Among(Word::Kind, kinds) if is_common => {
                let before = "EXISTS (SELECT 1 FROM event_type t WHERE t.event = e.key AND t.type";
                self.among(before, kinds, ")");
            }
            // Events of a rare type are listed; whether one is of a common type is looked up.
            Test::Among(Word::Kind, kinds) => {
                self.among("e.key IN (SELECT event FROM event_type WHERE type", kinds, ")");
            }
            Test::Among(word, words) => self.among(column(*word), words, ""),
            Test::Named(word, name) => {
                let condition = format!("{} = ? COLLATE NOCASE", column(*word));
                self.add(condition, [Value::Text((*name).to_owned())]);
            }
            Test::Is(number, is) => {
                self.add(format!("{} = ?", term(*number)), [Value::Integer(*is)]);
            }
            // As it is written, so that the order of what is added finds it.
            Test::Least(Number::Added, least) => {
                self.add("e.added >= ?", [midnight(*least)]);
            }
            Test::Most(Number::Added, most) => {
                self.add("e.added < ?", [midnight(*most + 1)]);
            }
            Test::Least(number, least) => {
                self.add(format!("{} >= ?", term(*number)), [Value::Integer(*least)]);
            }
            Test::Most(number, most) => {
                self.add(format!("{} <= ?", term(*number)), [Value::Integer(*most)]);
            }
            Test::Naming(bits) => self.add("e.namings & ? <> 0", [Value::Integer((*bits).into())]),
            Test::LiesIn(area) => self.lies_in(*area),
            Test::Any(tests) => {
                let mut any = Self::none();
                tests.iter().for_each(|test| any.hold(test, is_common));
                self.add(format!("({})", any.all.join(" OR ")), any.values);
            }
        }
    }

    fn among(&mut self, before: &str, words: &[&str], after: &str) {
        let marks = vec!["?"; words.len()].join(", ");
        let values = words.iter().map(|word| Value::Text((*word).to_owned()));
        self.add(format!("{before} IN ({marks}){after}"), values);
    }

    /// What lies nearby is looked up first, and more of it than lies there: the tree rounds.
    fn lies_in(&mut self, area: Area) {
        if let Some([west, south, east, north]) = around(area) {
            let between = match west <= east {
                true => "east >= ? AND west <= ?",
                false => "(east >= ? OR west <= ?)",
            };
            let sql = format!(
                "e.key IN (SELECT event FROM event_point WHERE {between} AND north >= ? AND south <= ?)"
            );
            self.add(sql, [west, east, south, north].map(Value::Real));
        }
        match area {
            Area::Circle { lat, lon, km } => {
                self.add("in_circle(e.lat, e.lon, ?, ?, ?)", [lat, lon, km].map(Value::Real));
            }
            Area::Box { west, south, east, north } => {
                let sides = [west, south, east, north].map(Value::Real);
                self.add("in_box(e.lat, e.lon, ?, ?, ?, ?)", sides);
            }
        }
    }

    fn words(&mut self, query: &Query) {
        if let Some(words) = words(query) {
            self.add(format!("{BY_WORDS} MATCH ?)"), [Value::Text(words)]);
        }
    }
}

fn column(word: Word) -> &'static str {
    match word {
        Word::Kind => "e.type",
        Word::Country => "e.country",
        Word::Admin1 => "e.admin1",
        Word::Admin2 => "e.admin2",
        Word::Precision => "e.precision",
    }
}

fn term(number: Number) -> &'static str {
    match number {
        Number::FirstDay => "ifnull(e.first_day, e.last_day)",
        Number::LastDay => "ifnull(e.last_day, e.first_day)",
        Number::FirstReported => "e.published_first",
        Number::LastReported => "e.published_last",
        Number::Added => "unixepoch(e.added) / 86400",
        Number::Origins => "e.origins",
        Number::IsAggregate => "e.aggregate",
        Number::IsDenied => "(e.denials > 0)",
        Number::IsSupposedOnly => "e.supposed_only",
    }
}

/// The first moment of a day, as far as times are written alike; after the last day that has a name, what comes
/// after all.
fn midnight(day: i64) -> Value {
    Value::Text(date(day).map_or_else(|| "~".to_owned(), |day| day.to_string()))
}

/// West, south, east and north of a box that holds an area; none where it holds a pole or goes round the globe.
fn around(area: Area) -> Option<[f64; 4]> {
    let (lat, lon, km) = match area {
        Area::Circle { lat, lon, km } => (lat, lon, km),
        Area::Box { west, south, east, north } => return Some([west, south, east, north]),
    };
    // A degree of latitude is 111.2 km; of longitude it shrinks towards the poles.
    let tall = km / 111.2 * 1.01;
    let highest = lat.abs() + tall;
    let wide = tall / highest.to_radians().cos();
    if highest >= 89.0 || wide >= 180.0 {
        return None;
    }
    let wrapped = |lon: f64| (lon + 180.0).rem_euclid(360.0) - 180.0;
    Some([wrapped(lon - wide), lat - tall, wrapped(lon + wide), lat + tall])
}

/// The words asked for, as FTS5 takes them; none when none are.
pub fn words(query: &Query) -> Option<String> {
    let phrase = |column: &str, words: &Option<String>| {
        words.as_deref().map(|words| format!("{column} : {}", quoted(words)))
    };
    let asked: Vec<String> = [
        phrase("actors", &query.actor),
        phrase("sources", &query.source),
        phrase("places", &query.place),
        query.text.as_deref().map(searched),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect();
    (!asked.is_empty()).then(|| asked.join(" AND "))
}

/// A phrase as FTS5 takes it.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

/// Every word, and every phrase that stands in quotation marks.
fn searched(text: &str) -> String {
    let parts = text.split('"').enumerate().flat_map(|(number, part)| {
        let is_phrase = number % 2 == 1;
        let words: Vec<&str> =
            if is_phrase { vec![part] } else { part.split_whitespace().collect() };
        words
    });
    let parts = parts.filter(|part| part.chars().any(char::is_alphanumeric)).map(quoted);
    parts.collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_searched_as_they_stand_and_phrases_together() {
        assert_eq!(searched("market  bomb*"), "\"market\" AND \"bomb*\"");
        assert_eq!(searched("\"car bomb\" Gao"), "\"car bomb\" AND \"Gao\"");
        assert_eq!(searched("NOT - \" \""), "\"NOT\"");
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
    }

    #[test]
    fn nothing_asked_is_everything() {
        let conditions = Conditions::of(&Query::default(), false);
        assert_eq!((conditions.to_string().as_str(), conditions.values.len()), ("1", 0));
    }
}
