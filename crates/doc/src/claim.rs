use crate::{EntityId, Evidence, PlaceId, Span, StatementId, TimeId};
use std::sync::Arc;

/// Dateline's own id of an event type, such as `shelling`; the ontology pack gives the other codes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventType(pub Arc<str>);

/// A happening as told once.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    /// The innermost statement that tells it; `None` is the article's own voice.
    pub statement: Option<StatementId>,
    /// What happened.
    pub kind: EventType,
    /// The word or words that name the happening.
    pub trigger: Span,
    /// Who and what took part.
    pub roles: Vec<Role>,
    /// Where, when said.
    pub place: Option<PlaceId>,
    /// When, when said.
    pub time: Option<TimeId>,
    /// How many.
    pub counts: Vec<Count>,
    /// In what way it is put forward.
    pub polarity: Polarity,
    /// What it rests on.
    pub evidence: Evidence,
}

/// A participant of a claim.
#[derive(Clone, PartialEq, Debug)]
pub struct Role {
    /// The part played.
    pub kind: RoleKind,
    /// The entity, when it is one of the reading's.
    pub entity: Option<EntityId>,
    /// The words.
    pub span: Span,
}

/// The part a participant plays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RoleKind {
    /// Persons or groups who act.
    Actor,
    /// The body they act for.
    Organization,
    /// Who receives, is addressed or is acted upon without being harmed.
    Recipient,
    /// People harmed.
    Victim,
    /// Things attacked.
    Target,
    /// What it was done with.
    Weapon,
    /// Where a movement starts.
    Origin,
    /// Where a movement ends.
    Destination,
}

impl RoleKind {
    /// Whether it is of those who do it, themselves or for a body.
    pub fn acts(self) -> bool {
        matches!(self, Self::Actor | Self::Organization)
    }

    /// Whether it is of what brings it about: those who act, or what it was done with.
    pub fn brings_about(self) -> bool {
        self.acts() || self == Self::Weapon
    }
}

/// A number of people or things, with its bounds.
#[derive(Clone, PartialEq, Debug)]
pub struct Count {
    /// What is counted: `killed`, `wounded`, `abducted`, `arrested`, `displaced`, `attacks`, `people`…
    pub what: Arc<str>,
    /// At least so many; `None` when the words give no number ("dozens" stays as said).
    pub low: Option<u64>,
    /// At most so many; `None` when open or unsaid.
    pub high: Option<u64>,
    /// The words.
    pub span: Span,
}

/// In what way a claim is put forward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Polarity {
    /// As a fact.
    Asserted,
    /// As not so.
    Denied,
    /// As possible.
    Supposed,
    /// As intended.
    Planned,
    /// As a threat.
    Threatened,
}
