//! What people decided on which claims are one event.

use dateline_link::ClaimKey;
use dateline_link::events::DecisionKind;

/// What somebody decides, and why.
pub struct Judgement<'a> {
    pub author: &'a str,
    pub reason: &'a str,
}

/// A decision as it is kept.
pub struct Decided {
    pub id: i64,
    pub kind: DecisionKind,
    /// The pairs that are one event, or are not.
    pub pairs: Vec<(ClaimKey, ClaimKey)>,
    pub author: String,
    pub reason: String,
    /// UTC, RFC 3339.
    pub at: String,
    /// When and by whom it was taken back.
    pub undone: Option<(String, String)>,
}
