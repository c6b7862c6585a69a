use encoding_rs::Encoding;
use std::path::Path;

/// What an input is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Html,
    Text,
    JsonLines,
    Feed,
    Warc,
    /// Not text; with what it seems to be.
    Binary(&'static str),
    Empty,
}

/// Names of binary formats by how they start.
const BINARY: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, picture or film"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
];

impl Format {
    /// Tells by how the input starts; its name decides only what the content leaves open.
    pub fn of(head: &[u8], name: &str) -> Format {
        if head.is_empty() {
            return Format::Empty;
        }
        if head.starts_with(b"WARC/") {
            return Format::Warc;
        }
        if let Some((_, what)) = BINARY.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Format::Binary(what);
        }
        let encoding = Encoding::for_bom(head).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
        let text = encoding.decode(head).0;
        let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
        if controls * 10 > text.chars().count() {
            return Format::Binary("not text");
        }
        of_text(text.trim_start(), name)
    }
}

fn of_text(text: &str, name: &str) -> Format {
    let lower = text.to_ascii_lowercase();
    if text.starts_with('{') && text[1..].trim_start().starts_with(['"', '}']) {
        return Format::JsonLines;
    }
    if let Some(root) = root_element(&lower) {
        if matches!(root, "rss" | "feed" | "rdf:rdf") {
            return Format::Feed;
        }
        let is_page = [
            "html", "head", "body", "!doctype", "article", "div", "p", "meta", "title", "main",
            "section",
        ];
        if is_page.contains(&root) || lower.contains("</") {
            return Format::Html;
        }
    }
    let is_named = |extensions: &[&str]| {
        let name = name.strip_suffix(".gz").unwrap_or(name);
        let extension = Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default();
        extensions.iter().any(|it| it.eq_ignore_ascii_case(extension))
    };
    if is_named(&["jsonl", "ndjson"]) {
        Format::JsonLines
    } else if is_named(&["html", "htm", "xhtml"])
        || ["<html", "<body", "<!doctype html"].iter().any(|tag| lower.contains(tag))
    {
        Format::Html
    } else {
        Format::Text
    }
}

/// Name of the first element, past an XML declaration, comments, style sheets and a document type.
fn root_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = rest.trim_start();
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!doctype") && !rest.starts_with("<!doctype html") {
            rest.find('>').map(|end| end + 1)
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name
                .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
                .unwrap_or(name.len());
            return Some(&name[..end]).filter(|name| !name.is_empty());
        };
        rest = &rest[skipped?..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        for (head, name, format) in [
            ("<!DOCTYPE html><p>x", "page.txt", Format::Html),
            ("<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>", "x", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", "x.html", Format::Feed),
            ("<?xml version='1.0'?><!DOCTYPE html PUBLIC><html>", "x.xml", Format::Html),
            ("{\"id\": \"1\", \"text\": \"x\"}", "-", Format::JsonLines),
            ("\u{feff}{\"text\": \"x\"}", "-", Format::JsonLines),
            ("WARC/1.0\r\n", "x", Format::Warc),
            ("Gunmen attacked <b>nobody</b>.", "x.txt", Format::Text),
            ("{unclear", "x.txt", Format::Text),
            ("", "x.html", Format::Empty),
            ("%PDF-1.7", "x.html", Format::Binary("a PDF")),
            ("\0\0\0\0\0\0", "x.txt", Format::Binary("not text")),
        ] {
            assert_eq!(Format::of(head.as_bytes(), name), format, "{head}");
        }
    }

    #[test]
    fn the_name_decides_what_content_leaves_open() {
        assert_eq!(Format::of(b"no json", "rows.jsonl.gz"), Format::JsonLines);
        assert_eq!(Format::of(b"words <b>only</b>", "x.htm"), Format::Html);
    }
}
