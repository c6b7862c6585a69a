use crate::{Evidence, Span};
use std::sync::Arc;

/// Number of an [`Entity`] in its reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityId(pub u32);

/// An actor's id in the registry, such as `irn-quds-force`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ActorId(pub Arc<str>);

/// Someone or something the article speaks of, with every mention of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article, or the registry's.
    pub name: String,
    /// Who it is in the registry.
    pub actor: Option<ActorId>,
    /// Every mention, in text order; never empty.
    pub mentions: Vec<Span>,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What an entity is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Group,
    Organization,
    Government,
    Military,
    Police,
    Civilians,
    Facility,
    Vehicle,
    Weapon,
    Place,
    Other,
}
