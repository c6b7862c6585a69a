use super::find::{Finder, mention};
use super::lexicon::Kind;
use super::mention::{Mention, Sort};
use dateline_doc::Span;
use std::ops::Range;

/// Mentions at spans that are known to name places, in text order.
pub fn mentions(finder: &Finder<'_>, spans: &[Span]) -> Vec<Mention> {
    let found = finder.candidates();
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.iter().map(|span| at(finder, &found, *span)).collect()
}

fn at(finder: &Finder<'_>, found: &[Mention], span: Span) -> Mention {
    // What reading finds there, kind words and all, when it is the same name.
    let next = found.partition_point(|mention| mention.span.end() <= span.start());
    if let Some(same) =
        found.get(next).filter(|mention| mention.span == span && !mention.senses.is_empty())
    {
        return Mention { holder: None, listed: None, ..same.clone() };
    }
    let run = finder.words.within(span);
    let mut built = named(finder, span, run.clone());
    if built.senses.is_empty()
        && let Some(same) = found.get(next).filter(|mention| mention.span.overlaps(span))
    {
        built.senses = same.senses.clone();
        built.kind = same.kind;
    }
    built
}

/// The span's own words as a name, with or without a kind word at its end.
fn named(finder: &Finder<'_>, span: Span, run: Range<usize>) -> Mention {
    let key = finder.words.folded_run(run.clone());
    let gazetteer = finder.gazetteer;
    let text = &finder.text[span];
    if let Some(stands) = finder.lexicon.abbreviation(text) {
        return mention(span, run, key, Sort::Abbreviation, stands.senses(gazetteer));
    }
    if let Some(stands) = finder.lexicon.demonym(&text.to_lowercase()) {
        return mention(span, run, key, Sort::Demonym, stands.senses(gazetteer));
    }
    let senses = gazetteer.senses(&key);
    let kind =
        run.end.checked_sub(1).and_then(|last| finder.lexicon.kind(finder.words.folded(last)));
    if senses.is_empty() && kind.is_some() && run.len() > 1 {
        let bare = finder.words.folded_run(run.start..run.end - 1);
        let senses = gazetteer.senses(&bare);
        if !matches!(kind, Some(Kind::Road | Kind::Site | Kind::Water)) {
            let mut mention = mention(span, run, bare, Sort::Name, senses);
            mention.kind = kind;
            return mention;
        }
    }
    mention(span, run, key, Sort::Name, senses)
}
