use super::find::Finder;
use super::mention::Mention;
use std::collections::BTreeSet;

/// Most words of a body's name that its acronym stands for.
const LONGEST: usize = 10;

/// Names that the text gives a body for short, though they are also places':
/// "National Intelligence and Security Agency (NISA)".
pub fn named(finder: &Finder<'_>, mentions: &[Mention]) -> BTreeSet<String> {
    // "the United States (US)".
    let place =
        |at: usize| mentions.iter().any(|one| one.words.end == at && one.score >= super::BAR);
    let short = mentions.iter().filter(|mention| {
        !place(mention.words.start) && stands_for_the_words_before(finder, mention)
    });
    short.map(|mention| mention.key.clone()).collect()
}

/// Whether it stands in brackets after words with a capital whose first letters it is.
fn stands_for_the_words_before(finder: &Finder<'_>, mention: &Mention) -> bool {
    let (words, at) = (finder.words, mention.words.start);
    let Some(last) = at.checked_sub(1).filter(|_| mention.words.len() == 1) else { return false };
    let between = &finder.text[words.list[last].span.end()..mention.span.start()];
    if !words.list[at].upper || between.trim() != "(" {
        return false;
    }
    let mut initials: Vec<char> = (at.saturating_sub(LONGEST)..at)
        .filter(|word| words.list[*word].capital)
        .filter_map(|word| finder.text[words.list[word].span].chars().next())
        .collect();
    let letters: Vec<char> = finder.text[mention.span].chars().collect();
    let before = initials.len().saturating_sub(letters.len());
    initials.split_off(before) == letters
}
