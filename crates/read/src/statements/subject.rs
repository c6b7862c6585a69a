use super::{view::View, words::Class};
use dateline_doc::{Tag, TokenSpan};

/// What stands before a verb as its subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Subject {
    /// A whole noun phrase with its modifiers and appositions.
    Phrase(TokenSpan),
    /// A relative pronoun.
    Relative(TokenSpan),
    /// Nothing: the verb shares the subject of another, or its subject follows.
    Missing,
}

/// The subject before the verb group that starts at `group`, no further left than `floor`.
pub(super) fn before(view: &View<'_>, group: usize, floor: usize) -> Subject {
    let mut end = group;
    while end > floor && is_adverb(view, end - 1) && !view.is(end - 1, Class::Contrast) {
        end -= 1;
    }
    end = before_day(view, end, floor);
    if end == floor {
        return Subject::Missing;
    }
    let last = end - 1;
    // "a little-known group, the “Resistance,” claimed"
    if last > floor && view.is_comma(last - 1) && view.quote_closes(last) {
        // "“They are in the town, at the market,” said": a quotation is nobody.
        let opening = view.quote_at(last).map_or(0, |(_, quote)| view.quote_tokens(quote).start());
        return match before_parenthesis(view, last - 1, floor).filter(|start| *start < opening) {
            Some(start) => Subject::Phrase(TokenSpan::new(start, end)),
            None => Subject::Missing,
        };
    }
    if view.is(last, Class::Relative) && view.tag(last) != Tag::Determiner {
        return Subject::Relative(TokenSpan::new(last, end));
    }
    if view.is_comma(last) || view.word(last) == ")" {
        return match before_parenthesis(view, last, floor) {
            Some(start) => {
                Subject::Phrase(TokenSpan::new(start, last + usize::from(view.word(last) == ")")))
            }
            None => Subject::Missing,
        };
    }
    match view.phrase_before(end, floor) {
        Some(phrase) => {
            let start = after_charge(view, phrase);
            let start = start.unwrap_or_else(|| leftmost(view, phrase.start(), floor));
            Subject::Phrase(TokenSpan::new(start, end))
        }
        None => before_participle(view, end, group, floor),
    }
}

/// An adverb, or "there" after those who are there: "residents there said".
fn is_adverb(view: &View<'_>, at: usize) -> bool {
    let there = view.tag(at) == Tag::Existential
        && at.checked_sub(1).is_some_and(|at| view.segments.phrase_at(at).is_some());
    view.tag(at) == Tag::Adverb || there
}

/// Where the name starts that a phrase such as ", a charge Kabul denies" takes in.
fn after_charge(view: &View<'_>, phrase: TokenSpan) -> Option<usize> {
    let opens = phrase.start() > 0 && view.is_comma(phrase.start() - 1);
    let charge = phrase.range().find(|at| view.is(*at, Class::Charge)).filter(|_| opens)?;
    let named = charge + 1 < phrase.end() && view.tag(charge + 1) == Tag::Name;
    named.then_some(charge + 1)
}

/// "footage published | on Monday": what a participle tells more of, where a day stands between it and the verb.
fn before_participle(view: &View<'_>, end: usize, group: usize, floor: usize) -> Subject {
    let last = end - 1;
    let form = matches!(view.tag(last), Tag::Participle | Tag::VerbPast);
    let told = end < group && form && last > floor;
    match view.phrase_before(last, floor).filter(|_| told) {
        Some(phrase) => {
            Subject::Phrase(TokenSpan::new(leftmost(view, phrase.start(), floor), group))
        }
        None => Subject::Missing,
    }
}

/// Past the day between a subject and its verb: "The front on Monday said".
fn before_day(view: &View<'_>, end: usize, floor: usize) -> usize {
    let before = |end: usize| view.phrase_before(end, floor);
    let number = |phrase: &TokenSpan| phrase.len() == 1 && view.tag(phrase.start()) == Tag::Numeral;
    let last = before(end);
    // "on September | 16"
    let month = last.filter(number).and_then(|number| before(number.start()));
    let day = month.or(last).filter(|day| view.is(day.end() - 1, Class::Time));
    let on = day.and_then(|day| day.start().checked_sub(1)).filter(|on| *on > floor);
    on.filter(|on| view.tag(*on) == Tag::Preposition).unwrap_or(end)
}

/// Where the whole phrase starts whose last base noun phrase starts at `start`.
fn leftmost(view: &View<'_>, start: usize, floor: usize) -> usize {
    let mut start = start;
    while let Some(further) = further_left(view, start, floor) {
        start = further;
    }
    start
}

fn further_left(view: &View<'_>, start: usize, floor: usize) -> Option<usize> {
    let link = start.checked_sub(1).filter(|link| *link > floor)?;
    let phrase_start = |end: usize| view.phrase_before(end, floor).map(TokenSpan::start);
    // "the front's information officer | Colonel Name"
    if view.tag(start) == Tag::Name && view.tag(link) == Tag::Noun {
        return phrase_start(start);
    }
    let tag = view.tag(link);
    if view.is(link, Class::Modifier) && matches!(tag, Tag::Preposition | Tag::To) {
        if let Some(start) = phrase_start(link) {
            return Some(start);
        }
        // "officials briefed on the matter", "a resident who declined to be named for safety reasons"
        let verb = link - 1;
        return (verb > floor && view.is_verbal(verb))
            .then(|| phrase_start(verb).or_else(|| relative_owner(view, verb, floor)))
            .flatten();
    }
    // "a commander known as Name"
    if view.is(link, Class::As) && link > floor + 1 && view.is(link - 1, Class::Alias) {
        return phrase_start(link - 1);
    }
    // "the army and | allied groups"
    if tag == Tag::Participle && link > floor + 1 && view.is(link - 1, Class::And) {
        return further_left(view, link, floor);
    }
    if matches!(tag, Tag::Gerund | Tag::Participle) {
        return phrase_start(link);
    }
    if view.is(link, Class::And) {
        let start = phrase_start(before_brackets(view, link, floor))?;
        return joins(view, start, link + 1, floor).then(|| list_start(view, start, floor));
    }
    if view.is_verbal(link) {
        return relative_owner(view, link, floor);
    }
    None
}

/// Where what stands before a bracket ends that closes right before `end`: "the front (PFL) and residents".
pub(super) fn before_brackets(view: &View<'_>, end: usize, floor: usize) -> usize {
    let closes = end > floor && view.word(end - 1) == ")";
    let open = (floor..end).rev().find(|at| view.word(*at) == "(");
    open.filter(|_| closes).unwrap_or(end)
}

/// Whether "A and B" is one subject: both are names, or nothing but a mark stands before A.
fn joins(view: &View<'_>, first: usize, second: usize, floor: usize) -> bool {
    let name = |at: usize| {
        view.segments.phrase_at(at).is_some_and(|p| view.tag(p.head as usize) == Tag::Name)
    };
    stands_alone(view, first, floor) || name(first) && name(second)
}

/// "A, B and C": from the B before the conjunction to the A. A phrase that something else governs is no
/// part of it: "shells struck the market, doctors and residents said".
fn list_start(view: &View<'_>, start: usize, floor: usize) -> usize {
    let mut first = start;
    while first > floor + 1 && view.is_comma(first - 1) {
        match view.phrase_before(first - 1, floor) {
            Some(phrase) => first = phrase.start(),
            None => break,
        }
    }
    let is_list = stands_alone(view, first, floor)
        && (first == floor || view.tag(first - 1) != Tag::Conjunction)
        && view.tag(first) != Tag::Gerund;
    if is_list { first } else { start }
}

/// Whether nothing governs the phrase that starts at `first`.
fn stands_alone(view: &View<'_>, first: usize, floor: usize) -> bool {
    first == floor
        || view.is(first - 1, Class::That)
        || matches!(view.tag(first - 1), Tag::Mark | Tag::Conjunction)
}

/// "the man who led the raid": from the verb back to the phrase before the relative pronoun.
fn relative_owner(view: &View<'_>, verb: usize, floor: usize) -> Option<usize> {
    let earliest = floor.max(verb.saturating_sub(12));
    let pronoun = (earliest..verb).rev().find(|at| view.is(*at, Class::Relative))?;
    if view.tag(pronoun) == Tag::Determiner || pronoun == floor {
        return None;
    }
    let end = if view.is_comma(pronoun - 1) { pronoun - 1 } else { pronoun };
    view.phrase_before(end, floor).map(TokenSpan::start)
}

/// "Name, head of the office, said": where the phrase starts whose apposition the comma closes.
fn before_parenthesis(view: &View<'_>, close: usize, floor: usize) -> Option<usize> {
    let bracket = view.word(close) == ")";
    let earliest = floor.max(close.saturating_sub(45));
    let mut found: Option<usize> = None;
    let mut at = close;
    while at > earliest + 1 {
        at -= 1;
        let opens = if bracket { view.word(at) == "(" } else { view.is_comma(at) };
        if !opens {
            continue;
        }
        let Some(phrase) = view.phrase_before(before_brackets(view, at, floor), floor) else {
            if found.is_some() { break } else { continue }
        };
        let start = leftmost(view, phrase.start(), floor);
        // "In Texas, Smith, who …": the first is no subject but the end of an adverbial.
        let adverbial = start > floor && view.tag(start - 1) == Tag::Preposition
            || start == floor && view.tag(start) == Tag::Preposition;
        if adverbial || !opens_apposition(view, at + 1) && found.is_none() && !bracket {
            break;
        }
        // "wounded two men on Monday, its mayor, Name, said": what a verb governs is no name of the mayor.
        let joined = start > floor && view.tag(start - 1) == Tag::Conjunction;
        if found.is_some() && (joined || !stands_alone(view, start, floor)) {
            break;
        }
        found = Some(start);
        if bracket || start == floor || !view.is_comma(start - 1) {
            break;
        }
        at = start;
    }
    found
}

/// Whether what starts at `at`, after a comma, says more about the phrase before the comma.
fn opens_apposition(view: &View<'_>, at: usize) -> bool {
    // "the front, or PFL, said"
    let called = view.is(at, Class::And) && view.tag(at + 1) == Tag::Name && view.is_comma(at + 2);
    called
        || view.is(at, Class::Relative)
        || view.is(at, Class::Wh)
        || matches!(
            view.tag(at),
            Tag::Noun
                | Tag::Nouns
                | Tag::Name
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Adjective
                | Tag::Participle
                | Tag::Gerund
                | Tag::Numeral
                | Tag::Preposition
                | Tag::Adverb
        )
}
