//! Dateline's encoder and its heads.
//!
//! A small transformer (BERT's architecture, int8 weights, run by `rten`) gives every word of an article a vector
//! and, by linear heads, scores of the parts it may play. Linear-chain CRFs cut spans from the scores, a linker joins
//! them to statements, and entities are grouped by name. What comes out is a [`dateline_doc::Sketch`]; what is
//! made of it is the reader's affair, and nothing of the reader is known here. The recipe that makes the weights is in
//! `training/`.

mod constants;
mod crf;
mod dense;
mod error;
mod fillers;
#[cfg(test)]
mod golden;
mod graph;
mod layout;
mod linking;
mod model;
mod pair;
mod scores;
mod statements;
mod weights;
mod windows;
mod wordpiece;

pub use constants::{Constants, FillerConstants, StatementConstants};
pub use error::Error;
pub use model::{Model, ModelFiles};
