//! From what the command line names to reports, and from reports to articles.

mod jsonl;
mod report;
mod source;

pub use report::{Body, Report};
pub use source::{Hints, reports};
