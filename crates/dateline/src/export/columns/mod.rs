//! The native columns, one row an event. What each means stands in `docs/codebook.md`.

mod counts;
mod evidence;
mod place;
mod roles;
mod standing;
mod what;
mod when;

use crate::event::Event;
pub use counts::of as count;
pub use place::point;
use serde::Serialize;

/// A column: its name, what its cells hold, and how one is made of an event.
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub cell: fn(&Event) -> Cell,
}

/// What a column's cells hold, where they hold anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Text,
    List,
    Whole,
    Number,
    Flag,
    /// Text of the form `YYYY-MM-DD`.
    Day,
}

/// A value in a column.
#[derive(Clone, PartialEq, Serialize, Debug)]
#[serde(untagged)]
pub enum Cell {
    Empty,
    Text(String),
    List(Vec<String>),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

/// The columns in their order.
pub fn all() -> impl Iterator<Item = &'static Column> {
    [
        what::COLUMNS,
        when::COLUMNS,
        place::COLUMNS,
        roles::COLUMNS,
        counts::COLUMNS,
        standing::COLUMNS,
        evidence::COLUMNS,
    ]
    .into_iter()
    .flatten()
}

impl Column {
    const fn new(name: &'static str, kind: Kind, cell: fn(&Event) -> Cell) -> Self {
        Self { name, kind, cell }
    }

    const fn text(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::Text, cell)
    }

    const fn list(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::List, cell)
    }

    const fn whole(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::Whole, cell)
    }

    const fn number(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::Number, cell)
    }

    const fn flag(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::Flag, cell)
    }

    const fn day(name: &'static str, cell: fn(&Event) -> Cell) -> Self {
        Self::new(name, Kind::Day, cell)
    }
}

impl Cell {
    /// Text where there is any.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A number where there is one.
    pub fn whole(number: Option<u64>) -> Self {
        number.map_or(Self::Empty, Self::Whole)
    }

    /// Entries in their order, each once.
    pub fn list<'a>(entries: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list: Vec<String> = Vec::new();
        for entry in entries {
            if !list.iter().any(|known| known == entry) {
                list.push(entry.to_owned());
            }
        }
        Self::List(list)
    }
}
