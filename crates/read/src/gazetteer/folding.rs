use crate::{Error, packs::Table};
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds names of places to the form they are compared in.
///
/// A name becomes words of lower-case letters and digits, without marks, apostrophes and periods, and
/// what a hyphen joins is two words. Words that are written in several ways ("Saint", "St.") or that
/// an article takes before a consonant ("ash-", "ad-") become one, by a table.
#[derive(Default, Clone, Debug)]
pub struct Folding {
    anywhere: BTreeMap<Box<str>, Box<str>>,
    joined: BTreeMap<Box<str>, Box<str>>,
}

impl Folding {
    /// Parses the table `path`: columns `form`, `folded`, `where` (`anywhere` or `joined`).
    ///
    /// # Errors
    /// When the table is malformed.
    pub fn parse(path: &str, text: &str) -> Result<Self, Error> {
        let mut folding = Self::default();
        for row in Table::parse(path, text)?.rows() {
            let words = match row.get("where")? {
                "anywhere" => &mut folding.anywhere,
                "joined" => &mut folding.joined,
                other => {
                    return Err(row.error(&format!("{other:?} is neither anywhere nor joined")));
                }
            };
            words.insert(row.get("form")?.into(), row.get("folded")?.into());
        }
        Ok(folding)
    }

    /// The table as it was parsed, in a fixed order; [`Folding::parse`] reads it back.
    pub(super) fn table(&self) -> String {
        let mut rows: Vec<String> = Vec::new();
        for (words, place) in [(&self.anywhere, "anywhere"), (&self.joined, "joined")] {
            rows.extend(words.iter().map(|(form, folded)| format!("{form}\t{folded}\t{place}\n")));
        }
        rows.sort_unstable();
        format!("form\tfolded\twhere\n{}", rows.concat())
    }

    /// One word without hyphens and spaces; `joins` tells whether a hyphen joins it to the next.
    pub fn word(&self, word: &str, joins: bool, folded: &mut String) {
        let start = folded.len();
        fold_letters(word, folded);
        let now = &folded[start..];
        let joined = joins.then(|| self.joined.get(now)).flatten();
        if let Some(other) = joined.or_else(|| self.anywhere.get(now)) {
            let other = other.clone();
            folded.truncate(start);
            folded.push_str(&other);
        }
    }

    /// A whole name: its folded words with one space between.
    pub fn name(&self, name: &str) -> String {
        let mut folded = String::with_capacity(name.len());
        let mut rest = name;
        while let Some(at) = rest.find(inside) {
            rest = &rest[at..];
            let end = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            let before = folded.len();
            self.word(&rest[..end], is_hyphen(rest[end..].chars().next()), &mut folded);
            if folded.len() == before && before > 0 {
                folded.pop();
            }
            rest = &rest[end..];
        }
        folded
    }
}

/// Whether a letter belongs to a word of a name.
fn inside(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_dropped(letter) || letter == '&'
}

/// Whether a hyphen follows.
pub(crate) fn is_hyphen(letter: Option<char>) -> bool {
    matches!(letter, Some('-' | '\u{2010}' | '\u{2011}' | '\u{2013}'))
}

/// Marks inside words that carry no difference.
fn is_dropped(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’'
            | '‘'
            | '`'
            | '´'
            | 'ʻ'
            | 'ʼ'
            | 'ʽ'
            | 'ʾ'
            | 'ʿ'
            | 'ʹ'
            | '.'
            | '\u{200c}'
            | 'ـ'
            | 'ء'
    )
}

fn fold_letters(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(
            word.chars()
                .filter(|letter| !is_dropped(*letter))
                .map(|letter| letter.to_ascii_lowercase()),
        );
        return;
    }
    for letter in word.nfkd().flat_map(char::to_lowercase) {
        match letter {
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ŋ' => folded.push('n'),
            'ə' => folded.push('e'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            _ if is_combining_mark(letter) || is_dropped(letter) => {}
            _ => folded.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folding() -> Folding {
        let table = "form\tfolded\twhere\nal\tal\tanywhere\nash\tal\tjoined\nez\tal\tjoined\nad\tal\tjoined\nsaint\tst\tanywhere\n";
        Folding::parse("folding.tsv", table).unwrap()
    }

    #[test]
    fn spellings_of_one_name_meet() {
        let folding = folding();
        for (one, other) in [
            ("Al Ba‘āj", "al-Ba'aj"),
            ("Ţūz Khūrmātū", "Tuz Khurmatu"),
            ("Deir ez-Zor", "Deir al-Zor"),
            ("Ash-Shaykh", "al-shaykh"),
            ("St. Louis", "Saint Louis"),
            ("Diyālá", "DIYALA"),
            ("البصرة", "البصره"),
            ("أبيي", "ابيى"),
        ] {
            assert_eq!(folding.name(one), folding.name(other), "{one} {other}");
        }
    }

    #[test]
    fn an_article_is_only_known_by_its_hyphen() {
        assert_eq!(folding().name("ash tree"), "ash tree");
        assert_eq!(folding().name("ash-Tree"), "al tree");
    }

    #[test]
    fn marks_alone_fold_to_nothing() {
        assert_eq!(folding().name(" ‘ - . "), "");
        assert_eq!(folding().name("a ' b"), "a b");
    }

    #[test]
    fn the_table_reads_back() {
        let table = folding().table();
        assert_eq!(Folding::parse("t", &table).unwrap().table(), table);
    }
}
