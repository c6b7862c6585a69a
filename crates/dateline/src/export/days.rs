//! The days on which an event may have happened.

use crate::event::Event;
use jiff::{ToSpan, civil::Date};

/// First and last day, both included.
#[derive(Clone, Copy)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// Those of an event that is dated on both sides.
    pub fn of(event: &Event) -> Option<Self> {
        let occurred = event.occurred.as_ref()?;
        let day = |text: &Option<String>| text.as_deref()?.parse().ok();
        Some(Self { first: day(&occurred.start)?, last: day(&occurred.end)? })
    }

    /// How many they are.
    pub fn number(self) -> i32 {
        self.last.since((jiff::Unit::Day, self.first)).map_or(0, |span| span.get_days()) + 1
    }

    /// The one in the middle.
    pub fn middle(self) -> Date {
        self.first.saturating_add((self.number() / 2).days())
    }
}
