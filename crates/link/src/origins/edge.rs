use crate::ReportKey;
use dateline_doc::StatementId;

/// What one report, or a statement in it, has from another.
#[derive(Clone, PartialEq, Debug)]
pub struct Edge {
    /// The one that took it: as it says itself, else the later one, else the one of the greater key.
    pub from: ReportKey,
    /// The one it was taken from.
    pub to: ReportKey,
    /// In what way.
    pub kind: EdgeKind,
    /// How surely, from 0 to 1.
    pub score: f32,
    /// Why, in plain words.
    pub reason: String,
    /// Which statement of `from` has it from which of `to`, where not the whole report has.
    pub statements: Option<(StatementId, StatementId)>,
}

/// In what way one report has something from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EdgeKind {
    /// Both have one address.
    SameAddress,
    /// Both carry the same text, but for small changes.
    SameText,
    /// It is a part of the other's longer text.
    PartOf,
    /// One carries the other's text in changed words.
    Rewrite,
    /// It carries the other's text, which came on an earlier day, within a longer one.
    Carries,
    /// It says that it carries the other's report, and they agree.
    Republishes,
    /// It says that it carries the other's report in another language, and they agree.
    Translates,
    /// It says that it takes something from the other, and tells the same.
    Quotes,
    /// The same source is quoted with the same words.
    SameWords,
}

impl EdgeKind {
    /// Whether the reports as a whole go back to one origin; else only a part of them does.
    pub fn folds(self) -> bool {
        !matches!(self, Self::Quotes | Self::SameWords)
    }
}
