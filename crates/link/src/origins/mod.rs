//! Which reports, and which claims of an event, go back to one origin.
//!
//! A report is compared by its [`Profile`]; [`Blocks`] tells which profiles are worth comparing, and
//! [`edges`] what one has from another. Reports joined by edges that fold are a family: one text,
//! however often it was carried ([`families`]). [`voices`] then tells for the claims of one event
//! from whom each came first.

mod blocks;
mod compare;
mod edge;
mod fact;
mod families;
mod fingerprint;
mod graph;
mod handle;
mod meeting;
mod name;
mod profile;
mod publisher;
mod quotation;
mod sample;
#[cfg(test)]
mod tests;
mod textual;
mod voices;
mod words;

pub use blocks::{Blocks, HUBS, Shift};
pub use compare::edges;
pub use edge::{Edge, EdgeKind};
pub use families::families;
pub use fingerprint::Fingerprint;
pub use graph::Graph;
pub use meeting::Meeting;
pub use name::Name;
pub use profile::Profile;
pub use publisher::publisher;
pub use quotation::Quotation;
pub use sample::{Overlap, Sample};
pub use voices::{Origin, OriginKind, Voice, voices};
