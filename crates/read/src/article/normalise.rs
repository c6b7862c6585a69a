//! White space, composition and control characters.

use unicode_normalization::UnicodeNormalization;

/// Text on one line: white space runs become one space, composed (NFC), no control characters.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in compose(text).chars() {
        if c.is_whitespace() || is_separator(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_dropped(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn compose(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() || unicode_normalization::is_nfc(text) {
        std::borrow::Cow::Borrowed(text)
    } else {
        std::borrow::Cow::Owned(text.nfc().collect())
    }
}

/// Breaks that count as white space here although Unicode classes them as control characters.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{1c}'..='\u{1f}')
}

/// Characters that carry no text: controls, soft hyphens, zero-width space and byte order mark.
/// Joiners and direction marks stay, since scripts need them.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Paragraphs joined by an empty line, each on one line; empty ones left out.
pub fn join<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let line = one_line(paragraph);
        if line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_cleans() {
        assert_eq!(one_line("  a\u{a0}\n\tb\u{0}c e\u{301} so\u{ad}ft\u{200b} "), "a bc é soft");
        assert_eq!(one_line("\u{7}\u{0}"), "");
    }

    #[test]
    fn join_separates_paragraphs() {
        assert_eq!(join(["a\nb", " ", "c"]), "a b\n\nc");
    }
}
