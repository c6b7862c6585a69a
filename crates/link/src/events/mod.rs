//! Which claims tell the same happening.

mod words;

pub use words::words;
