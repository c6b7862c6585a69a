//! Quotes, cut to a length that fair use allows.

use super::wipe::MARK;
use crate::event::Quote;

/// Most words of a passage.
const WORDS: usize = 25;

/// Most letters of a passage, for scripts that put no spaces between words.
const LETTERS: usize = 250;

const CUT: char = '…';

/// Cuts a quote to [`WORDS`] around the code point `at` of its report, or from its start when `at` lies outside.
pub fn cut(quote: &mut Quote, at: usize) {
    let letters: Vec<char> = quote.quote.chars().collect();
    let inside = at.checked_sub(quote.start).filter(|_| at < quote.end).unwrap_or(0);
    let words = words(&letters);
    let (start, end) = window(&words, inside).unwrap_or((0, letters.len()));
    let (start, end) = shorten(start, end, inside);
    if (start, end) == (0, letters.len()) {
        return;
    }
    let mut kept = String::new();
    if start > 0 {
        kept.push(CUT);
    }
    kept.extend(&letters[start..end]);
    if end < letters.len() {
        kept.push(CUT);
    }
    quote.quote = kept;
}

/// Whether a quote still is, letter by letter, what the report says there.
pub fn is_verbatim(quote: &Quote) -> bool {
    quote.quote.chars().count() == quote.end - quote.start && !quote.quote.contains(MARK)
}

/// Starts and ends of the words.
fn words(letters: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in letters.iter().enumerate() {
        match (start, letter.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, letters.len())));
    words
}

/// From where to where the kept words go; `None` when all of them are kept.
fn window(words: &[(usize, usize)], at: usize) -> Option<(usize, usize)> {
    if words.len() <= WORDS {
        return None;
    }
    let middle = words.iter().position(|(_, end)| at < *end).unwrap_or(0);
    let first = middle.saturating_sub(WORDS / 2).min(words.len() - WORDS);
    Some((words[first].0, words[first + WORDS - 1].1))
}

fn shorten(start: usize, end: usize, at: usize) -> (usize, usize) {
    if end - start <= LETTERS {
        return (start, end);
    }
    let first = at.saturating_sub(LETTERS / 2).clamp(start, end - LETTERS);
    (first, first + LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_at(text: &str, at: usize) -> String {
        let start = 100;
        let end = start + text.chars().count();
        let mut quote = Quote { start, end, quote: text.to_owned() };
        cut(&mut quote, start + at);
        assert_eq!((quote.start, quote.end), (start, end), "offsets stay");
        assert_eq!(is_verbatim(&quote), quote.quote == text);
        quote.quote
    }

    #[test]
    fn words_around_the_happening_are_kept() {
        let words: Vec<String> = (0..60).map(|number| format!("w{number:02}")).collect();
        let text = words.join(" ");
        assert_eq!(cut_at(&text, 30 * 4), format!("…{}…", words[18..43].join(" ")));
        assert_eq!(cut_at(&text, 0), format!("{}…", words[..25].join(" ")));
        assert_eq!(cut_at(&text, 59 * 4), format!("…{}", words[35..].join(" ")));
    }

    #[test]
    fn short_passages_stay_as_they_are() {
        assert_eq!(cut_at("Gunmen killed  three\npeople.", 7), "Gunmen killed  three\npeople.");
        assert_eq!(cut_at("", 0), "");
    }

    #[test]
    fn without_spaces_letters_are_counted() {
        assert_eq!(cut_at(&"爆".repeat(300), 0).chars().count(), LETTERS + 1);
        assert_eq!(cut_at(&"爆".repeat(600), 300).chars().count(), LETTERS + 2);
    }
}
