//! Ids of claims and reports that any store would give them.

use crate::{hash::Hash, store::Key};
use dateline_doc::Article;
use dateline_link::{ClaimKey, ReportKey};

/// Crockford's base 32: no letter that is mistaken for a digit.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Digits of an id: five bits each.
const LENGTH: u32 = 12;

/// The key of the report that an article is a version of: by its address, the id given with it, else
/// its text.
pub fn report_key(article: &Article) -> ReportKey {
    let key = match Key::of(article).first() {
        Some(Key::Address(address)) => Hash::of_fields([Some(address.as_bytes())]),
        Some(Key::Given { site, id }) => {
            Hash::of_fields([Some(site.as_bytes()), Some(id.as_bytes())])
        }
        None => Hash::of(&article.text),
    };
    ReportKey(number(&key))
}

/// The key of a report's `nth` claim of this type with this trigger, from 0.
pub fn claim_key(report: ReportKey, kind: &str, trigger: &str, nth: u32) -> ClaimKey {
    let (report, nth) = (report.0.to_le_bytes(), nth.to_le_bytes());
    let trigger = trigger.to_lowercase();
    let fields = [&report[..], kind.as_bytes(), trigger.as_bytes(), &nth[..]];
    ClaimKey(number(&Hash::of_fields(fields.map(Some))))
}

/// The first sixty bits of a hash: few enough to write, and never alike by chance in one store.
fn number(hash: &Hash) -> u64 {
    let first: [u8; 8] = std::array::from_fn(|at| hash.0[at]);
    u64::from_be_bytes(first) >> (64 - 5 * LENGTH)
}

/// A claim's id, which is also that of the event that it begins: `e` and twelve digits.
pub fn claim_id(key: ClaimKey) -> String {
    let digit = |at: u32| DIGITS[(key.0 >> (5 * at)) as usize & 31] as char;
    std::iter::once('e').chain((0..LENGTH).rev().map(digit)).collect()
}

/// The key of an id; `None` when it is none.
pub fn claim_of(id: &str) -> Option<ClaimKey> {
    let digits = id.strip_prefix('e').filter(|digits| digits.len() == LENGTH as usize)?;
    let value = |digit: u8| DIGITS.iter().position(|it| *it == digit).map(|at| at as u64);
    digits.bytes().try_fold(0, |key, digit| Some(key << 5 | value(digit)?)).map(ClaimKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_keys_and_back() {
        for key in [0, 1, 31, 32, (1 << 60) - 1, 123_456_789_012_345_678] {
            let id = claim_id(ClaimKey(key));
            assert_eq!((id.len(), claim_of(&id)), (13, Some(ClaimKey(key))), "{id}");
        }
        for none in ["", "e", "e00000000000u", "000000000000", "e0000000000000"] {
            assert_eq!(claim_of(none), None, "{none}");
        }
    }

    #[test]
    fn a_report_keeps_its_key_when_its_text_changes_but_not_its_address() {
        let article = |url: Option<&str>, text: &str| Article {
            url: url.map(str::to_owned),
            text: text.to_owned(),
            ..Article::default()
        };
        let key = |url, text| report_key(&article(url, text));
        assert_eq!(
            key(Some("https://a.example/x"), "one"),
            key(Some("https://a.example/x"), "two")
        );
        assert_ne!(
            key(Some("https://a.example/x"), "one"),
            key(Some("https://a.example/y"), "one")
        );
        assert_ne!(key(None, "one"), key(None, "two"));
    }
}
