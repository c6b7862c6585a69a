//! Dateline's vocabulary: what a report, an article and a reading are made of.
//!
//! Everything above this crate speaks these types; nothing above it is known here.
//! Offsets are UTF-8 bytes of the article's text throughout.

mod article;
mod claim;
mod entity;
mod evidence;
mod layer;
mod place;
mod reading;
mod segments;
mod sketch;
mod span;
mod statement;
mod time;

pub use article::{Article, Problem, Relation, Via};
pub use claim::{Claim, Count, EventType, Polarity, Role, RoleKind};
pub use entity::{ActorId, Entity, EntityId, EntityKind};
pub use evidence::Evidence;
pub use layer::{Annotator, Layer, Located, Named, Segmented, Sketched, Stated};
pub use place::{Place, PlaceId, Point, Precision};
pub use reading::Reading;
pub use segments::{NounPhrase, Quote, Segments, Tag, Token, TokenKind};
pub use sketch::{Filler, Saying, Sketch};
pub use span::{Span, TokenSpan};
pub use statement::{Mode, Naming, Stance, Statement, StatementId};
pub use time::{Basis, Grain, Time, TimeId, TimeInterval, TimeType};
