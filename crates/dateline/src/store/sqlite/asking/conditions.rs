//! From a query to SQL.

use super::value;
use crate::store::{Area, Cursor, Days, Query, Sort, Standing, columns::bit};
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
        conditions.kind(query, is_common);
        conditions.place(query);
        conditions.time(query);
        conditions.standing(query);
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

    /// Any one of a list; nothing when it is empty.
    fn any(&mut self, before: &str, list: &[String], after: &str) {
        if !list.is_empty() {
            let marks = vec!["?"; list.len()].join(", ");
            self.add(
                format!("{before} IN ({marks}){after}"),
                list.iter().cloned().map(Value::Text),
            );
        }
    }

    /// Events of a rare type are listed; whether one is of a common type is looked up.
    fn kind(&mut self, query: &Query, is_common: bool) {
        let before = match is_common {
            true => "EXISTS (SELECT 1 FROM event_type t WHERE t.event = e.key AND t.type",
            false => "e.key IN (SELECT event FROM event_type WHERE type",
        };
        self.any(before, &query.types, ")");
        if let Some(aggregate) = query.aggregate {
            self.add("e.aggregate = ?", [Value::Integer(aggregate.into())]);
        }
    }

    fn place(&mut self, query: &Query) {
        self.any("e.country", &query.countries, "");
        for (column, name) in [("admin1", &query.admin1), ("admin2", &query.admin2)] {
            if let Some(name) = name {
                let condition = format!("e.{column} = ? COLLATE NOCASE");
                self.add(condition, [Value::Text(name.clone())]);
            }
        }
        match query.area {
            Some(Area::Circle { lat, lon, km }) => self.circle(lat, lon, km),
            Some(Area::Box { west, south, east, north }) => self.bounds(west, south, east, north),
            None => {}
        }
    }

    fn bounds(&mut self, west: f64, south: f64, east: f64, north: f64) {
        let (between, pair) = if west <= east {
            ("west >= ? AND east <= ?", [west, east])
        } else {
            ("(west >= ? OR east <= ?)", [west, east])
        };
        let sql = format!(
            "e.key IN (SELECT event FROM event_point WHERE {between} AND south >= ? AND north <= ?)"
        );
        self.add(sql, [pair[0], pair[1], south, north].map(Value::Real));
    }

    fn circle(&mut self, lat: f64, lon: f64, km: f64) {
        // A degree of latitude is 111.2 km; of longitude it shrinks towards the poles.
        let tall = km / 111.2;
        let wide = tall / lat.to_radians().cos().max(0.01);
        if wide < 180.0 {
            let wrapped = |lon: f64| (lon + 180.0).rem_euclid(360.0) - 180.0;
            self.bounds(wrapped(lon - wide), lat - tall, wrapped(lon + wide), lat + tall);
        }
        self.add("distance_km(e.lat, e.lon, ?, ?) <= ?", [lat, lon, km].map(Value::Real));
        self.add("e.precision IN ('site', 'town', 'near', 'admin2')", []);
    }

    fn time(&mut self, query: &Query) {
        self.span(
            ("ifnull(e.last_day, e.first_day)", "ifnull(e.first_day, e.last_day)"),
            query.occurred,
        );
        self.span(("e.published_last", "e.published_first"), query.published);
        let day = "unixepoch(e.added) / 86400";
        self.span((day, day), query.added);
    }

    /// Whether a span from `first` to `last` shares a day with these.
    fn span(&mut self, (last, first): (&str, &str), days: Days) {
        if let Some(since) = days.since {
            self.add(format!("{last} >= ?"), [Value::Integer(since)]);
        }
        if let Some(until) = days.until {
            self.add(format!("{first} <= ?"), [Value::Integer(until)]);
        }
    }

    fn standing(&mut self, query: &Query) {
        if let Some(origins) = query.origins {
            self.add("e.origins >= ?", [Value::Integer(origins.into())]);
        }
        if !query.namings.is_empty() {
            let bits = query.namings.iter().fold(0, |bits, naming| bits | bit(*naming));
            self.add("e.namings & ? <> 0", [Value::Integer(bits.into())]);
        }
        let standings = query.standings.iter().map(|standing| match standing {
            Standing::SingleSource => "e.origins = 1",
            Standing::ManySources => "e.origins > 1",
            Standing::Denied => "e.denials > 0",
            Standing::SupposedOnly => "e.supposed_only",
        });
        let any = standings.collect::<Vec<_>>().join(" OR ");
        if !any.is_empty() {
            self.add(format!("({any})"), []);
        }
    }

    fn words(&mut self, query: &Query) {
        if let Some(words) = words(query) {
            self.add(format!("{BY_WORDS} MATCH ?)"), [Value::Text(words)]);
        }
    }
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
