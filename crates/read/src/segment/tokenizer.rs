use crate::{Error, packs::LanguageFolder};
use dateline_doc::{Segments, Span, Tag, Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Splits a text into tokens: words with their inner hyphens, apostrophes and periods; numbers; single marks.
#[derive(Default)]
pub struct Tokenizer {
    /// Endings that are tokens of their own, such as `'s`, longest first.
    clitics: Vec<String>,
    /// Folded abbreviations with their period; `true` when a sentence may end with it.
    abbreviations: FxHashMap<String, bool>,
    /// Folded words whose inner apostrophe stays.
    whole: FxHashSet<String>,
}

impl Tokenizer {
    /// Loads `clitics.tsv` and `abbreviations.tsv`.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut tokenizer = Self::default();
        folder.rows("clitics.tsv", |row| {
            let form = row.get("form")?.to_owned();
            match row.get("kind")? {
                "ending" => tokenizer.clitics.push(form),
                "whole" => drop(tokenizer.whole.insert(form)),
                other => {
                    return Err(row.error(&format!("kind {other:?} is neither ending nor whole")));
                }
            }
            Ok(())
        })?;
        tokenizer.clitics.sort_by_key(|form| std::cmp::Reverse(form.len()));
        folder.rows("abbreviations.tsv", |row| {
            let ends = row.get("ends_sentence")? == "yes";
            tokenizer.abbreviations.insert(row.get("form")?.to_lowercase(), ends);
            Ok(())
        })?;
        Ok(tokenizer)
    }

    /// Whether a folded token is an abbreviation, and if so whether a sentence may end with it.
    pub fn abbreviation(&self, folded: &str) -> Option<bool> {
        self.abbreviations.get(folded).copied()
    }

    /// Tokens and their folded forms; the other lists are empty.
    pub fn segments(&self, text: &str) -> Segments {
        let mut segments = Segments::default();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let end = if first.is_alphabetic() {
                self.word_end(text, at)
            } else if first.is_numeric() {
                number_end(text, at)
            } else {
                mark_end(text, at, first)
            };
            if !first.is_whitespace() && !is_invisible(first) {
                self.push_word(text, Span::new(at, end), first, &mut segments);
            }
            at = end;
        }
        segments
    }

    /// End of the word that starts at `at`, with a period that belongs to it.
    fn word_end(&self, text: &str, at: usize) -> usize {
        let end = run_end(text, at);
        if !text[end..].starts_with('.') {
            return end;
        }
        let with_period = text[at..=end].to_lowercase();
        let initials = text[at..end].split('.').all(|part| part.chars().count() == 1);
        let single_capital =
            initials && text[at..end].chars().all(|c| c.is_uppercase() || c == '.');
        if !single_capital && !self.abbreviations.contains_key(&with_period) {
            return end;
        }
        self.past_ending(text, end + 1)
    }

    /// Past an ending that clings to a period: "the U.N.'s office".
    fn past_ending(&self, text: &str, at: usize) -> usize {
        let run = run_end(text, at);
        let mut folded = String::new();
        fold_into(&text[at..run], &mut folded);
        if self.clitics.contains(&folded) { run } else { at }
    }

    fn push_word(&self, text: &str, span: Span, first: char, segments: &mut Segments) {
        let kind = kind_of(first);
        if kind != TokenKind::Word {
            return push(text, span, kind, segments);
        }
        let start = segments.folded.len();
        fold_into(&text[span], &mut segments.folded);
        let folded = segments.folded[start..].to_owned();
        segments.folded.truncate(start);
        let ending = self.clitics.iter().find(|ending| {
            folded.len() > ending.len()
                && folded.ends_with(ending.as_str())
                && !self.whole.contains(&folded)
        });
        let Some(ending) = ending else { return push(text, span, kind, segments) };
        // The ending has as many characters in the text as folded; a curly apostrophe only has more bytes.
        let chars = ending.chars().count();
        let split = text[span]
            .char_indices()
            .rev()
            .nth(chars - 1)
            .map_or(span.end(), |(i, _)| span.start() + i);
        push(text, Span::new(span.start(), split), kind, segments);
        push(text, Span::new(split, span.end()), kind, segments);
    }
}

fn push(text: &str, span: Span, kind: TokenKind, segments: &mut Segments) {
    let start = segments.folded.len();
    fold_into(&text[span], &mut segments.folded);
    let fold = Span::new(start, segments.folded.len());
    segments.tokens.push(Token { span, fold, kind, tag: Tag::Other });
}

fn fold_into(word: &str, folded: &mut String) {
    for letter in word.chars() {
        match letter {
            '’' | 'ʼ' | '‘' => folded.push('\''),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
}

fn kind_of(first: char) -> TokenKind {
    if first.is_alphabetic() {
        TokenKind::Word
    } else if first.is_numeric() {
        TokenKind::Number
    } else if first.is_ascii_punctuation() && !"$%+<=>^`|~#&@*".contains(first)
        || is_general_mark(first)
    {
        TokenKind::Punctuation
    } else {
        TokenKind::Symbol
    }
}

fn is_general_mark(mark: char) -> bool {
    matches!(
        mark,
        '\u{2010}'
            ..='\u{2027}'
                | '\u{2039}'
                | '\u{203a}'
                | '«'
                | '»'
                | '،'
                | '؛'
                | '؟'
                | '۔'
                | '।'
                | '¿'
                | '¡'
                | '。'
                | '、'
    )
}

/// Marks of direction and joining that show nothing.
fn is_invisible(mark: char) -> bool {
    matches!(mark, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// End of letters and digits from `at`, across inner hyphens, apostrophes, periods and ampersands.
fn run_end(text: &str, at: usize) -> usize {
    let mut chars = text[at..].char_indices().peekable();
    let mut end = at;
    let mut previous = ' ';
    while let Some((offset, letter)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let inside = letter.is_alphanumeric()
            || is_combining(letter)
            || matches!(letter, '-' | '\u{2011}' | '\'' | '’' | '&' | '_' | '\u{200c}')
                && next.is_alphanumeric()
            || letter == '.' && joins(text, at + offset, previous, next);
        if !inside {
            break;
        }
        end = at + offset + letter.len_utf8();
        previous = letter;
    }
    end
}

/// Whether a period between two letters joins them: in initials ("U.S.") and names of hosts, not where a space is missing.
fn joins(text: &str, at: usize, previous: char, next: char) -> bool {
    if !next.is_alphanumeric() {
        return false;
    }
    let before = text[..at].chars().rev().nth(1);
    let initial = before.is_none_or(|letter| !letter.is_alphanumeric());
    let after = text[at + 1..].chars().nth(1);
    let initial_follows = after.is_none_or(|letter| !letter.is_alphanumeric());
    initial && (initial_follows || next.is_uppercase())
        || previous.is_lowercase() && next.is_lowercase()
}

/// End of a number from `at`, across inner separators and a clinging unit: `1,200`, `10:30`, `10th`, `16-year-old`.
fn number_end(text: &str, at: usize) -> usize {
    let mut chars = text[at..].char_indices().peekable();
    let mut end = at;
    let mut letters = false;
    while let Some((offset, letter)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let separates =
            matches!(letter, ',' | '.' | ':' | '٫' | '٬') && next.is_numeric() && !letters;
        let joins = letter == '-' && next.is_alphabetic();
        if !(letter.is_alphanumeric() || separates || joins) {
            break;
        }
        letters |= letter.is_alphabetic() || joins;
        end = at + offset + letter.len_utf8();
    }
    end
}

/// A mark is one character, but runs of the same period, hyphen or typewriter quote are one mark.
fn mark_end(text: &str, at: usize, first: char) -> usize {
    let runs = match first {
        '.' | '-' | '*' | '_' | '=' => usize::MAX,
        '`' | '\'' => 2,
        _ => 1,
    };
    text[at..]
        .chars()
        .take(runs)
        .take_while(|mark| *mark == first)
        .fold(at, |end, mark| end + mark.len_utf8())
}
