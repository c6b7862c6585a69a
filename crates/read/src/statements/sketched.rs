//! Statements that a model marks, beside those of the rules.
//!
//! A model finds outermost statements better than rules do; rules find what is told inside them, and know their cues.

use super::{cues::StatementLexicon, draft::Draft, reach::Reach, stance, view::View, words::Class};
use dateline_doc::{Saying, Sketch, Span, Tag, TokenSpan};

/// A model's statement that no rule sees stands when it is at least so likely.
const LIKELY: f32 = 0.3;

/// A rule's statement that no model marks stands when the rule is at least so sure.
const SURE: f32 = 0.3;

/// Of one statement that both see, the model's stands unless it is less sure than the rule by this factor: its edges
/// are better.
const TRUST: f32 = 0.8;

/// Most tokens of a model's content that may be no more than the subject of what is said.
const SUBJECT: usize = 8;

/// What the models mark, as drafts.
pub(super) fn drafts(
    view: &View<'_>,
    lexicon: &StatementLexicon,
    sketches: &[Sketch],
) -> Vec<Draft> {
    let sayings =
        sketches.iter().flat_map(|sketch| sketch.sayings.iter().map(move |one| (sketch, one)));
    sayings.filter_map(|(sketch, saying)| draft(view, lexicon, sketch, saying)).collect()
}

fn draft(
    view: &View<'_>,
    lexicon: &StatementLexicon,
    sketch: &Sketch,
    saying: &Saying,
) -> Option<Draft> {
    let tokens =
        |span: Span| Some(view.segments.tokens_in(span)).filter(|tokens| !tokens.is_empty());
    let mut content: Vec<TokenSpan> = saying.content.iter().copied().filter_map(tokens).collect();
    let start = content.first()?.start();
    let cue = saying.cue.and_then(tokens).unwrap_or(TokenSpan::new(start, start));
    // A headline tells what the text under it does, and belongs to nobody of the text.
    let paragraph = |at: usize| view.segments.paragraph_of(at);
    if content.len() > 1 && paragraph(cue.start()) > 0 {
        content
            .retain(|piece| paragraph(piece.start()) > 0 || view.quote_at(piece.start()).is_some());
    }
    Some(Draft {
        cue,
        source: saying.source.and_then(tokens).filter(|source| is_whole(view, *source)),
        content,
        stance: stance::of_cue(view, lexicon, &[cue]),
        score: saying.score,
        by: Some(sketch.by.clone()),
    })
}

/// Whether no bracket is cut in half: not "ENDF)".
fn is_whole(view: &View<'_>, source: TokenSpan) -> bool {
    let count = |mark: &str| source.range().filter(|at| view.word(*at) == mark).count();
    count("(") == count(")")
}

/// The models' statements and the rules' that add to them: told within one of theirs, surer than
/// theirs of the same words or naming the source that theirs lacks, or sure and apart from all of theirs.
pub(super) fn beside(view: &View<'_>, mut models: Vec<Draft>, rules: Vec<Draft>) -> Vec<Draft> {
    let surer = |rule: &Draft, model: &Draft| {
        let names = rule.source.is_some() && model.source.is_none() && rule.score >= SURE;
        names || loses_its_clause(view, rule, model) || model.score < TRUST * rule.score
    };
    models.retain(|model| {
        let same = || rules.iter().filter(|rule| is_same(rule, model));
        let agreed = same().next().is_some();
        (agreed || model.score >= LIKELY)
            && !same().any(|rule| surer(rule, model))
            && !is_nobodys(view, model)
    });
    for model in &mut models {
        let same = rules.iter().find(|rule| shares(rule.cue, model.cue));
        if let Some(whole) = same.and_then(|rule| whole_source(view, rule, model)) {
            model.source = Some(whole);
        }
        if let Some(start) = same.and_then(|rule| begins_at(view, rule, model))
            && let [piece] = &mut model.content[..]
        {
            *piece = TokenSpan::new(start, piece.end());
        }
        if let Some(end) = same.and_then(|rule| goes_on_to(view, rule, model))
            && let [piece] = &mut model.content[..]
        {
            *piece = TokenSpan::new(piece.start(), end);
        }
    }
    let adds = |rule: &Draft| {
        if models.iter().any(|model| shares(model.cue, rule.cue)) {
            return false;
        }
        let inside = |model: &Draft| model.content.iter().any(|piece| holds(*piece, rule.cue));
        models.iter().any(inside)
            || rule.score >= SURE && !models.iter().any(|model| is_same(rule, model))
    };
    let added: Vec<Draft> = rules.into_iter().filter(adds).collect();
    models.extend(added);
    models
}

/// Whether nobody and no word says a model's content, which is no quotation.
fn is_nobodys(view: &View<'_>, model: &Draft) -> bool {
    let quoted = model.content.iter().any(|piece| view.opens_quote(piece.start()));
    model.cue.is_empty() && model.source.is_none() && !quoted
}

/// Whether a model's content is a part of the clause before the cue whose whole a rule of the same cue has: "and
/// burning homes" of "rebels raided a village, killing ten and burning homes, officials said", or "rebels raided
/// a village" of "rebels raided a village on Monday, officials said", where words would be left between what is
/// said and who says so, or a piece of its middle.
fn loses_its_clause(view: &View<'_>, rule: &Draft, model: &Draft) -> bool {
    let ([whole], [part]) = (&rule.content[..], &model.content[..]) else { return false };
    let opens = |at: usize| Reach::of(view, rule.cue).floor == at;
    let before = whole.end() <= rule.cue.start();
    let one_sentence =
        view.segments.sentence_of(part.start()) == view.segments.sentence_of(whole.start());
    let middle = part.start() > whole.start() + 2
        || part.start() > whole.start() && view.has_finite(whole.start(), part.start());
    let ends = part.end() == whole.end();
    let loses = holds(*whole, *part) && (middle && one_sentence || !ends);
    // What a sentence before tells is not what is said in this one.
    let elsewhere =
        part.end() <= whole.start() && !one_sentence && view.quote_at(part.start()).is_none();
    // ", police said, the worst attack in years"
    let remark = part.start() >= rule.cue.end()
        && one_sentence
        && !view.has_finite(part.start(), part.end())
        && view.has_finite(whole.start(), whole.end());
    shares(rule.cue, model.cue) && before && opens(whole.start()) && (loses || elsewhere || remark)
}

/// Where a rule of the same cue has the content begin, when it opens with "to" right after the cue and the model's is
/// a later part of it: "to have killed 17 men it took for soldiers" of "claimed".
fn begins_at(view: &View<'_>, rule: &Draft, model: &Draft) -> Option<usize> {
    let ([whole], [part]) = (&rule.content[..], &model.content[..]) else { return None };
    let opens = whole.start() == rule.cue.end() && view.tag(whole.start()) == Tag::To;
    let later = part.start() > whole.start() + 2 && part.end() <= whole.end() + 1;
    (opens && later).then_some(whole.start())
}

/// Where a rule of the same cue has the content end, when the model's leaves out what the same people did by it,
/// or when it was: ", killing ten" of "said that it had repelled an attack, killing ten".
fn goes_on_to(view: &View<'_>, rule: &Draft, model: &Draft) -> Option<usize> {
    let ([whole], [part]) = (&rule.content[..], &model.content[..]) else { return None };
    let after = rule.cue.end() <= part.start() && part.start().abs_diff(whole.start()) <= 1;
    let by_it = view.is_comma(part.end()) && view.tag(part.end() + 1) == Tag::Gerund;
    // "said they were on board | when they were attacked"
    let when = view.tag(part.end()) == Tag::Wh && view.is(part.end(), Class::Clause);
    // "said one of its fighters | carried out the raid"
    let predicate = view.has_finite(part.end(), part.end() + 1) && part.len() <= SUBJECT;
    let rest = part.end() < whole.end() && (by_it || when || predicate);
    (after && rest).then_some(whole.end())
}

/// The rule's source of the same cue, when the model's is cut out of the middle of it: "Army's 6th Division" of
/// "the spokesperson of the Army's 6th Division".
fn whole_source(view: &View<'_>, rule: &Draft, model: &Draft) -> Option<TokenSpan> {
    let (whole, part) = (rule.source?, model.source?);
    let opened = part.start().checked_sub(1).map(|at| view.tag(at));
    let cut = matches!(opened, Some(Tag::Preposition | Tag::Determiner));
    // A model takes a closing comma for a part of the source.
    let inside = whole.start() < part.start() && part.end() <= whole.end() + 1;
    (inside && cut).then_some(whole)
}

/// Whether the two are of the same cue, or else of the same content, neither told within the other.
fn is_same(a: &Draft, b: &Draft) -> bool {
    if shares(a.cue, b.cue) {
        return true;
    }
    let told_in = |inner: &Draft, outer: &Draft| {
        !inner.cue.is_empty() && outer.content.iter().any(|piece| holds(*piece, inner.cue))
    };
    if told_in(a, b) || told_in(b, a) {
        return false;
    }
    let length = |draft: &Draft| draft.content.iter().map(|piece| piece.len()).sum::<usize>();
    let shared = |x: &TokenSpan, y: &TokenSpan| {
        y.end().min(x.end()).saturating_sub(y.start().max(x.start()))
    };
    let both: usize =
        a.content.iter().flat_map(|x| b.content.iter().map(move |y| shared(x, y))).sum();
    2 * both > length(a).min(length(b))
}

fn shares(a: TokenSpan, b: TokenSpan) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

fn holds(outer: TokenSpan, inner: TokenSpan) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}
