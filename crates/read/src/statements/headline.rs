use super::{
    content::Contents,
    draft::Draft,
    naming::{self, Known},
    view::View,
    words::Class,
};
use dateline_doc::{Place, Precision, Stance, Tag, TokenSpan};

/// A longer word in capitals before a colon is a town, known or not: "MIRAMSHAH: …".
const LONGEST_ACRONYM: usize = 6;

/// Most tokens of a source that signs a paragraph.
const SIGNATURE: usize = 12;

/// Most tokens of a name that opens a turn of a transcript.
const LABEL: usize = 8;

/// How sure a quotation is that a dash and a name end.
const QUOTED: f32 = 0.9;

/// A headline or a line of a transcript that names its source before a colon, "Minister: border stays shut", and a
/// paragraph that names it at its end, "Two houses are damaged. – Head of the region Name".
pub(super) fn drafts(contents: &Contents<'_>, known: Known<'_>) -> Vec<Draft> {
    let segments = contents.view.segments;
    let turns = turns(contents);
    let told = |one: &Draft| turns.iter().any(|turn| turn.cue == one.cue);
    let named = (0..segments.sentences.len()).filter_map(|number| draft(contents, number));
    let named: Vec<Draft> = named.filter(|one| !told(one)).collect();
    let signed = segments.paragraphs.iter().filter_map(|one| signed(contents, known, *one));
    let signed: Vec<Draft> = signed.collect();
    turns.into_iter().chain(named).chain(signed).collect()
}

/// The turns of a transcript, where paragraphs begin with names in capitals of which some come again: "HOST: Who was
/// there?", "MAYOR: Soldiers.".
fn turns(contents: &Contents<'_>) -> Vec<Draft> {
    let view = contents.view;
    let paragraphs = view.segments.paragraphs.iter();
    let turns: Vec<(TokenSpan, TokenSpan)> =
        paragraphs.filter_map(|one| Some((*one, label(view, *one)?))).collect();
    let name = |label: TokenSpan| &view.text[view.segments.span(label)];
    let times =
        |label: TokenSpan| turns.iter().filter(|(_, one)| name(*one) == name(label)).count();
    let others = |label: TokenSpan| turns.iter().any(|(_, one)| name(*one) != name(label));
    if !turns.iter().any(|(_, label)| times(*label) > 1 && others(*label)) {
        return Vec::new();
    }
    turns.into_iter().filter_map(|(paragraph, label)| turn(contents, paragraph, label)).collect()
}

/// The name in capitals that opens a paragraph before a colon.
fn label(view: &View<'_>, paragraph: TokenSpan) -> Option<TokenSpan> {
    let colon = paragraph.range().take(LABEL).find(|at| view.is_colon(*at))?;
    // "“HOST: Who was there?"
    let marks = usize::from(
        view.opens_quote(paragraph.start()) || view.tag(paragraph.start()) == Tag::Mark,
    );
    let label = TokenSpan::new((paragraph.start() + marks).min(colon), colon);
    let name = &view.text[view.segments.span(label)];
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (letters > 1 && !name.contains(char::is_lowercase)).then_some(label)
}

fn turn(contents: &Contents<'_>, paragraph: TokenSpan, label: TokenSpan) -> Option<Draft> {
    let view = contents.view;
    let end = contents.trim(label.end() + 1, paragraph.end());
    let asks = view.word(paragraph.end() - 1).ends_with('?');
    (end > label.end() + 1).then(|| Draft {
        cue: TokenSpan::new(label.end(), label.end() + 1),
        source: Some(label),
        content: vec![TokenSpan::new(label.end() + 1, end)],
        stance: if asks { Stance::Asks } else { Stance::Asserts },
        score: QUOTED,
        by: None,
    })
}

/// What a paragraph says that ends with a mark, a dash and who says so.
fn signed(contents: &Contents<'_>, known: Known<'_>, paragraph: TokenSpan) -> Option<Draft> {
    let view = contents.view;
    let end = contents.trim(paragraph.start(), paragraph.end());
    let dash = (paragraph.start() + 1..end).rev().take(SIGNATURE).find(|at| {
        matches!(view.word(*at), "–" | "—" | "―" | "--" | "-") && view.tag(at - 1) == Tag::Mark
    })?;
    let source = TokenSpan::new(dash + 1, end);
    let content = TokenSpan::new(paragraph.start(), contents.trim(paragraph.start(), dash));
    let quotation = view.quote_at(content.start());
    let quoted =
        quotation.is_some_and(|(_, quote)| view.quote_tokens(quote).end() >= content.end());
    // A quotation may be of anybody, known or not: "“…” — Name Surname".
    let named = source.range().take_while(|at| view.tag(*at) == Tag::Name).count() > 1;
    let speaks = !source.is_empty()
        && !view.has_finite(source.start(), end)
        && (naming::speaks(view, known, source) || quoted && named);
    (speaks && view.has_finite(content.start(), content.end())).then(|| Draft {
        cue: TokenSpan::new(dash, dash + 1),
        source: Some(source),
        content: vec![content],
        stance: Stance::Asserts,
        score: if quoted { QUOTED } else { 0.5 },
        by: None,
    })
}

fn draft(contents: &Contents<'_>, number: usize) -> Option<Draft> {
    let view = contents.view;
    let sentence = view.segments.sentences[number];
    let colon = sentence.range().take(12).find(|at| view.is_colon(*at))?;
    let from = colon + 1;
    let alone = view.segments.paragraphs[view.segments.paragraph_of(colon)] == sentence;
    let first = sentence.start() == 0 && alone;
    let quoted = view.opens_quote(from);
    // "QUETTA: Two men…".
    if view.dateline.holds(colon) {
        return None;
    }
    if colon == sentence.start() || from >= sentence.end() || !(first || quoted) {
        return None;
    }
    if !is_name(view, sentence.start(), colon) {
        return None;
    }
    let end = contents.trim(from, sentence.end());
    let content = if quoted { contents.quotation(from) } else { vec![TokenSpan::new(from, end)] };
    (end > from).then(|| Draft {
        cue: TokenSpan::new(colon, colon + 1),
        source: Some(TokenSpan::new(sentence.start(), colon)),
        content,
        stance: Stance::Asserts,
        score: 0.5,
        by: None,
    })
}

/// Whether what stands before a colon says of what kind a text is, what happened or where, and not who says so:
/// "Update: …", "Massacre in the harbour: …", "Kutum: …". A country speaks through those who rule it.
pub(super) fn names_no_source(
    view: &View<'_>,
    known: Known<'_>,
    places: &[Place],
    draft: &Draft,
) -> bool {
    let Some(source) = draft.source.filter(|_| view.is_colon(draft.cue.start())) else {
        return false;
    };
    let label = view.is(source.end() - 1, Class::Label);
    let happening = source.range().any(|at| view.tag(at) == Tag::Preposition);
    let span = view.segments.span(source);
    let town = places.iter().any(|place| {
        // "Deir ez-Zor province: …"
        let most = span.contains(place.span)
            && view.segments.tokens_in(place.span).len() + 1 >= source.len();
        most && !matches!(place.precision, Precision::Country | Precision::Region)
    });
    let name = &view.text[span];
    let shouts = source.len() == 1
        && name.chars().count() > LONGEST_ACRONYM
        && !name.contains(char::is_lowercase)
        && known.at(view, source.start()).is_none();
    source.end() == draft.cue.start()
        && (label || town || shouts || happening && !naming::speaks(view, known, source))
}

/// Whether `from..to` is a noun phrase and no clause.
fn is_name(view: &View<'_>, from: usize, to: usize) -> bool {
    let noun = |at: usize| matches!(view.tag(at), Tag::Name | Tag::Noun | Tag::Nouns);
    !view.has_finite(from, to)
        && noun(to - 1)
        && view.tag(from) != Tag::Preposition
        && view.quote_at(from).is_none()
}
