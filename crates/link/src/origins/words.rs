use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// The words of a text as they are compared: lower case, without accents, vowel marks, apostrophes
/// and letter forms that writers take for one another.
///
/// A word is a run of letters and digits; in scripts that set no spaces, a single letter.
pub fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    for letter in text.chars() {
        if is_silent(letter) {
            continue;
        }
        if letter.is_alphanumeric() || canonical_combining_class(letter) != 0 {
            let alone = is_written_without_spaces(letter);
            if alone {
                flush(&mut word, &mut found);
            }
            fold(letter, &mut word);
            if alone {
                flush(&mut word, &mut found);
            }
        } else {
            flush(&mut word, &mut found);
        }
    }
    flush(&mut word, &mut found);
}

/// The words of a text as a list.
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word| all.push(word.to_owned()));
    all
}

/// A hash that is the same on every machine and in every version: handles are stored.
///
/// FNV-1a, with its bits mixed well enough for the least hashes to be a fair sample.
pub fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mixed(fnv)
}

/// The hash of several hashes in their order.
pub fn hash_all(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |hash: u64, part| mixed(hash.rotate_left(23) ^ part))
}

/// The finaliser of SplitMix64.
fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn flush(word: &mut String, found: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        found(word);
        word.clear();
    }
}

fn fold(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    let alike = alike(letter);
    decompose_canonical(alike, |part| {
        if canonical_combining_class(part) == 0 {
            word.extend(part.to_lowercase());
        }
    });
}

/// Letters of the Arabic script that are written for one another, as one of them.
fn alike(letter: char) -> char {
    match letter {
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ٱ' => 'ا',
        'ک' => 'ك',
        '٠'..='٩' => digit(letter, '٠'),
        '۰'..='۹' => digit(letter, '۰'),
        other => other,
    }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Marks inside words that change no word: apostrophes, the Arabic tatweel, joiners, soft hyphens.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | 'ـ' | '\u{200b}'..='\u{200f}' | '\u{ad}')
}

fn is_written_without_spaces(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_134F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_apostrophes_do_not_count() {
        assert_eq!(words("The Army’s men in TORIBÍO"), ["the", "armys", "men", "in", "toribio"]);
        assert_eq!(words("al-Ḥasan"), words("Al Hasan"));
    }

    #[test]
    fn arabic_is_read_as_its_writers_vary_it() {
        assert_eq!(words("أعلنت القيادةُ"), words("اعلنت القياده"));
        assert_eq!(words("مقتـــل ٢٣"), words("مقتل 23"));
        assert_eq!(words("کشته"), words("كشته"));
    }

    #[test]
    fn a_script_without_spaces_gives_letters() {
        assert_eq!(words("军队称"), ["军", "队", "称"]);
    }

    #[test]
    fn hashes_never_change() {
        assert_eq!(hash(b"shelling"), 0x41c3_4862_b589_1b9b);
        assert_ne!(hash_all(&[1, 2]), hash_all(&[2, 1]));
    }
}
