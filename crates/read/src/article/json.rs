//! A forgiving reader for the JSON that pages carry.
//!
//! JSON-LD blocks are often not quite JSON: line breaks inside strings, trailing commas, comment
//! marks around the block, text after the end. What can be read is read.

/// A JSON value. Objects keep the order and the repetitions of the source.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`, `true`, `false`, and anything unreadable.
    Nothing,
    /// A number, as written.
    Number(String),
    /// A string, unescaped.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

/// Deepest nesting that is read; what lies deeper is [`Json::Nothing`].
const MAX_DEPTH: usize = 48;

impl Json {
    /// Reads the first value in `source`. Unreadable input gives [`Json::Nothing`].
    pub fn parse(source: &str) -> Json {
        let start = source.find(['{', '[']).unwrap_or(source.len());
        Parser { source, at: start }.value(0)
    }

    /// The value under `key`, when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => {
                fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The string under `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::as_text)
    }

    /// This value when it is a string, or the first string of a list.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            Json::List(items) => items.first().and_then(Json::as_text),
            _ => None,
        }
    }

    /// This value's items: a list's own, or the value itself.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace() || b == b',') {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Json {
        self.skip_space();
        match self.peek() {
            Some(b'{') if depth < MAX_DEPTH => self.object(depth),
            Some(b'[') if depth < MAX_DEPTH => self.list(depth),
            Some(b'"') => Json::Text(self.string()),
            Some(_) => self.bare(),
            None => Json::Nothing,
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut fields = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'"') => {
                    let key = self.string();
                    self.skip_space();
                    if self.peek() != Some(b':') {
                        break;
                    }
                    self.at += 1;
                    fields.push((key, self.value(depth + 1)));
                }
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                // Not an object after all: what was read so far counts.
                _ => break,
            }
        }
        Json::Object(fields)
    }

    fn list(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                None | Some(b'}' | b':') => break,
                Some(_) => items.push(self.value(depth + 1)),
            }
        }
        Json::List(items)
    }

    fn string(&mut self) -> String {
        self.at += 1;
        let mut out = String::new();
        let source = self.source;
        let mut chars = source[self.at..].char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += offset + 1;
                    return out;
                }
                '\\' => match chars.next() {
                    Some((at, 'u')) => {
                        let (unescaped, used) = unicode_escape(&source[self.at + at + 1..]);
                        out.push(unescaped);
                        for _ in 0..used {
                            chars.next();
                        }
                    }
                    Some((_, escaped)) => out.push(match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' | 'f' => ' ',
                        other => other,
                    }),
                    None => break,
                },
                other => out.push(other),
            }
        }
        self.at = source.len();
        out
    }

    /// Numbers and words, up to the next mark of structure.
    fn bare(&mut self) -> Json {
        let rest = &self.source[self.at..];
        let end = rest.find([',', '}', ']', ':', '"', '{', '[', '\n']).unwrap_or(rest.len());
        // A lone mark that fits nowhere is stepped over, so that reading always moves on.
        self.at += if end == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { end };
        let word = rest[..end].trim();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            Json::Number(word.to_owned())
        } else {
            Json::Nothing
        }
    }
}

/// The character written as four hexadecimal digits (twice, for a surrogate pair) at the start of
/// `rest`, and how many characters that took.
fn unicode_escape(rest: &str) -> (char, usize) {
    let unit = |text: &str| text.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(first) = unit(rest) else { return ('\u{FFFD}', 0) };
    if let Some(c) = char::from_u32(first) {
        return (c, 4);
    }
    let second = rest.get(4..).and_then(|tail| tail.strip_prefix("\\u")).and_then(unit);
    match second {
        Some(low) if (0xDC00..0xE000).contains(&low) && first < 0xDC00 => {
            let code = 0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(code).unwrap_or('\u{FFFD}'), 10)
        }
        _ => ('\u{FFFD}', 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_json() {
        let json =
            Json::parse(r#"{"a": ["x", {"b": "\u00e9\ud83d\ude00\n"}], "n": -1.5, "t": true}"#);
        assert_eq!(json.get("a").unwrap().items()[1].text("b"), Some("é😀\n"));
        assert_eq!(json.get("n"), Some(&Json::Number("-1.5".into())));
        assert_eq!(json.get("t"), Some(&Json::Nothing));
    }

    #[test]
    fn forgives() {
        let json = Json::parse("<!--\n{\"a\": \"two\nlines\", \"b\": [1,2,], } -->");
        assert_eq!(json.text("a"), Some("two\nlines"));
        assert_eq!(json.get("b").unwrap().items().len(), 2);
    }

    #[test]
    fn broken_input_ends() {
        for source in [
            "",
            "{",
            "[",
            "{\"a",
            "{\"a\":",
            "[}",
            "{]",
            "\\",
            "[:",
            "{\"a\": \"\\u12",
            "[\"\\ud800x",
        ] {
            Json::parse(source);
        }
        Json::parse(&"[".repeat(100_000));
        Json::parse(&"{\"a\":".repeat(100_000));
    }
}
