//! Pieces: tokens cut further where times need it, at inner hyphens and between digits and letters.

use super::grammar::{Atom, Grammar};
use dateline_doc::{Segmented, Span, Tag};

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Its bytes in the text.
    pub span: Span,
    /// Its bytes in the folded text of the segments.
    pub fold: Span,
    /// The token it is part of.
    pub token: u32,
    /// The token's part of speech.
    pub tag: Tag,
    /// The grammar's number for it; `None` when no pattern and no list has the word, or only with a capital that it
    /// lacks in a text where capitals mean something.
    pub atom: Option<Atom>,
    /// Whether it comes after a blank line, which no expression crosses.
    pub opens: bool,
}

/// All pieces of a text, in order.
pub fn pieces(input: Segmented<'_>, grammar: &Grammar) -> Vec<Piece> {
    let (text, segments) = (input.text(), input.segments);
    let cased = text.contains(char::is_lowercase) && text.contains(char::is_uppercase);
    let mut pieces = Vec::with_capacity(segments.tokens.len() + 16);
    let mut previous = 0;
    for (number, token) in segments.tokens.iter().enumerate() {
        let folded = segments.fold(number);
        let gap = &text[previous..token.span.start()];
        previous = token.span.end();
        let whole = Piece {
            span: token.span,
            fold: token.fold,
            token: number as u32,
            tag: token.tag,
            atom: grammar.atom(folded),
            opens: gap.matches('\n').count() > 1,
        };
        if whole.atom.is_some() || token.span.len() != folded.len() {
            pieces.push(whole);
            continue;
        }
        let mut start = 0;
        for end in cuts(folded).chain([folded.len()]) {
            push(&mut pieces, whole, folded, start, end, grammar);
            start = end;
        }
    }
    if cased {
        for piece in &mut pieces {
            piece.atom = piece.atom.filter(|atom| {
                !grammar.needs_capital(*atom) || text[piece.span].starts_with(char::is_uppercase)
            });
        }
    }
    pieces
}

/// Adds the bytes `start..end` of a token; in two pieces when it is a known word behind a known prefix.
fn push(
    pieces: &mut Vec<Piece>,
    whole: Piece,
    folded: &str,
    start: usize,
    end: usize,
    grammar: &Grammar,
) {
    let word = &folded[start..end];
    let part = |from: usize, to: usize, atom| Piece {
        span: Span::new(whole.span.start() + from, whole.span.start() + to),
        fold: Span::new(whole.fold.start() + from, whole.fold.start() + to),
        atom,
        opens: whole.opens && from == 0,
        ..whole
    };
    let atom = grammar.atom(word);
    let split = if atom.is_none() { grammar.prefixed(word) } else { None };
    match split {
        Some((length, rest)) => {
            pieces.push(part(start, start + length, grammar.atom(&word[..length])));
            pieces.push(part(start + length, end, Some(rest)));
        }
        None => pieces.push(part(start, end, atom)),
    }
}

/// Where a token is cut: on both sides of a hyphen, and between a digit and a letter.
fn cuts(word: &str) -> impl Iterator<Item = usize> {
    let mut previous: Option<char> = None;
    word.char_indices().filter_map(move |(at, letter)| {
        let before = previous.replace(letter)?;
        let joint =
            is_hyphen(letter) || is_hyphen(before) || before.is_numeric() && letter.is_alphabetic();
        joint.then_some(at)
    })
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_hyphens_and_after_digits() {
        assert_eq!(cuts("8-month-old").collect::<Vec<_>>(), [1, 2, 7, 8]);
        assert_eq!(cuts("1990s").collect::<Vec<_>>(), [4]);
        assert_eq!(cuts("m16").count(), 0);
    }
}
