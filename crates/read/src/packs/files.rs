use crate::Error;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// The files of the packs by path from the packs' root, such as `lang/en/cues.tsv`.
#[derive(Default)]
pub struct PackFiles {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl PackFiles {
    /// Adds a file, or replaces the one of that path.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Cow<'static, [u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// A file's bytes.
    pub fn bytes(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.files.get(path)
    }

    /// A file's text; `None` when there is no such file.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<Option<&str>, Error> {
        let Some(bytes) = self.files.get(path) else { return Ok(None) };
        std::str::from_utf8(bytes)
            .map(Some)
            .map_err(|error| Error::new(format!("packs/{path}: {error}; save it as UTF-8")))
    }

    /// Paths and bytes of the files whose path starts with `prefix`, in path order.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let inside = prefix.to_owned();
        self.files
            .range(prefix.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(&inside))
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Names of the folders directly under `folder`, in order.
    pub fn folders(&self, folder: &str) -> BTreeSet<&str> {
        let prefix = format!("{folder}/");
        self.files
            .range(prefix.clone()..)
            .map_while(|(path, _)| path.strip_prefix(&prefix))
            .filter_map(|rest| rest.split_once('/').map(|(name, _)| name))
            .collect()
    }
}
