use super::{
    draft::Draft,
    naming::{self, Known},
    view::View,
    words::Class,
};
use dateline_doc::{EntityId, Evidence, Mode, Naming, Span, Stance, Statement, Tag, TokenSpan};
use std::sync::Arc;

/// Turns drafts, in any order, into statements with speaker, naming, mode and stance.
pub(super) fn statements(
    view: &View<'_>,
    known: Known<'_>,
    mut drafts: Vec<Draft>,
    by: &Arc<str>,
) -> Vec<Statement> {
    drafts.sort_by_key(|draft| draft.cue.start());
    let mut speakers = Speakers { view, known, before: Vec::new() };
    drafts
        .iter()
        .map(|draft| {
            let (naming, speaker) = speakers.of(draft);
            let span = |tokens: TokenSpan| view.segments.span(tokens);
            let cue: Vec<Span> =
                Some(draft.cue).filter(|cue| !cue.is_empty()).map(span).into_iter().collect();
            let content: Vec<Span> =
                draft.content.iter().copied().filter(|piece| !piece.is_empty()).map(span).collect();
            let told = if cue.is_empty() { &content } else { &cue };
            Statement {
                within: None,
                source: draft.source.map(span).into_iter().collect(),
                evidence: Evidence {
                    spans: told.clone(),
                    by: draft.by.as_ref().unwrap_or(by).clone(),
                    score: draft.score,
                },
                cue,
                content,
                speaker,
                naming,
                mode: mode(view, draft),
                stance: stance(view, draft),
            }
        })
        .collect()
}

/// Who spoke so far.
struct Speakers<'a> {
    view: &'a View<'a>,
    known: Known<'a>,
    /// Source, naming and entity of each statement that named its source itself.
    before: Vec<(TokenSpan, Naming, Option<EntityId>)>,
}

impl Speakers<'_> {
    /// The naming and entity of a draft's source; pronouns and "the official" are the speaker before.
    fn of(&mut self, draft: &Draft) -> (Naming, Option<EntityId>) {
        let Some(source) = draft.source else { return (Naming::Unnamed, None) };
        let (naming, entity) = naming::naming(self.view, self.known, source);
        if let Some((naming, entity)) = self.antecedent(source) {
            return (naming, entity);
        }
        self.before.push((source, naming, entity));
        (naming, entity)
    }

    fn antecedent(&self, source: TokenSpan) -> Option<(Naming, Option<EntityId>)> {
        let view = self.view;
        let first = source.start();
        let found = if view.is(first, Class::Pronoun) && source.len() == 1 {
            self.before.last()
        } else if view.is(first, Class::Relative) && source.len() == 1 {
            return self.owner(first);
        } else if view.tag(first) == Tag::Determiner && source.len() <= 3 {
            let head = source.end() - 1;
            self.before.iter().rev().find(|(before, ..)| {
                before.range().any(|at| view.segments.fold(at) == view.segments.fold(head))
            })
        } else {
            None
        };
        found.map(|(_, naming, entity)| (*naming, *entity))
    }

    /// What a relative pronoun stands for: the phrase before it.
    fn owner(&self, pronoun: usize) -> Option<(Naming, Option<EntityId>)> {
        let end =
            if pronoun > 0 && self.view.is_comma(pronoun - 1) { pronoun - 1 } else { pronoun };
        let phrase = self.view.phrase_before(end, 0)?;
        Some(naming::naming(self.view, self.known, phrase))
    }
}

fn mode(view: &View<'_>, draft: &Draft) -> Mode {
    let tokens = || draft.content.iter().flat_map(|piece| piece.range());
    let words = || tokens().filter(|token| view.tag(*token) != Tag::Mark);
    if words().all(|token| view.quote_at(token).is_some()) {
        return Mode::Direct;
    }
    let quoted = tokens().any(|token| view.quote_at(token).is_some());
    // A quotation that holds the whole statement says nothing about its mode.
    let around = view.quote_at(draft.cue.start()).is_some();
    if quoted && !around { Mode::Mixed } else { Mode::Indirect }
}

/// The cue's stance, unless the content itself is put as a mere possibility.
fn stance(view: &View<'_>, draft: &Draft) -> Stance {
    if draft.stance != Stance::Asserts {
        return draft.stance;
    }
    let Some(first) = draft.content.first() else { return draft.stance };
    let hedged = |token: usize| {
        view.is(token, Class::Hedge) && matches!(view.tag(token), Tag::Modal | Tag::Adverb)
    };
    // Up to the content's first verb: what stands further right may be in another clause.
    let verb = first.range().take(25).find(|token| view.is_finite(*token));
    let end = verb.map_or(first.start(), |verb| (verb + 2).min(first.end()));
    if (first.start()..end).any(hedged) { Stance::Supposes } else { draft.stance }
}
