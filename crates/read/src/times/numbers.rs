//! Numbers in words.

use super::{
    grammar::{Atom, Grammar},
    pieces::Piece,
    spec::{Amount, Spec},
};
use rustc_hash::FxHashMap;

/// What a word adds to a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberWord {
    /// "three", "thirty".
    Cardinal(i64),
    /// "hundred": what stands before it so many times.
    Scale(i64),
    /// "third": ends the number, which then is an ordinal.
    Ordinal(i64),
    /// "and", "-": stands between two parts.
    Joiner,
}

/// The number words of a language.
pub type NumberWords = FxHashMap<Atom, NumberWord>;

/// A number found in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// Class: `number`, `ordinal` or `year`.
    pub class: &'static str,
    /// One past its last piece.
    pub end: usize,
    /// Its fields.
    pub spec: Spec,
}

/// The numbers whose words start at piece `at`.
pub fn numbers(pieces: &[Piece], at: usize, grammar: &Grammar) -> Vec<Number> {
    let word =
        |at: usize| pieces.get(at)?.atom.and_then(|atom| grammar.numbers.get(&atom)).copied();
    if matches!(word(at), None | Some(NumberWord::Joiner)) {
        return Vec::new();
    }
    let Some((value, ordinal, end)) = compose(at, &word) else { return Vec::new() };
    let mut found = vec![number(value, ordinal, end)];
    if !ordinal && (10..=21).contains(&value) {
        // "nineteen ninety-four": a year read in two numbers.
        if let Some((rest @ 10..=99, false, end)) = compose(end, &word) {
            let year = i16::try_from(value * 100 + rest).ok();
            found.push(Number { class: "year", end, spec: Spec { year, ..Spec::default() } });
        }
    }
    if !ordinal && (1100..2200).contains(&value) && end > at + 1 {
        let year = i16::try_from(value).ok();
        found.push(Number { class: "year", end, spec: Spec { year, ..Spec::default() } });
    }
    found
}

fn number(value: i64, ordinal: bool, end: usize) -> Number {
    if ordinal {
        let ordinal = i16::try_from(value).ok();
        return Number { class: "ordinal", end, spec: Spec { ordinal, ..Spec::default() } };
    }
    let amount = Some(Amount::whole(value));
    Number { class: "number", end, spec: Spec { amount, ..Spec::default() } }
}

/// The longest number from `at`: its value, whether it is an ordinal, and its end.
fn compose(at: usize, word: &impl Fn(usize) -> Option<NumberWord>) -> Option<(i64, bool, usize)> {
    let (mut total, mut current, mut end) = (0i64, None::<i64>, at);
    loop {
        let joined = end > at && word(end) == Some(NumberWord::Joiner);
        let next = if joined { end + 1 } else { end };
        match (word(next), current) {
            (Some(NumberWord::Cardinal(value)), None) => current = Some(value),
            (Some(NumberWord::Cardinal(value)), Some(before)) if adds(before, value) => {
                current = Some(before + value);
            }
            (Some(NumberWord::Scale(scale)), _) if !joined && scale <= 1_000_000_000_000 => {
                let times = current.unwrap_or(1).saturating_mul(scale);
                if scale >= 1000 {
                    total = total.saturating_add(times);
                    current = Some(0);
                } else {
                    current = Some(times);
                }
            }
            (Some(NumberWord::Ordinal(value)), before) if before.is_none_or(|b| adds(b, value)) => {
                let value = total.saturating_add(before.unwrap_or(0)).saturating_add(value);
                return Some((value, true, next + 1));
            }
            _ => break,
        }
        end = next + 1;
    }
    (end > at).then(|| (total.saturating_add(current.unwrap_or(0)), false, end))
}

/// Whether `value` goes on with the number `before`: "twenty" and "one", "hundred" and "five", not "two" and "three".
fn adds(before: i64, value: i64) -> bool {
    value > 0
        && (before == 0
            || before % 100 == 0 && value < 100
            || before % 10 == 0 && before % 100 >= 20 && value < 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberWord::{Cardinal, Joiner, Ordinal, Scale};

    fn value(words: &[NumberWord]) -> Option<(i64, bool, usize)> {
        compose(0, &|at| words.get(at).copied())
    }

    #[test]
    fn tens_hundreds_and_thousands_add_up() {
        assert_eq!(value(&[Cardinal(20), Joiner, Cardinal(4)]), Some((24, false, 3)));
        let words = [Cardinal(2), Scale(1000), Cardinal(1), Scale(100), Joiner, Cardinal(5)];
        assert_eq!(value(&words), Some((2105, false, 6)));
        assert_eq!(value(&[Scale(100)]), Some((100, false, 1)));
    }

    #[test]
    fn two_numbers_side_by_side_stay_two() {
        assert_eq!(value(&[Cardinal(2), Cardinal(3)]), Some((2, false, 1)));
        assert_eq!(value(&[Cardinal(2), Joiner, Cardinal(3)]), Some((2, false, 1)));
    }

    #[test]
    fn an_ordinal_ends_the_number() {
        assert_eq!(value(&[Cardinal(20), Joiner, Ordinal(1), Cardinal(5)]), Some((21, true, 3)));
    }
}
