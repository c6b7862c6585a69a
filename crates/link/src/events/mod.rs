//! Which claims tell the same happening.
//!
//! [`inherit`] completes the claims of a report from each other. [`handles`] say which claims are worth
//! comparing, [`join`] compares two, and [`groups`] makes events of what it joins and of what people
//! decided.

mod agglomerate;
mod aggregate;
mod alike;
mod bundle;
mod compare;
mod counts;
mod decision;
mod groups;
mod handles;
mod inherit;
mod join;
mod kinds;
mod pairs;
mod parties;
mod places;
mod reason;
mod rules;
mod span;
mod spanning;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod times;
mod words;

pub use aggregate::{contains, dates, is_aggregate};
pub use alike::{LEADERS, likeness};
pub use decision::{Decision, DecisionKind};
pub use groups::{Group, groups};
pub use handles::handles;
pub use inherit::inherit;
pub use join::{Join, join};
pub use reason::Reason;
pub use words::words;
