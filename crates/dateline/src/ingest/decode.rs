use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_doc::Problem;
use encoding_rs::{Encoding, UTF_8};

/// How far into a page its encoding is looked for.
const DECLARATION: usize = 4096;

/// `bytes` as text, with a problem where some were not text in their encoding.
///
/// A byte order mark decides, then `charset` (from a protocol header), then what the page declares,
/// then UTF-8 when the bytes are valid in it, then the likeliest legacy encoding.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> (String, Option<Problem>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Valid UTF-8 with letters beyond ASCII is UTF-8, whatever is declared.
        if !text.is_ascii() || charset.is_none() && declared(bytes).is_none() {
            return (text.to_owned(), None);
        }
    }
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = named.or_else(|| declared(bytes)).unwrap_or_else(|| guessed(bytes));
    with(encoding, bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Problem>) {
    let (text, used, had_errors) = encoding.decode(bytes);
    let message = || format!("some bytes are not {}; they show as \u{fffd}", used.name());
    let problem = had_errors.then(|| Problem { message: message(), fatal: false });
    (text.into_owned(), problem)
}

/// The encoding that a `meta` tag or an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_page = head.trim_start().starts_with('<');
    let markers: &[&str] = if is_page { &["charset", "encoding"] } else { &[] };
    markers.iter().find_map(|marker| {
        let after =
            head.split(marker).skip(1).find_map(|rest| rest.trim_start().strip_prefix('='))?;
        let label = after.trim_start_matches([' ', '"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
        // A page that could say so in its own bytes is not UTF-16.
        Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let is_nearly_utf8 = String::from_utf8_lossy(bytes).matches('\u{fffd}').count() * 50
        < bytes.iter().filter(|b| !b.is_ascii()).count();
    if is_nearly_utf8 {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_is_used() {
        let page = b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert_eq!(decode(page, None).0, "<meta charset=windows-1251><p>Привет");
        let page = b"<?xml version='1.0' encoding='iso-8859-9'?><p>\xfdrmak";
        assert!(decode(page, None).0.ends_with("ırmak"));
        assert_eq!(decode(b"caf\xe9", Some("latin1")).0, "café");
    }

    #[test]
    fn a_mark_or_valid_utf8_goes_before_what_is_declared() {
        assert_eq!(decode("<meta charset=latin1>é".as_bytes(), None).0, "<meta charset=latin1>é");
        assert_eq!(decode(b"\xff\xfeG\0a\0o\0", None).0, "Gao");
        assert_eq!(decode(b"\xef\xbb\xbfGao", Some("latin1")).0, "Gao");
    }

    #[test]
    fn undeclared_legacy_text_is_guessed() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256
            .encode("قال مسؤول أمني إن مسلحين هاجموا نقطة تفتيش قرب البلدة يوم الأحد");
        assert!(decode(&bytes, None).0.contains("مسلحين"));
    }

    #[test]
    fn stray_bytes_are_marked_and_noted() {
        let text = format!(
            "{} \u{e9}t\u{e9}",
            "Des hommes armés ont attaqué un poste près de la ville. ".repeat(20)
        );
        let mut bytes = text.into_bytes();
        bytes.insert(10, 0xff);
        let (text, problem) = decode(&bytes, None);
        assert!(text.contains('\u{fffd}') && text.contains("armés"));
        assert!(problem.unwrap().message.contains("UTF-8"));
    }
}
