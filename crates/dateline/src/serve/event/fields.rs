//! Each field of an event, with what each origin says of it.

use crate::{
    event::{Count, CountValue, Event, Placed},
    record::words::interval,
};
use std::collections::BTreeSet;

/// A field and its values.
pub struct Field {
    pub name: String,
    pub agreement: Agreement,
    pub values: Vec<Value>,
}

/// Whether origins say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Only one value is said.
    One,
    /// What is said goes together.
    Agree,
    Differ,
}

/// A value and who says it.
pub struct Value {
    pub text: String,
    /// How it is known: "stated", "town".
    pub note: String,
    pub origins: Vec<String>,
}

impl Agreement {
    fn of(values: usize, agree: bool) -> Self {
        match (values, agree) {
            (_, false) => Self::Differ,
            (0 | 1, _) => Self::One,
            _ => Self::Agree,
        }
    }

    /// A word for it, which is its style's name too; empty where nothing is to be said.
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Agree => "agree",
            Self::Differ => "differ",
        }
    }
}

/// The fields of an event that anything is said of.
pub fn fields(event: &Event, label: impl Fn(&str) -> String) -> Vec<Field> {
    let mut fields = vec![what(event, label)];
    if let Some(time) = &event.occurred {
        let values = time.values.iter().map(|value| Value {
            text: shortest(&value.interval),
            note: value.basis.clone(),
            origins: value.origins.clone(),
        });
        fields.push(field("When", time.agree, values.collect()));
    }
    if let Some(place) = &event.place {
        fields.push(field("Where", place.agree, place.values.iter().map(placed).collect()));
    }
    fields.extend(roles(event));
    for count in &event.counts {
        fields.push(counted(count));
    }
    fields
}

fn field(name: &str, agree: bool, values: Vec<Value>) -> Field {
    Field { name: name.to_owned(), agreement: Agreement::of(values.len(), agree), values }
}

fn what(event: &Event, label: impl Fn(&str) -> String) -> Field {
    let value = |kind: &String| {
        let claims = event.claims.iter().filter(|claim| claim.kind == *kind);
        let origins: BTreeSet<&String> = claims.map(|claim| &claim.origin).collect();
        let origins = origins.into_iter().cloned().collect();
        Value { text: label(kind), note: String::new(), origins }
    };
    // Several types of one event are parts of it, not contradictions.
    Field {
        name: "What".to_owned(),
        agreement: Agreement::One,
        values: event.types.iter().map(value).collect(),
    }
}

/// An interval in its shortest form: a day, a month, or both ends.
pub fn shortest(edtf: &str) -> String {
    interval(edtf, "stated").map_or_else(|_| edtf.to_owned(), |interval| interval.to_string())
}

fn placed(placed: &Placed) -> Value {
    let place = &placed.value;
    let parts =
        [Some(&place.name), place.admin2.as_ref(), place.admin1.as_ref(), place.country.as_ref()];
    let mut parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.dedup();
    Value { text: parts.join(", "), note: place.precision.clone(), origins: placed.origins.clone() }
}

/// One field a part played.
fn roles(event: &Event) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for role in &event.roles {
        let value = Value {
            text: role.name.clone(),
            note: role.actor.clone().unwrap_or_default(),
            origins: role.origins.clone(),
        };
        match fields.iter_mut().find(|field| field.name == role.role) {
            Some(field) => field.values.push(value),
            None => fields.push(field(&role.role, true, vec![value])),
        }
    }
    fields
}

fn counted(count: &Count) -> Field {
    let value = |value: &CountValue| Value {
        text: range(value.low, value.high),
        note: String::new(),
        origins: value.origins.clone(),
    };
    field(&count.what, count.agree, count.values.iter().map(value).collect())
}

/// Bounds for people.
pub fn range(low: Option<u64>, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "no number said".to_owned(),
    }
}
