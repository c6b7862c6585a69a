use super::Hash;
use dateline_read::PackFiles;
use std::fmt;

/// By whom a reading was made: two readings of one capture by equal readers are equal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReaderVersion {
    /// The program's version.
    pub program: String,
    /// SHA-256 over the packs' files, in hexadecimal.
    pub packs: String,
    /// Name and hash of the model; empty when only lexicons read.
    pub model: String,
}

impl ReaderVersion {
    /// This program with these packs and this model.
    pub fn of(packs: &PackFiles, model: String) -> Self {
        let fields = packs.under("").flat_map(|(path, bytes)| [Some(path.as_bytes()), Some(bytes)]);
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            packs: Hash::of_fields(fields).to_string(),
            model,
        }
    }
}

impl fmt::Display for ReaderVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dateline {}, packs {:.12}", self.program, self.packs)?;
        if self.model.is_empty() { Ok(()) } else { write!(f, ", {}", self.model) }
    }
}
