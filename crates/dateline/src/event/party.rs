//! What stands behind an event: its origins, its reports, and why its claims are one.

use serde::{Deserialize, Serialize};

/// Where claims first came from. Copies, translations and quotations of one origin are one origin.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Origin {
    /// `o1`, `o2`…, within its event.
    pub id: String,
    pub kind: OriginKind,
    pub name: String,
    /// Id in the registry, of a speaker.
    pub actor: Option<String>,
    /// Ids of the reports that carry it, oldest first.
    pub reports: Vec<String>,
    pub claims: Vec<String>,
    /// Why what it says through several reports is one origin's: a line each.
    pub because: Vec<String>,
}

/// What an origin is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// A person or body that reports quote.
    Speaker,
    /// A publisher in its own voice, or through sources that it does not name.
    Publisher,
}

/// A report that tells of the event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Report {
    /// Its number in the store: `r12`.
    pub id: String,
    /// The id given with it, else its text's SHA-256.
    pub given: String,
    pub version: u32,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub byline: Option<String>,
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// EDTF; `None` when nobody says.
    pub published: Option<String>,
    /// When this version came into the store: UTC, RFC 3339.
    pub added: String,
    /// Of the text that spans refer to.
    pub text_sha256: String,
    pub via: Vec<ReportVia>,
}

/// An outlet that a report says its content came through.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct ReportVia {
    pub outlet: String,
    /// `republishes | translates | quotes`.
    pub relation: String,
}

/// A link between two claims that makes them one event.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Join {
    pub a: String,
    pub b: String,
    /// 0 to 1.
    pub score: f64,
    /// In words: "same town (Gao), same day, both 3 killed".
    pub because: String,
    /// `dateline`, or who linked them by hand.
    pub author: String,
}

impl Join {
    /// The author of links that were found, not made by people.
    pub const FOUND: &str = "dateline";
}
