use super::{
    content::Contents,
    cues::{Frame, Kind, StatementLexicon},
    draft::Draft,
    inverted,
    reach::Reach,
    view::View,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// A cue that is no verb, where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) cue: u16,
    pub(super) words: TokenSpan,
}

/// Every cue of a kind, in order.
pub(super) fn sites(view: &View<'_>, lexicon: &StatementLexicon, kind: Kind) -> Vec<Site> {
    let mut sites = Vec::new();
    let mut token = 0;
    while token < view.segments.tokens.len() {
        let site = lexicon.at(view.segments, token, &[kind]);
        if let Some((length, cue, _)) = site {
            sites.push(Site { cue, words: TokenSpan::new(token, token + length) });
        }
        token += site.map_or(1, |(length, ..)| length);
    }
    sites
}

/// Statements by prepositions: "according to".
pub(super) fn drafts(
    contents: &Contents<'_>,
    lexicon: &StatementLexicon,
    sites: &[Site],
) -> Vec<Draft> {
    sites.iter().filter_map(|site| draft(contents, lexicon, *site)).collect()
}

fn draft(contents: &Contents<'_>, lexicon: &StatementLexicon, site: Site) -> Option<Draft> {
    let view = contents.view;
    let cue = lexicon.cue(site.cue);
    let reach = Reach::of(view, site.words);
    // At the start of its clause the source ends with the first comma: the rest is content.
    let fronted = site.words.start() == reach.floor || !view.is_comma(site.words.start() - 1);
    let reporting =
        |token: usize| contents.group_from(token).is_some() || fronted && view.is_comma(token);
    let source = inverted::after(view, site.words.end(), reach.limit, &reporting)?;
    let source = without_clause(view, source, reach);
    let source = if fronted { with_remark(view, source, reach) } else { source };
    let content = content(contents, site, source, reach);
    (!content.is_empty()).then(|| Draft {
        cue: site.words,
        source: Some(source),
        content,
        stance: cue.stance,
        score: cue.strength(Frame::Clause).max(cue.strength(Frame::Object)),
        by: None,
    })
}

/// At the start of a sentence the first comma after the source opens the content: an apposition that would
/// run up to the end of the sentence is none.
fn without_clause(view: &View<'_>, source: TokenSpan, reach: Reach) -> TokenSpan {
    if view.segments.tokens.len() > source.end()
        && source.end() < reach.limit
        && !view.is_stop(source.end())
    {
        return source;
    }
    let comma = source.range().find(|at| view.is_comma(*at));
    match comma {
        Some(comma) if view.has_finite(comma, source.end()) => {
            TokenSpan::new(source.start(), comma)
        }
        _ => source,
    }
}

/// A fronted source with what a relative clause between commas says of it: "According to a teacher, who asked not to be
/// named, the rebels…".
fn with_remark(view: &View<'_>, source: TokenSpan, reach: Reach) -> TokenSpan {
    let comma = source.end();
    let opens = comma + 1 < reach.limit
        && view.is_comma(comma)
        && view.is(comma + 1, Class::Relative)
        && view.tag(comma + 1) == Tag::Wh;
    let closing = (comma + 1..reach.limit).find(|at| view.is_comma(*at)).filter(|_| opens);
    match closing.filter(|closing| {
        view.has_finite(closing + 1, reach.limit) || view.segments.phrase_at(closing + 1).is_some()
    }) {
        Some(closing) => TokenSpan::new(source.start(), closing),
        None => source,
    }
}

fn content(contents: &Contents<'_>, site: Site, source: TokenSpan, reach: Reach) -> Vec<TokenSpan> {
    let view = contents.view;
    let mut pieces = Vec::new();
    let start = site.words.start();
    let comma = start > reach.floor && view.is_comma(start - 1);
    let end = if comma { start - 1 } else { start };
    let joined = end > reach.floor
        && (view.is(end - 1, Class::And)
            || view.is(end - 1, Class::Contrast)
            || view.is(end - 1, Class::That));
    if end > reach.floor && !joined && (view.has_finite(reach.floor, end) || end - reach.floor > 2)
    {
        let from = opening(view, reach.floor, end);
        if from < end {
            pieces.push(TokenSpan::new(from, end));
        }
    }
    let after = source.end();
    let more =
        after < reach.limit && (view.is_comma(after) || view.is_colon(after) || pieces.is_empty());
    if more {
        let from = if view.is_comma(after) || view.is_colon(after) { after + 1 } else { after };
        let another = !pieces.is_empty()
            && (contents.group_from(from).is_some()
                || view.is(from, Class::Relative)
                || view.is(from, Class::And)
                || view.is(from, Class::Contrast));
        if from < reach.limit && !another {
            if view.opens_quote(from) {
                pieces.extend(contents.quotation(from));
            } else {
                let to = contents.clause_end(from, reach.limit);
                if to > from {
                    pieces.push(TokenSpan::new(from, to));
                }
            }
        }
    }
    pieces
}

/// Past a conjunction that ties the sentence to the one before.
fn opening(view: &View<'_>, from: usize, to: usize) -> usize {
    let tied = view.tag(from) == Tag::Conjunction || view.is(from, Class::And);
    if tied && from + 1 < to { from + 1 } else { from }
}
