//! Statements that a model marks, beside those of the rules.
//!
//! A model finds outermost statements better than rules do; rules find what is told inside them, and know their cues.

use super::{draft::Draft, view::View};
use dateline_doc::{Saying, Sketch, Span, Stance, TokenSpan};

/// A rule's statement that no model marks stands when the rule is at least so sure.
const SURE: f32 = 2.0;

/// What the models mark, as drafts. Their stance is to be known by their cues.
pub(super) fn drafts(view: &View<'_>, sketches: &[Sketch]) -> Vec<Draft> {
    let sayings =
        sketches.iter().flat_map(|sketch| sketch.sayings.iter().map(move |one| (sketch, one)));
    sayings.filter_map(|(sketch, saying)| draft(view, sketch, saying)).collect()
}

fn draft(view: &View<'_>, sketch: &Sketch, saying: &Saying) -> Option<Draft> {
    let tokens =
        |span: Span| Some(view.segments.tokens_in(span)).filter(|tokens| !tokens.is_empty());
    let content: Vec<TokenSpan> = saying.content.iter().copied().filter_map(tokens).collect();
    let start = content.first()?.start();
    Some(Draft {
        cue: saying.cue.and_then(tokens).unwrap_or(TokenSpan::new(start, start)),
        source: saying.source.and_then(tokens),
        content,
        stance: Stance::Asserts,
        score: saying.score,
        by: Some(sketch.by.clone()),
    })
}

/// The models' statements, with the stance of the rule that has the same cue, and the rules' that
/// add to them: told within one of theirs, or sure and apart from all of theirs.
pub(super) fn beside(mut models: Vec<Draft>, rules: Vec<Draft>) -> Vec<Draft> {
    for draft in &mut models {
        if let Some(rule) = rules.iter().find(|rule| shares(rule.cue, draft.cue)) {
            draft.stance = rule.stance;
        }
    }
    let adds = |rule: &Draft| {
        if models.iter().any(|model| shares(model.cue, rule.cue)) {
            return false;
        }
        let inside = |model: &Draft| model.content.iter().any(|piece| holds(*piece, rule.cue));
        let apart = |model: &Draft| {
            rule.content.iter().all(|own| model.content.iter().all(|piece| !shares(*piece, *own)))
        };
        models.iter().any(inside) || rule.score >= SURE && models.iter().all(apart)
    };
    let added: Vec<Draft> = rules.into_iter().filter(adds).collect();
    models.extend(added);
    models
}

fn shares(a: TokenSpan, b: TokenSpan) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

fn holds(outer: TokenSpan, inner: TokenSpan) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}
