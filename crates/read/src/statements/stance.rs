use super::{
    cues::{Kind, StatementLexicon},
    view::View,
    words::Class,
};
use dateline_doc::{Stance, TokenSpan};

const KINDS: [Kind; 5] = [Kind::Verb, Kind::Noun, Kind::Preposition, Kind::Adverb, Kind::Seem];

/// A word of a cue that bears on its stance.
enum Part {
    /// A word of reporting.
    Cue(Stance),
    /// A negation.
    Not,
}

/// The stance that the words of a cue put, whether or not the whole of it is in the lexicon: "has
/// repeatedly denied", "was quoted as saying", "declined to confirm". Without a known word it asserts.
pub(super) fn of_cue(view: &View<'_>, lexicon: &StatementLexicon, cue: &[TokenSpan]) -> Stance {
    let parts: Vec<Part> = cue.iter().flat_map(|piece| parts(view, lexicon, *piece)).collect();
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
    const WORDS: &str = "form\tclass\tsource\tlicence\nnot|never\tnegation\tdateline\tMIT\n";

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
