use super::{
    content::Contents,
    cues::StatementLexicon,
    draft::Draft,
    groups::{Group, Shape},
    inverted,
    reach::Reach,
    view::View,
};
use dateline_doc::{Stance, TokenSpan};

/// Gives a content to the one whom its reporter cites for it: of "the agency reported, citing a witness,
/// that the mill burned" the witness says it too.
pub(super) fn relay(contents: &Contents<'_>, lexicon: &StatementLexicon, drafts: &mut Vec<Draft>) {
    let citing = contents.groups.iter().filter(|group| cites(lexicon, group));
    for group in citing {
        let taken = |draft: &Draft| draft.cue.holds(group.words.start());
        if drafts.iter().any(taken) {
            continue;
        }
        let reach = Reach::of(contents.view, group.words);
        let Some(source) = cited(contents.view, group, reach.limit) else { continue };
        let Some(outer) = reporter(drafts, group, reach) else { continue };
        // "The agency, citing a witness, reported": the participle is no part of the name.
        let outer_source = outer.source.map(|whole| {
            let comma = whole.range().find(|at| at + 1 == group.start);
            TokenSpan::new(whole.start(), comma.unwrap_or(whole.end()))
        });
        outer.source = outer_source;
        let relayed = Draft {
            cue: group.words,
            source: Some(source),
            stance: Stance::Asserts,
            ..outer.clone()
        };
        drafts.push(relayed);
    }
}

/// Whether the group is a participle whose object says the content of the statement around it.
pub(super) fn cites(lexicon: &StatementLexicon, group: &Group) -> bool {
    group.shape == Shape::Gerund && lexicon.cue(group.cue).relays
}

/// The one who is cited: up to a comma.
pub(super) fn cited(view: &View<'_>, group: &Group, limit: usize) -> Option<TokenSpan> {
    inverted::after(view, group.words.end(), limit, &|at| view.is_comma(at))
}

/// The statement that cites: of those of the sentence whose content is apart from the citing, the one
/// whose source it stands in, else the last before it, else the first after it.
fn reporter<'d>(drafts: &'d mut [Draft], group: &Group, reach: Reach) -> Option<&'d mut Draft> {
    let here = group.words.start();
    let near = |draft: &Draft| {
        let cue = draft.cue.start();
        (reach.floor..reach.limit).contains(&cue) && !draft.says(here) && !draft.cue.is_empty()
    };
    let rank = |draft: &Draft| {
        let names = draft.source.is_some_and(|source| source.holds(here));
        (!names, draft.cue.start() > here, draft.cue.start().abs_diff(here))
    };
    drafts.iter_mut().filter(|draft| near(draft)).min_by_key(|draft| rank(draft))
}
