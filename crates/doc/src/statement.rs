use crate::{EntityId, Evidence, Span};

/// Number of a [`Statement`] in its reading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StatementId(pub u32);

/// Someone says something.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// The statement whose content this one stands in: the next link outwards of the chain of sources.
    pub within: Option<StatementId>,
    /// Who says it; empty when the text does not tell.
    pub source: Vec<Span>,
    /// The words that say that it is said; may be empty for a bare quotation.
    pub cue: Vec<Span>,
    /// What is said; never empty.
    pub content: Vec<Span>,
    /// The entity that speaks, across pronouns and short names.
    pub speaker: Option<EntityId>,
    /// How the source is named.
    pub naming: Naming,
    /// Whether the words are the source's own.
    pub mode: Mode,
    /// How the source stands to the content.
    pub stance: Stance,
    /// What it rests on.
    pub evidence: Evidence,
}

/// How a source is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Naming {
    /// A person by name.
    Named,
    /// Somebody without a name: "an official".
    Unnamed,
    /// A body: "the ministry".
    Institution,
    /// A publisher or broadcaster.
    Outlet,
}

/// Whose words a content is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Wholly in quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// How a source stands to what it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that it may not be so.
    Doubts,
    /// Says that it may be so.
    Supposes,
    /// Asks, demands or calls for.
    Asks,
}
