use super::{
    cues::{Kind, StatementLexicon},
    draft::Draft,
    view::View,
    words::Class,
};
use dateline_doc::{Stance, Tag, TokenSpan};

const KINDS: [Kind; 5] = [Kind::Verb, Kind::Noun, Kind::Preposition, Kind::Adverb, Kind::Seem];

/// A word of a cue that bears on its stance.
enum Part {
    /// A word of reporting.
    Cue(Stance),
    /// A negation.
    Not,
}

/// The stance that the words of a cue put, whether or not the whole of it is in the lexicon: "has
/// repeatedly denied", "was quoted as saying", "declined to confirm". A negation among the auxiliaries
/// before it counts, though the cue leaves it out. Without a known word it asserts.
pub(super) fn of_cue(view: &View<'_>, lexicon: &StatementLexicon, cue: &[TokenSpan]) -> Stance {
    let auxiliaries = cue.first().map(|first| auxiliaries(view, first.start()));
    let pieces = auxiliaries.iter().chain(cue);
    let parts: Vec<Part> = pieces.flat_map(|piece| parts(view, lexicon, *piece)).collect();
    let inner_first = parts.iter().rev();
    let stance = inner_first.fold(None, |inner, part| {
        Some(match (part, inner) {
            (Part::Cue(stance), None) => *stance,
            (Part::Cue(outer), Some(inner)) => governing(*outer, inner),
            (Part::Not, inner) => negated(inner.unwrap_or(Stance::Asserts)),
        })
    });
    stance.unwrap_or(Stance::Asserts)
}

/// The auxiliaries, adverbs and negations that end before a token.
fn auxiliaries(view: &View<'_>, end: usize) -> TokenSpan {
    let helps = |at: usize| {
        let classes = [Class::Negation, Class::Be, Class::Have, Class::Do];
        classes.into_iter().any(|class| view.is(at, class))
            || matches!(view.tag(at), Tag::Modal | Tag::Adverb)
    };
    let mut start = end;
    while start > 0 && end - start < 5 && helps(start - 1) {
        start -= 1;
    }
    TokenSpan::new(start, end)
}

fn parts(view: &View<'_>, lexicon: &StatementLexicon, piece: TokenSpan) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut token = piece.start();
    while token < piece.end() {
        if view.is(token, Class::Negation) {
            parts.push(Part::Not);
        } else if let Some((length, cue, _)) = lexicon.at(view.segments, token, &KINDS) {
            parts.push(Part::Cue(lexicon.cue(cue).stance));
            token += length - 1;
        }
        token += 1;
    }
    parts
}

/// The stance of a statement: its cue's, turned by a source that is nobody, unless the content itself is
/// put as a question, an order or a mere possibility.
pub(super) fn of(view: &View<'_>, lexicon: &StatementLexicon, draft: &Draft) -> Stance {
    let nobody = draft.source.is_some_and(|source| view.is(source.start(), Class::Negation));
    let stance = if nobody { negated(draft.stance) } else { draft.stance };
    if stance != Stance::Asserts {
        return stance;
    }
    if is_question(view, draft) || is_order(view, lexicon, draft) {
        Stance::Asks
    } else if is_hedged(view, lexicon, draft) {
        Stance::Supposes
    } else {
        stance
    }
}

/// One sentence, and a question.
fn is_question(view: &View<'_>, draft: &Draft) -> bool {
    let mut stops = draft.content.iter().flat_map(|piece| piece.range());
    let first = stops.find(|at| view.is_stop(*at));
    first.is_some_and(|stop| view.word(stop).contains(['?', '؟'])) && {
        let word = |at: usize| view.tag(at) != Tag::Mark;
        !stops.any(word)
    }
}

/// "told residents to leave": an infinitive after the person spoken to.
fn is_order(view: &View<'_>, lexicon: &StatementLexicon, draft: &Draft) -> bool {
    if draft.cue.is_empty() {
        return false;
    }
    let known = lexicon.at(view.segments, draft.cue.end() - 1, &[Kind::Verb]);
    let Some(content) = draft.content.first() else { return false };
    let after_listener = content.start() >= draft.cue.end();
    if !known.is_some_and(|(_, cue, _)| lexicon.cue(cue).addressee) || !after_listener {
        return false;
    }
    let from = draft.cue.end();
    let verbal = (from..content.end()).find(|at| view.is_verbal(*at) || view.tag(*at) == Tag::To);
    let listener = |to: usize| (from..to).any(|at| view.segments.phrase_at(at).is_some());
    verbal
        .is_some_and(|at| view.tag(at) == Tag::To && view.tag(at + 1) == Tag::Verb && listener(at))
}

/// A hedge before the content's first verb or just after it, or a verb of belief whose subject is the
/// speaker or nobody: "perhaps they fled", "it seems they fled", "he feared they had fled".
fn is_hedged(view: &View<'_>, lexicon: &StatementLexicon, draft: &Draft) -> bool {
    let Some(first) = draft.content.first() else { return false };
    // "no group may enter" forbids.
    let nobody = first.range().take(3).any(|at| view.is(at, Class::Negation));
    let hedge = |token: usize| {
        let modal = matches!(view.tag(token), Tag::Modal | Tag::Adverb);
        let unable = view.is(token, Class::Ability) && view.is(token + 1, Class::Negation);
        view.is(token, Class::Hedge) && modal && !unable && !nobody
    };
    // Up to the content's first verb: what stands further right may be in another clause.
    let verb = first.range().take(25).find(|token| view.has_finite(*token, token + 1));
    let end = verb.map_or(first.start(), |verb| (verb + 3).min(first.end()));
    if (first.start()..end).any(hedge) {
        return true;
    }
    let Some(verb) = verb.filter(|verb| view.tag(*verb) != Tag::Modal) else { return false };
    let believes = |at: usize| {
        let cue = lexicon.at(view.segments, at, &[Kind::Verb, Kind::Seem]);
        cue.map(|(_, cue, _)| lexicon.cue(cue)).filter(|cue| cue.stance == Stance::Supposes)
    };
    let Some(cue) = (verb..end).find_map(believes) else { return false };
    let pronoun = verb > first.start() && view.is(verb - 1, Class::Pronoun);
    cue.kind == Kind::Seem || pronoun || view.is(verb, Class::Be)
}

/// What not to say so comes to: who does not deny leaves it open.
fn negated(stance: Stance) -> Stance {
    match stance {
        Stance::Asserts | Stance::Supposes => Stance::Doubts,
        Stance::Denies => Stance::Supposes,
        Stance::Doubts => Stance::Asserts,
        Stance::Asks => Stance::Asks,
    }
}

/// The stance of one cue that has another as its complement: "declined to confirm", "issued a denial".
fn governing(outer: Stance, inner: Stance) -> Stance {
    match (outer, inner) {
        (Stance::Denies | Stance::Doubts, _) => negated(inner),
        (outer, Stance::Asserts) => outer,
        (_, inner) => inner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PackFiles, packs::Language};

    const CUES: &str = "cue\tkind\tstance\tframes\tsource\tlicence
say|says|said|said|saying\tverb\tasserts\tthat\tdateline\tMIT
quote|quotes|quoted|quoted|quoting\tverb\tasserts\tobject\tdateline\tMIT
confirm|confirms|confirmed|confirmed|confirming\tverb\tasserts\tthat\tdateline\tMIT
issue|issues|issued|issued|issuing\tverb\tasserts\tobject\tdateline\tMIT
deny|denies|denied|denied|denying\tverb\tdenies\tthat\tdateline\tMIT
decline|declines|declined|declined|declining\tverb\tdoubts\tto\tdateline\tMIT
doubt|doubts|doubted|doubted|doubting\tverb\tdoubts\tthat\tdateline\tMIT
believe|believes|believed|believed|believing\tverb\tsupposes\tthat\tdateline\tMIT
ask|asks|asked|asked|asking\tverb\tasks\twh\tdateline\tMIT
call on|calls on|called on|called on|calling on\tverb\tasks\tobject\tdateline\tMIT
call|calls|called|called|calling\tverb\tasserts\tobject\tdateline\tMIT
denial|denials\tnoun\tdenies\tthat\tdateline\tMIT
";
    const WORDS: &str = "form\tclass\tsource\tlicence\nnot|never\tnegation\tdateline\tMIT\ndid\tdo\tdateline\tMIT\n";

    fn stance(cue: &str) -> Stance {
        let mut files = PackFiles::default();
        files.insert("lang/xx/cues.tsv", CUES.as_bytes());
        files.insert("lang/xx/statement_words.tsv", WORDS.as_bytes());
        let language = Language::load(&files, "xx").unwrap();
        let segments = language.tokenizer.segments(cue);
        let lexicon = &language.statements;
        let view = View::new(cue, &segments, &lexicon.words);
        of_cue(&view, lexicon, &[TokenSpan::new(0, segments.tokens.len())])
    }

    #[test]
    fn words_around_a_known_cue_do_not_hide_it() {
        assert_eq!(stance("has repeatedly denied"), Stance::Denies);
        assert_eq!(stance("was quoted as saying"), Stance::Asserts);
        assert_eq!(stance("asked whether"), Stance::Asks);
        assert_eq!(stance("called on"), Stance::Asks);
        assert_eq!(stance("murmured"), Stance::Asserts);
        assert_eq!(stance(""), Stance::Asserts);
    }

    #[test]
    fn a_negation_turns_the_stance() {
        assert_eq!(stance("did not say"), Stance::Doubts);
        assert_eq!(stance("did not deny"), Stance::Supposes);
        assert_eq!(stance("has never doubted"), Stance::Asserts);
        assert_eq!(stance("does not believe"), Stance::Doubts);
        assert_eq!(stance("would not elaborate"), Stance::Doubts);
    }

    #[test]
    fn the_outer_of_two_cues_governs_the_inner() {
        assert_eq!(stance("declined to confirm"), Stance::Doubts);
        assert_eq!(stance("declined to deny"), Stance::Supposes);
        assert_eq!(stance("issued a denial"), Stance::Denies);
        assert_eq!(stance("is believed to have said"), Stance::Supposes);
        assert_eq!(stance("asked to confirm"), Stance::Asks);
    }

    #[test]
    fn a_negation_before_the_cue_counts_though_left_out() {
        let mut files = PackFiles::default();
        files.insert("lang/xx/cues.tsv", CUES.as_bytes());
        files.insert("lang/xx/statement_words.tsv", WORDS.as_bytes());
        let language = Language::load(&files, "xx").unwrap();
        let text = "they did not say";
        let segments = language.tokenizer.segments(text);
        let view = View::new(text, &segments, &language.statements.words);
        let cue = [TokenSpan::new(3, 4)];
        assert_eq!(of_cue(&view, &language.statements, &cue), Stance::Doubts);
    }

    #[test]
    fn pieces_are_read_as_one_cue() {
        let mut files = PackFiles::default();
        files.insert("lang/xx/cues.tsv", CUES.as_bytes());
        files.insert("lang/xx/statement_words.tsv", WORDS.as_bytes());
        let language = Language::load(&files, "xx").unwrap();
        let text = "never, on any day, said";
        let segments = language.tokenizer.segments(text);
        let view = View::new(text, &segments, &language.statements.words);
        let last = segments.tokens.len();
        let cue = [TokenSpan::new(0, 1), TokenSpan::new(last - 1, last)];
        assert_eq!(of_cue(&view, &language.statements, &cue), Stance::Doubts);
    }
}
