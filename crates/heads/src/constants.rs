/// What decoding needs to know beside the weights; tuned on a held-out part of the training texts.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Constants {
    pub statements: StatementConstants,
    pub fillers: FillerConstants,
    /// The languages the model reads, as BCP 47 primary subtags.
    pub languages: Vec<String>,
    /// The codes that the head of marked pairs tells apart, in the order of its outputs.
    pub roots: Vec<String>,
}

/// How statements are decoded.
#[derive(Clone, PartialEq, Debug)]
pub struct StatementConstants {
    /// Added to the scores of a role's beginnings, so once a span: source, cue, content.
    pub bias: [f32; 3],
    /// Added to the score of a cue having no source.
    pub none: f32,
    /// Content farther from its best cue, in words, stands alone.
    pub alone_gap: usize,
    /// So does content more paragraph ends away.
    pub alone_paragraphs: usize,
    /// Content that stands alone takes the nearest source within so many words, a sentence end counting 20 and a
    /// paragraph end 30.
    pub alone_reach: usize,
    /// Slope and offset that turn a raw logit into a likelihood (Platt scaling).
    pub calibration: [f32; 2],
}

/// How role fillers are decoded.
#[derive(Clone, PartialEq, Debug)]
pub struct FillerConstants {
    /// Added to the scores of a role's beginnings, so once a span: persons who act, bodies they act for, targets, victims,
    /// weapons.
    pub bias: [f32; 5],
    /// An entity is kept when its score reaches this.
    pub least: [f32; 5],
    /// Nothing is kept of a text that is less likely to tell of an incident.
    pub gate: f32,
    /// Words that a name is the same without.
    pub articles: Vec<String>,
    /// Words that have no letter in a name's initials.
    pub particles: Vec<String>,
    /// Slope and offset that turn a raw logit into a likelihood (Platt scaling).
    pub calibration: [f32; 2],
}
