use dateline_doc::{NounPhrase, Segments, Tag, TokenKind, TokenSpan};

/// Base noun phrases by part of speech, within sentences.
pub fn phrases(segments: &Segments) -> Vec<NounPhrase> {
    let mut phrases = Vec::new();
    for sentence in &segments.sentences {
        let mut token = sentence.start();
        while token < sentence.end() {
            match phrase_from(segments, token, sentence.end()) {
                Some(phrase) => {
                    token = phrase.tokens.end();
                    phrases.push(phrase);
                }
                None => token += 1,
            }
        }
    }
    phrases
}

/// The phrase that starts at `start`: what may stand before a head, then heads.
fn phrase_from(segments: &Segments, start: usize, limit: usize) -> Option<NounPhrase> {
    let tag = |at: usize| segments.tokens[at].tag;
    if tag(start) == Tag::Pronoun {
        return Some(NounPhrase { tokens: TokenSpan::new(start, start + 1), head: start as u32 });
    }
    let mut head = None;
    let mut at = start;
    while at < limit {
        match tag(at) {
            Tag::Noun | Tag::Nouns | Tag::Name => head = Some(at),
            // A determiner or possessive only opens a phrase, or follows another of its kind.
            Tag::Determiner | Tag::Possessive
                if at == start || head.is_none() && tag(at - 1) == Tag::Determiner => {}
            Tag::Other if goes_on_in_a_name(segments, start, at, limit) => {}
            Tag::Mark if joins_names(segments, start, at, limit) => {}
            Tag::Mark
                if head == Some(at.wrapping_sub(1))
                    && (opens_short_form(segments, at, limit)
                        || opens_nickname(segments, at, limit)) =>
            {
                at += 2;
            }
            // "the army's barracks": the owner belongs to the phrase of what is owned.
            Tag::Genitive if head == Some(at.wrapping_sub(1)) => {}
            Tag::Adjective | Tag::Numeral
                if head.is_none_or(|head| opens_again(segments, head, at, limit)) => {}
            Tag::Participle | Tag::Gerund
                if modifies(segments, start, at, limit)
                    && (head.is_none() || tag(at - 1) == Tag::Genitive) => {}
            Tag::Adverb
                if at + 1 < limit
                    && (tag(at + 1) == Tag::Adjective
                        // "the internationally recognised government".
                        || tag(at + 1) == Tag::Participle
                            && tag(start) == Tag::Determiner
                            && modifies(segments, start, at + 1, limit))
                    && head.is_none()
                    && at > start => {}
            _ => break,
        }
        at += 1;
    }
    let head = head.or_else(|| (at > start && is_bare_head(tag(at - 1))).then(|| at - 1))?;
    Some(NounPhrase { tokens: TokenSpan::new(start, head + 1), head: head as u32 })
}

/// Whether a stroke without spaces joins two names: "PKK/YPG terrorists".
fn joins_names(segments: &Segments, start: usize, at: usize, limit: usize) -> bool {
    let glued =
        |a: usize, b: usize| segments.tokens[a].span.end() == segments.tokens[b].span.start();
    let is_name = |at: usize| segments.tokens[at].tag == Tag::Name;
    segments.fold(at) == "/"
        && at > start
        && at + 1 < limit
        && is_name(at - 1)
        && is_name(at + 1)
        && glued(at - 1, at)
        && glued(at, at + 1)
}

/// Whether a name's short form stands in brackets between it and a noun: "New People's Army (NPA) rebels".
fn opens_short_form(segments: &Segments, at: usize, limit: usize) -> bool {
    let tag = |at: usize| segments.tokens[at].tag;
    at + 3 < limit
        && segments.fold(at) == "("
        && tag(at - 1) == Tag::Name
        && tag(at + 1) == Tag::Name
        && segments.fold(at + 2) == ")"
        && matches!(tag(at + 3), Tag::Noun | Tag::Nouns)
}

/// Whether a quoted name stands there within a person's: "Johnson “Izo” André".
pub fn opens_nickname(segments: &Segments, at: usize, limit: usize) -> bool {
    let mark = |at: usize| matches!(segments.fold(at), "\"" | "“" | "”" | "'" | "‘" | "’");
    let name = |at: usize| {
        let token = &segments.tokens[at];
        token.tag == Tag::Name && token.kind == TokenKind::Word
    };
    at > 0
        && at + 3 < limit
        && mark(at)
        && mark(at + 2)
        && name(at - 1)
        && name(at + 1)
        && name(at + 3)
}

/// Whether the foreign word at `at` stands within a name: "Comandos de la Frontera".
fn goes_on_in_a_name(segments: &Segments, start: usize, at: usize, limit: usize) -> bool {
    let foreign = |at: &usize| {
        let token = &segments.tokens[*at];
        token.tag == Tag::Other && token.kind == TokenKind::Word
    };
    let is_name = |at: usize| segments.tokens[at].tag == Tag::Name;
    let before = (start..at).rev().find(|at| !foreign(at));
    let after = (at..limit).find(|at| !foreign(at));
    foreign(&at) && before.is_some_and(is_name) && after.is_some_and(is_name)
}

/// Whether the modifier at `at`, after a head, goes on with the phrase: "Ministry's former head", "Unit 731 barracks".
fn opens_again(segments: &Segments, head: usize, at: usize, limit: usize) -> bool {
    let owner = at > 0 && segments.tokens[at - 1].tag == Tag::Genitive;
    let next_is_noun = at + 1 < limit && is_head(segments.tokens[at + 1].tag);
    // "ten people last Thursday"
    let goes_on = head + 1 == at && segments.tokens[head].tag != Tag::Nouns;
    (owner || goes_on) && next_is_noun && (owner || segments.tokens[at].tag == Tag::Adjective)
}

/// Whether a verb form stands before a noun as its modifier: "armed men", "an estimated 2,300 people", not
/// "killed men".
fn modifies(segments: &Segments, start: usize, at: usize, limit: usize) -> bool {
    let tag = |at: usize| segments.tokens[at].tag;
    at > start
        && at + 1 < limit
        && match tag(at + 1) {
            Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective => true,
            Tag::Numeral => start + 1 == at && tag(start) == Tag::Determiner,
            _ => false,
        }
}

fn is_head(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Nouns | Tag::Name)
}

/// What can stand for a noun by itself: "two", "the wounded".
fn is_bare_head(tag: Tag) -> bool {
    matches!(tag, Tag::Numeral | Tag::Determiner | Tag::Adjective | Tag::Participle)
}
