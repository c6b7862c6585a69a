use dateline_doc::Segments;
use rustc_hash::FxHashMap;

/// Phrases of one or more tokens, each with a value; looked up at a token, longest phrase first.
pub struct Lexicon<T> {
    by_first: FxHashMap<Box<str>, Vec<Entry<T>>>,
}

struct Entry<T> {
    rest: Vec<Box<str>>,
    value: T,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T> Lexicon<T> {
    /// Adds a phrase given as its tokens' folded forms; several values may share a phrase.
    pub fn insert<S: AsRef<str>>(&mut self, tokens: &[S], value: T) {
        let Some((first, rest)) = tokens.split_first() else { return };
        let entries = self.by_first.entry(first.as_ref().into()).or_default();
        let rest: Vec<Box<str>> = rest.iter().map(|token| token.as_ref().into()).collect();
        // Longest first; among equals, in the order added.
        let at = entries.partition_point(|entry| entry.rest.len() >= rest.len());
        entries.insert(at, Entry { rest, value });
    }

    /// The longest phrase that starts at `token`, as its number of tokens and its value.
    pub fn longest(&self, segments: &Segments, token: usize) -> Option<(usize, &T)> {
        let entry =
            self.starting(segments, token).iter().find(|entry| entry.fits(segments, token))?;
        Some((entry.rest.len() + 1, &entry.value))
    }

    /// Every phrase that starts at `token`, longest first.
    pub fn matches<'s>(
        &'s self,
        segments: &'s Segments,
        token: usize,
    ) -> impl Iterator<Item = (usize, &'s T)> {
        let entries = self.starting(segments, token).iter();
        entries
            .filter(move |entry| entry.fits(segments, token))
            .map(|entry| (entry.rest.len() + 1, &entry.value))
    }

    fn starting(&self, segments: &Segments, token: usize) -> &[Entry<T>] {
        if token >= segments.tokens.len() {
            return &[];
        }
        self.by_first.get(segments.fold(token)).map_or(&[], Vec::as_slice)
    }
}

impl<T> Entry<T> {
    fn fits(&self, segments: &Segments, token: usize) -> bool {
        let end = token + 1 + self.rest.len();
        end <= segments.tokens.len()
            && self.rest.iter().zip(token + 1..).all(|(word, at)| segments.fold(at) == &**word)
    }
}
