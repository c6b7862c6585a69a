use super::{
    content::Contents,
    cues::{Frame, StatementLexicon},
    draft::Draft,
    inverted,
    prepositions::Site,
    reach::Reach,
    subject,
    view::View,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// Statements by nouns: "the mayor's claim that …", "a warning by the army that …", "criticism of …".
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
    let noun = site.words.start();
    if !matches!(view.tag(noun), Tag::Noun | Tag::Nouns | Tag::Name) {
        return None;
    }
    let reach = Reach::of(view, site.words);
    let agent = agent(view, site.words.end(), reach.limit);
    let after = agent.map_or(site.words.end(), TokenSpan::end);
    let source = agent.or_else(|| owner(view, noun, reach.floor))?;
    let (frame, from) = frame(view, after, site, reach)?;
    let strength = cue.strength(frame);
    let end = match frame {
        Frame::Object => contents.object_end(from, reach.limit),
        _ => contents.clause_end(from, reach.limit),
    };
    (strength > 0.0 && end > from).then(|| Draft {
        cue: TokenSpan::new(noun, site.words.end()),
        source: Some(source),
        content: vec![TokenSpan::new(from, end)],
        stance: cue.stance,
        score: strength,
        by: None,
    })
}

fn agent(view: &View<'_>, at: usize, limit: usize) -> Option<TokenSpan> {
    let by = at < limit && view.is(at, Class::By);
    by.then(|| inverted::after(view, at + 1, limit, &|_| false)).flatten()
}

/// "the mayor's …", "his …": the owner within the noun's phrase.
fn owner(view: &View<'_>, noun: usize, floor: usize) -> Option<TokenSpan> {
    let phrase = view.segments.phrase_at(noun)?;
    let start = phrase.tokens.start().max(floor);
    let mark =
        (start..noun).rev().find(|at| matches!(view.tag(*at), Tag::Genitive | Tag::Possessive))?;
    if view.tag(mark) == Tag::Possessive {
        return Some(TokenSpan::new(mark, mark + 1));
    }
    let whole = subject::before(view, mark, floor);
    match whole {
        subject::Subject::Phrase(owner) => Some(TokenSpan::new(start.min(owner.start()), mark)),
        _ => (start < mark).then(|| TokenSpan::new(start, mark)),
    }
}

fn frame(view: &View<'_>, at: usize, site: Site, reach: Reach) -> Option<(Frame, usize)> {
    if at >= reach.limit {
        return None;
    }
    if view.is(at, Class::That) && view.tag(at) != Tag::Determiner {
        return Some((Frame::That, at));
    }
    if view.tag(at) == Tag::To && view.tag(at + 1) == Tag::Verb {
        return Some((Frame::To, at));
    }
    if view.opens_quote(at) {
        return Some((Frame::Quote, at));
    }
    (site.words.len() > 1).then_some((Frame::Object, at))
}
