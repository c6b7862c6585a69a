use super::find::Finder;
use super::lexicon::Role;
use super::mention::Mention;
use dateline_doc::{Article, Tag};
use std::collections::BTreeSet;

/// Names that the text uses for an outlet, though they are also places': "told Mosul News".
///
/// An outlet is known by the article's own data when its name is no more than the place's with a word such
/// as "News", and by being told something.
pub fn named(finder: &Finder<'_>, article: &Article, mentions: &[Mention]) -> BTreeSet<String> {
    let folding = finder.gazetteer.folding();
    let known = article.via.iter().map(|via| via.outlet.as_str()).chain(article.outlet.as_deref());
    let mut names: BTreeSet<String> = known
        .map(|outlet| {
            let folded = folding.name(outlet);
            let mut words: Vec<&str> = folded.split(' ').collect();
            while words.len() > 1 && words.last().is_some_and(|word| is_body(finder, word)) {
                words.pop();
            }
            words.join(" ")
        })
        .collect();
    for mention in mentions {
        let words = finder.words;
        let told = words.before(mention.words.start);
        let told = told.is_some_and(|word| finder.lexicon.is(words.folded(word), Role::Speech));
        if told && opens_a_body(finder, mention) {
            names.insert(mention.key.clone());
        }
    }
    names
}

/// Whether a name that is also an outlet's stands where the place is meant: "in Mosul", not "in Mosul News".
pub fn is_town(finder: &Finder<'_>, mention: &Mention) -> bool {
    let words = finder.words;
    let before = words.before(mention.words.start);
    // "in southern Tripoli"
    let modifies = |word: &usize| words.list[*word].tag == Tag::Adjective;
    let outer = before.filter(modifies).and_then(|word| words.before(word));
    let inside =
        outer.or(before).is_some_and(|word| finder.lexicon.is(words.folded(word), Role::Strong));
    // "the village of Tripoli", "near Tripoli"
    let start = mention.words.start;
    let told =
        inside || finder.kind_before(start).is_some() || finder.is_near(mention.words.clone());
    told && !opens_a_body(finder, mention)
}

/// Whether a capitalised word such as "News" follows.
fn opens_a_body(finder: &Finder<'_>, mention: &Mention) -> bool {
    let words = finder.words;
    let after = mention.words.end.checked_sub(1).and_then(|last| words.after(last));
    after.is_some_and(|word| words.list[word].capital && is_body(finder, words.folded(word)))
}

fn is_body(finder: &Finder<'_>, folded: &str) -> bool {
    finder.lexicon.is(folded, Role::Body)
}
