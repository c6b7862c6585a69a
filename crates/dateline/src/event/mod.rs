//! An event as the store holds it and as it is printed: the wire form `dateline/event/1`.
//!
//! Spans are Unicode code points of the report's text, as in the record of a reading.

mod agree;
mod apart;
mod area;
mod assemble;
mod brief;
mod claim;
mod compact;
mod correct;
mod facts;
mod field;
mod id;
mod judged;
mod namesake;
mod party;
mod tell;

pub use apart::apart;
pub use area::reach;
pub use assemble::{Parts, assemble, join};
pub use brief::Brief;
pub use claim::{Chain, Claim, ClaimCount, ClaimPlace, ClaimRole, ClaimTime, Quote, Reviewed};
pub use compact::{compact, expanded};
pub use correct::correct;
pub use facts::{complete, facts};
pub use field::{Count, CountValue, Occurred, OccurredValue, Place, PlaceValue, Placed, Role};
pub use id::{claim_id, claim_key, claim_of, report_key};
pub use party::{Join, Origin, OriginKind, Report, ReportVia};
use serde::{Deserialize, Serialize};
pub use tell::{Told, tell};

/// The wire form's name and version.
pub const SCHEMA: &str = "dateline/event/1";

/// The claims, from any number of reports, that tell the same happening.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Event {
    pub schema: String,
    /// Of its first claim: the one published first. Any of its claims' ids stands for it too.
    pub id: String,
    /// Dateline's id of the type that its claims agree on best.
    #[serde(rename = "type")]
    pub kind: String,
    /// The type in words.
    pub label: String,
    /// All types that its claims tell, the most told first.
    pub types: Vec<String>,
    pub plover: Option<Plover>,
    pub acled: Option<Acled>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Whether it tells of many happenings at once ("41 attacks in March").
    pub aggregate: bool,
    /// Ids of aggregates that it is part of.
    pub within: Vec<String>,
    /// Ids of events that are part of it.
    pub contains: Vec<String>,
    pub occurred: Option<Occurred>,
    pub place: Option<Place>,
    pub roles: Vec<Role>,
    pub counts: Vec<Count>,
    pub standing: Standing,
    pub published: Published,
    /// When the store got its first claim: UTC, RFC 3339.
    pub added: String,
    pub origins: Vec<Origin>,
    pub reports: Vec<Report>,
    pub claims: Vec<Claim>,
    /// Why its claims are one event.
    pub joins: Vec<Join>,
}

/// PLOVER's codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Plover {
    pub event: String,
    pub mode: Option<String>,
}

/// ACLED's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Acled {
    pub event: String,
    pub sub_event: String,
}

/// On whose word an event stands. It has no truth value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Standing {
    /// Independent origins of claims that it happened.
    pub origins: u32,
    pub reports: u32,
    /// Origins that deny it.
    pub denials: u32,
    /// Nobody puts it forward as a fact: it is supposed, planned or threatened.
    pub supposed_only: bool,
    /// One origin alone.
    pub single_source: bool,
}

/// When its reports were published: EDTF days; `None` when no report says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Published {
    pub first: Option<String>,
    pub last: Option<String>,
}
