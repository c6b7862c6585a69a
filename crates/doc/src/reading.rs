use crate::{Article, Claim, Entity, Place, Segments, Statement, Time};

/// All that was found in one article.
///
/// Ids number the lists: `PlaceId(0)` is `places[0]`. Each list refers to earlier ones only.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// What was read.
    pub article: Article,
    /// Its tokens, sentences, quotations and noun phrases.
    pub segments: Segments,
    /// Time expressions, in text order.
    pub times: Vec<Time>,
    /// Place mentions, in text order.
    pub places: Vec<Place>,
    /// Entities, by first mention.
    pub entities: Vec<Entity>,
    /// Statements, in text order, outer before inner.
    pub statements: Vec<Statement>,
    /// Claims, by trigger.
    pub claims: Vec<Claim>,
}
