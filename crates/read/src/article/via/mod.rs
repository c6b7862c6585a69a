//! Outlets that a report says it came through.

mod metadata;
mod pattern;
mod sources;
mod words;

pub use metadata::of_page;
pub use sources::Sources;

use crate::packs::Packs;
use dateline_doc::{Article, Relation, Span, Via};
use pattern::{Around, Found};
use words::Words;

/// Adds the outlets that the text names, to those the page's metadata gave. Nearest first: what the
/// report was made from goes before what it quotes.
pub fn find(article: &mut Article, packs: &Packs) {
    let sources = &packs.language(article.language.as_deref()).sources;
    let mut found = std::mem::take(&mut article.via);
    let agencies = article.byline.iter().filter_map(|name| sources.agency(name));
    for outlet in agencies.map(str::to_owned) {
        add(&mut found, Via { outlet, relation: Relation::Republishes, span: None });
    }
    let mut at = 0;
    for paragraph in article.text.split("\n\n") {
        let end = at + paragraph.len();
        let around = Around { is_first: at == 0, is_last: end == article.text.len() };
        in_paragraph(paragraph, at, around, sources, &mut found);
        at = end + 2;
    }
    let usual = |outlet: &str| words::fold(sources.agency(outlet).unwrap_or(outlet));
    let own = article.outlet.as_deref().map(usual);
    found.retain(|via| own.as_ref().is_none_or(|own| !is_same(&words::fold(&via.outlet), own)));
    found.sort_by_key(|via| (via.relation == Relation::Quotes, via.span.is_some(), via.span));
    article.via = found;
}

fn in_paragraph(paragraph: &str, at: usize, around: Around, sources: &Sources, all: &mut Vec<Via>) {
    let words = Words::of(paragraph);
    let mut here: Vec<Via> = Vec::new();
    let mut marks: Option<Relation> = None;
    let mut from = 0;
    while from < words.len() {
        let Some(found) = sources.match_at(&words, from, around) else {
            from += 1;
            continue;
        };
        from = match found {
            Found::Outlet { relation, name, end } => {
                let span = words.span(name);
                let written = &paragraph[span.clone()];
                let outlet = sources.agency(written).unwrap_or(written).to_owned();
                let span = Span::new(at + span.start, at + span.end);
                here.push(Via { outlet, relation, span: Some(span) });
                end
            }
            Found::Mark { relation, end } => {
                marks = Some(relation);
                end
            }
        };
    }
    if let (Some(relation), Some(first)) = (marks, here.first_mut().or(all.first_mut())) {
        first.relation = relation;
    }
    here.into_iter().for_each(|via| add(all, via));
}

/// Adds an outlet, or says more of it when it is there already.
fn add(all: &mut Vec<Via>, via: Via) {
    let name = words::fold(&via.outlet);
    let known = all.iter_mut().find(|it| is_same(&words::fold(&it.outlet), &name));
    let Some(known) = known else {
        all.push(via);
        return;
    };
    if strength(via.relation) > strength(known.relation) {
        known.relation = via.relation;
    }
    known.span = known.span.or(via.span);
}

/// Whether two folded names are of one outlet: equal, or one the other with a word more.
fn is_same(a: &str, b: &str) -> bool {
    let is_start = |long: &str, short: &str| {
        short.chars().count() >= 3
            && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
    };
    a == b || is_start(a, b) || is_start(b, a)
}

fn strength(relation: Relation) -> u8 {
    match relation {
        Relation::Quotes => 0,
        Relation::Republishes => 1,
        Relation::Translates => 2,
    }
}

#[cfg(test)]
mod tests;
