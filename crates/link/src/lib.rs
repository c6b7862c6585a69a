//! Which reports go back to one origin, and which claims tell of one event.
//!
//! Pure, as the reader is. What is linked depends on the reports and claims alone, not on the order
//! they came in: links are found between two at a time, and groups are worked out of the links.
//! So a caller keeps what was compared, asks for the handles of what is new, compares it with what
//! shares one, and works out again only the groups that its links touch.

pub mod events;
mod facts;
mod key;
pub mod origins;

pub use facts::{Facts, Party, Speaker, Tally, Where};
pub use key::{ClaimKey, ReportKey};
