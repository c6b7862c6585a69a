//! A claim with its words, as an event holds it.

use super::PlaceValue;
use serde::{Deserialize, Serialize};

/// A happening as one report tells it once.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Claim {
    /// Stays the same when its report is read again.
    pub id: String,
    /// Id of one of the event's reports, such as `r12`.
    pub report: String,
    /// Its id in the report's reading, such as `c3`.
    pub claim: String,
    /// Id of one of the event's origins, such as `o1`.
    pub origin: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// `asserted | denied | supposed | planned | threatened`.
    pub polarity: String,
    pub score: f64,
    /// The words that name the happening.
    pub trigger: Quote,
    /// The sentence that they stand in.
    pub sentence: Quote,
    /// Who says so, outermost first. Empty when the report says it in its own voice.
    pub chain: Vec<Chain>,
    pub roles: Vec<ClaimRole>,
    pub place: Option<ClaimPlace>,
    pub time: Option<ClaimTime>,
    pub counts: Vec<ClaimCount>,
    /// What people said of it, the oldest first; the values are as they say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviewed: Vec<Reviewed>,
}

/// What a person said of a claim.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Reviewed {
    /// `accept | reject | correct`.
    pub verdict: String,
    /// Which part of it was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// Words of a report: code points `[start, end)` of its text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Quote {
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

/// A statement on the way from the report to the happening.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Chain {
    /// Its id in the report's reading, such as `s2`.
    pub statement: String,
    /// The speaker's fullest name in the report, else the source's words; empty when there are none.
    pub name: String,
    /// Id in the registry.
    pub actor: Option<String>,
    /// `named | unnamed | institution | outlet`.
    pub naming: String,
    /// `direct | indirect | mixed`.
    pub mode: String,
    /// `asserts | denies | doubts | supposes | asks`.
    pub stance: String,
    pub source: Vec<Quote>,
    pub cue: Vec<Quote>,
    pub content: Vec<Quote>,
}

/// Who or what took part, and in which words.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct ClaimRole {
    pub role: String,
    pub name: String,
    /// Id in the registry.
    pub actor: Option<String>,
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-3 of the registry's entry.
    pub country: Option<String>,
    pub span: Quote,
}

/// Where, and in which words.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct ClaimPlace {
    #[serde(flatten)]
    pub value: PlaceValue,
    pub span: Quote,
}

/// When, and in which words.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct ClaimTime {
    /// EDTF interval, `start/end`; `None` when the words were not resolved.
    pub interval: Option<String>,
    pub grain: Option<String>,
    pub basis: Option<String>,
    pub span: Quote,
}

/// How many, and in which words.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct ClaimCount {
    pub what: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub span: Quote,
}

impl Claim {
    /// Shows `change` everything in it that is words of its report.
    pub fn each_quote(&mut self, change: &mut impl FnMut(&mut Quote)) {
        change(&mut self.trigger);
        change(&mut self.sentence);
        for link in &mut self.chain {
            let parts = [&mut link.source, &mut link.cue, &mut link.content];
            parts.into_iter().flatten().for_each(&mut *change);
        }
        self.roles.iter_mut().for_each(|role| change(&mut role.span));
        self.place.iter_mut().for_each(|place| change(&mut place.span));
        self.time.iter_mut().for_each(|time| change(&mut time.span));
        self.counts.iter_mut().for_each(|count| change(&mut count.span));
    }
}
