use super::{
    cues::{Forms, Kind, StatementLexicon},
    view::View,
    words::Class,
};
use dateline_doc::{Tag, TokenSpan};

/// How a reporting verb stands in its clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// "said", "has said", "is saying".
    Finite,
    /// "was told", "is expected".
    Passive,
    /// "saying" without an auxiliary.
    Gerund,
    /// "to say".
    Infinitive,
}

/// A reporting verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) cue: u16,
    /// The cue's own words.
    pub(super) words: TokenSpan,
    /// The first auxiliary, or the verb.
    pub(super) start: usize,
    pub(super) shape: Shape,
    /// From the first auxiliary or negation to the end of the cue: what tells the stance.
    pub(super) whole: TokenSpan,
    /// Whether the verb stands without any auxiliary.
    pub(super) bare: bool,
}

/// Every reporting verb of the text, in order.
pub(super) fn groups(view: &View<'_>, lexicon: &StatementLexicon) -> Vec<Group> {
    let mut groups = Vec::new();
    for sentence in &view.segments.sentences {
        let mut token = sentence.start();
        while token < sentence.end() {
            let found = lexicon.at(view.segments, token, &[Kind::Verb, Kind::Seem]);
            let group = found.and_then(|(length, cue, forms)| {
                let words = TokenSpan::new(token, (token + length).min(sentence.end()));
                group(view, words, cue, forms, sentence.start())
            });
            token = group.map_or(token + 1, |group| group.words.end());
            groups.extend(group);
        }
    }
    groups
}

fn group(view: &View<'_>, words: TokenSpan, cue: u16, forms: Forms, floor: usize) -> Option<Group> {
    let verb = words.start();
    if !is_verb(view, verb, forms) {
        return None;
    }
    let auxiliaries = Auxiliaries::before(view, verb, floor);
    let shape = auxiliaries.shape(view, words, forms)?;
    let bare = auxiliaries.start == verb;
    let first = auxiliaries.negation.unwrap_or(verb).min(auxiliaries.start);
    let whole = TokenSpan::new(first, words.end());
    Some(Group { cue, words, start: auxiliaries.start, shape, whole, bare })
}

/// Whether the form is a verb here, as far as the tag tells. Past forms that are no nouns need no tag.
fn is_verb(view: &View<'_>, verb: usize, forms: Forms) -> bool {
    let noun = matches!(view.tag(verb), Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective);
    // "an alleged attack", "an estimated 64": a participle inside a noun phrase.
    let inside = view
        .segments
        .phrase_at(verb)
        .is_some_and(|phrase| phrase.tokens.start() < verb && phrase.head as usize > verb);
    let opened = verb.checked_sub(1).is_some_and(|before| view.tag(before) == Tag::Determiner);
    if inside && opened && matches!(view.tag(verb), Tag::Participle | Tag::Adjective)
        || is_owned(view, verb)
    {
        return false;
    }
    if !noun {
        return !matches!(view.tag(verb), Tag::Preposition | Tag::Conjunction | Tag::Determiner);
    }
    let past_only = !(forms.has(Forms::BASE) || forms.has(Forms::PRESENT));
    let before_noun =
        view.segments.phrase_at(verb).is_some_and(|phrase| phrase.head as usize != verb);
    past_only && !before_noun && !forms.has(Forms::GERUND)
}

/// "Yemen's internationally recognised government": a participle between an owner and what is owned.
fn is_owned(view: &View<'_>, verb: usize) -> bool {
    let mut before = verb;
    while before > 0 && view.tag(before - 1) == Tag::Adverb {
        before -= 1;
    }
    let owner = before > 0 && matches!(view.tag(before - 1), Tag::Genitive | Tag::Possessive);
    owner && matches!(view.tag(verb + 1), Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective)
}

struct Auxiliaries {
    start: usize,
    be: bool,
    have: bool,
    to: bool,
    other: bool,
    /// The first negation among them.
    negation: Option<usize>,
}

impl Auxiliaries {
    fn before(view: &View<'_>, verb: usize, floor: usize) -> Self {
        let mut found =
            Self { start: verb, be: false, have: false, to: false, other: false, negation: None };
        let mut at = verb;
        while at > floor && verb - at < 7 {
            let token = at - 1;
            let genitive = view.tag(token) == Tag::Genitive;
            if view.is(token, Class::Negation) && view.tag(token) != Tag::Determiner {
                found.negation = Some(token);
            } else if view.is(token, Class::Be) && !genitive {
                found.be |= found.start == verb || !found.have && !found.to;
                found.start = token;
            } else if view.is(token, Class::Have) {
                found.have = true;
                found.start = token;
            } else if view.is(token, Class::Do) || view.tag(token) == Tag::Modal {
                found.other = true;
                found.start = token;
            } else if view.tag(token) == Tag::To {
                found.to = true;
                found.start = token;
                break;
            } else if view.tag(token) != Tag::Adverb {
                break;
            }
            at = token;
        }
        found
    }

    fn shape(&self, view: &View<'_>, words: TokenSpan, forms: Forms) -> Option<Shape> {
        let verb = words.start();
        let none = self.start == verb;
        if self.to {
            return (forms.has(Forms::BASE) || self.be || self.have).then_some(Shape::Infinitive);
        }
        if forms.has(Forms::GERUND) {
            return Some(if self.be { Shape::Finite } else { Shape::Gerund });
        }
        if self.be {
            return forms.has(Forms::PARTICIPLE).then_some(Shape::Passive);
        }
        if !none {
            return Some(Shape::Finite);
        }
        // "a monk said by phone" is no passive.
        let agent_follows =
            view.is(words.end(), Class::By) && !view.is(words.end() + 1, Class::Occasion);
        let finite = forms.has(Forms::PAST) || forms.has(Forms::PRESENT) || forms.has(Forms::BASE);
        (finite && !(agent_follows && forms.has(Forms::PARTICIPLE))).then_some(Shape::Finite)
    }
}
