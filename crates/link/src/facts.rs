use crate::{ClaimKey, ReportKey};
use dateline_doc::{
    ActorId, EntityKind, EventType, Naming, Point, Polarity, Precision, RoleKind, TimeInterval,
};
use std::sync::Arc;

/// What is compared of a claim.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// Which claim it is.
    pub key: ClaimKey,
    /// The report that makes it.
    pub report: ReportKey,
    /// The sentence of the report that it stands in, from 0.
    pub sentence: u32,
    /// What happened.
    pub kind: EventType,
    /// The types that `kind` is a kind of, the nearest first.
    pub broader: Vec<EventType>,
    /// The families of happenings that it may tell of: claims of one happening share one.
    pub families: Vec<Arc<str>>,
    /// In what way it is put forward.
    pub polarity: Polarity,
    /// Where, when said.
    pub place: Option<Where>,
    /// When, when said.
    pub time: Option<TimeInterval>,
    /// When the report was published.
    pub published: Option<TimeInterval>,
    /// Who and what took part.
    pub parties: Vec<Party>,
    /// How many.
    pub tallies: Vec<Tally>,
    /// Who says so, from the article's side inwards: the last is the one who is said to know. Empty
    /// when the article says it in its own voice.
    pub chain: Vec<Speaker>,
    /// Hashes of the content words of its sentence, sorted, each once.
    pub words: Vec<u64>,
}

/// A place, as far as claims are compared by it.
#[derive(Clone, PartialEq, Debug)]
pub struct Where {
    /// Its usual name.
    pub name: String,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// Where it is; `None` when unknown.
    pub point: Option<Point>,
    /// How closely the words place it.
    pub precision: Precision,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Name of the first-level area it lies in (or is).
    pub admin1: Option<String>,
    /// Name of the second-level area it lies in (or is).
    pub admin2: Option<String>,
}

/// Someone or something that took part.
#[derive(Clone, PartialEq, Debug)]
pub struct Party {
    /// The part played.
    pub role: RoleKind,
    /// What it is, when the reader knows.
    pub kind: Option<EntityKind>,
    /// Who it is in the registry.
    pub actor: Option<ActorId>,
    /// Its fullest name in the report, else the words.
    pub name: String,
}

/// A number of people or things, with its bounds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// What is counted.
    pub what: Arc<str>,
    /// At least so many; `None` when the words give no number.
    pub low: Option<u64>,
    /// At most so many; `None` when open or unsaid.
    pub high: Option<u64>,
}

/// One who says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Speaker {
    /// The fullest name in the report, else the words; empty when the text gives none.
    pub name: String,
    /// Who it is in the registry.
    pub actor: Option<ActorId>,
    /// How it is named.
    pub naming: Naming,
}
