//! Hand-written cases: a text, `---`, and the lines expected of its reading.

mod case;
mod lines;

pub use case::{Case, Failure};
pub use lines::lines;
