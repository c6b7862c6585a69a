use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of several fields, told apart by their lengths.
    pub fn of_fields<'a>(fields: impl IntoIterator<Item = Option<&'a [u8]>>) -> Self {
        let mut digest = Sha256::new();
        for field in fields {
            digest.update([u8::from(field.is_some())]);
            let bytes = field.unwrap_or_default();
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        }
        Self(digest.finalize().into())
    }

    /// The first and the last hash whose hexadecimal form starts with `prefix`; `None` when it is none.
    pub fn starting_with(prefix: &str) -> Option<(Self, Self)> {
        let is_hex = prefix.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex || prefix.is_empty() || prefix.len() > 64 {
            return None;
        }
        let filled = |fill: char| {
            let hex = format!("{prefix:\x20<64}").replace(' ', &fill.to_string());
            let mut hash = [0; 32];
            for (byte, at) in hash.iter_mut().zip((0..64).step_by(2)) {
                *byte = u8::from_str_radix(&hex[at..at + 2], 16).ok()?;
            }
            Some(Self(hash))
        };
        Some((filled('0')?, filled('f')?))
    }
}

/// In hexadecimal; a precision cuts it: `{:.12}`.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        f.write_str(&hex[..f.precision().unwrap_or(64).min(64)])
    }
}

impl serde::Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_spans_the_hashes_that_start_with_it() {
        let hash = Hash::of("Gao");
        for length in [1, 7, 8, 64] {
            let prefix = format!("{hash:.length$}");
            let (first, last) = Hash::starting_with(&prefix).unwrap();
            assert!(first <= hash && hash <= last, "{prefix}");
            assert!(
                first.to_string().starts_with(&prefix) && last.to_string().starts_with(&prefix)
            );
        }
        assert_eq!(Hash::starting_with("gao"), None);
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let hash = |fields: &[Option<&str>]| {
            Hash::of_fields(fields.iter().map(|field| field.map(str::as_bytes)))
        };
        assert_ne!(hash(&[Some("ab"), Some("c")]), hash(&[Some("a"), Some("bc")]));
        assert_ne!(hash(&[None]), hash(&[Some("")]));
    }
}
