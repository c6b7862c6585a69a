//! Passwords, which are kept as argon2id hashes alone.

use anyhow::{Result, anyhow, bail};
use argon2::{
    Argon2, PasswordHash, PasswordVerifier,
    password_hash::{PasswordHasher, SaltString},
};
use std::sync::OnceLock;

/// Fewest and most letters of a password.
pub const LETTERS: std::ops::RangeInclusive<usize> = 12..=256;

/// The hash of a new password, a PHC string.
///
/// # Errors
/// When it is too short or too long, or the system has no randomness to give.
pub fn hashed(password: &str) -> Result<String> {
    if !LETTERS.contains(&password.chars().count()) {
        bail!("a password has {} to {} letters", LETTERS.start(), LETTERS.end());
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| anyhow!("the system gives no randomness"))?;
    let salt = SaltString::encode_b64(&salt).map_err(failed)?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

/// Whether the password is the one that was hashed. Without a hash it is not, and it takes as long
/// to say so, which would tell otherwise who may sign in.
pub fn is_right(password: &str, hash: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| hashed("nobody has this password").unwrap_or_default());
    let parsed = PasswordHash::new(hash.unwrap_or(nobody));
    let verify = |parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    parsed.is_ok_and(verify) && hash.is_some()
}

fn failed(error: argon2::password_hash::Error) -> anyhow::Error {
    anyhow!("a password was not hashed: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let hash = hashed("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("horse"));
        assert_ne!(hash, hashed("correct horse battery").unwrap(), "each has its own salt");
        assert!(is_right("correct horse battery", Some(&hash)));
        assert!(!is_right("correct horse battery ", Some(&hash)));
        assert!(!is_right("nobody has this password", None));
        assert!(!is_right("", Some("")));
        assert!(hashed("eleven char").is_err() && hashed(&"x".repeat(300)).is_err());
    }
}
