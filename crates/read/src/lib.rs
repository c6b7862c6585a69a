//! Dateline's reader: from an article's text to what it reports.
//!
//! Pure: the result depends on the arguments alone. [`Reader::read`] is the whole pipeline.

pub mod article;
pub mod cases;
pub mod claims;
pub mod entities;
mod error;
pub mod gazetteer;

pub mod packs;
pub mod places;
mod reader;
mod relevance;
pub mod segment;
pub mod statements;
pub mod times;

pub use error::Error;
pub use packs::{PackFiles, Packs};
pub use reader::Reader;
pub use relevance::Subject;
