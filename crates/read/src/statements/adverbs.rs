use super::{
    content::Contents,
    cues::{Frame, StatementLexicon},
    draft::Draft,
    prepositions::Site,
    reach::Reach,
    subject::{self, Subject},
};
use dateline_doc::TokenSpan;

/// Statements by nobody in particular: "the bridge was reportedly mined".
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
    let mut verb = site.words.start();
    while verb > reach.floor && view.has_finite(verb - 1, verb) {
        verb -= 1;
    }
    let mut pieces = Vec::new();
    if let Subject::Phrase(subject) | Subject::Relative(subject) =
        subject::before(view, verb, reach.floor)
    {
        pieces.push(TokenSpan::new(subject.start(), site.words.start()));
    }
    let from = site.words.end();
    let end = contents.clause_end(from, reach.limit);
    if end > from {
        pieces.push(TokenSpan::new(from, end));
    }
    (!pieces.is_empty()).then(|| Draft {
        cue: site.words,
        source: None,
        content: pieces,
        stance: cue.stance,
        score: cue.strength(Frame::Clause),
        by: None,
    })
}
