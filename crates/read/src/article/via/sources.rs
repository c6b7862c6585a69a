use super::pattern::{Around, Found, Pattern, Place};
use super::words::{Words, fold};
use crate::Error;
use crate::packs::LanguageFolder;
use dateline_doc::Relation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A language's words for naming the outlets a report came through: patterns from `via.tsv`
/// (columns `pattern`, `relation`, `place`), names from `outlets.tsv` (columns `form`, `kind`) and news
/// agencies from `agencies.tsv` (column `forms`).
#[derive(Debug, Default, Clone)]
pub struct Sources {
    /// By the word they start with; those that start with a name are under the empty word.
    patterns: FxHashMap<String, Vec<Pattern>>,
    names: FxHashSet<String>,
    /// The usual name of each agency by all its names.
    agencies: FxHashMap<String, String>,
    heads: FxHashSet<String>,
    joints: FxHashSet<String>,
    articles: FxHashSet<String>,
}

impl Sources {
    /// Loads the language's words.
    ///
    /// # Errors
    /// When a row's relation, place or kind is unknown.
    pub fn load(folder: &LanguageFolder<'_>) -> Result<Self, Error> {
        let mut sources = Self::default();
        folder.rows("via.tsv", |row| {
            let relation = match row.get("relation")? {
                "republishes" => Relation::Republishes,
                "translates" => Relation::Translates,
                "quotes" => Relation::Quotes,
                other => {
                    let what = format!(
                        "unknown relation {other:?}; use republishes, translates or quotes"
                    );
                    return Err(row.error(&what));
                }
            };
            let place = match row.get("place")? {
                "opening" => Place::Opening,
                "alone" => Place::Alone,
                "closing" => Place::Closing,
                "anywhere" => Place::Anywhere,
                other => {
                    let what =
                        format!("unknown place {other:?}; use opening, alone, closing or anywhere");
                    return Err(row.error(&what));
                }
            };
            let pattern = Pattern::new(row.get("pattern")?, relation, place);
            let first = pattern.first_word().unwrap_or_default().to_owned();
            sources.patterns.entry(first).or_default().push(pattern);
            Ok(())
        })?;
        folder.rows("outlets.tsv", |row| {
            let form = phrase(row.get("form")?);
            let set = match row.get("kind")? {
                "name" => &mut sources.names,
                "head" => &mut sources.heads,
                "joint" => &mut sources.joints,
                "article" => &mut sources.articles,
                other => {
                    let what = format!("unknown kind {other:?}; use name, head, joint or article");
                    return Err(row.error(&what));
                }
            };
            set.insert(form);
            Ok(())
        })?;
        folder.rows("agencies.tsv", |row| {
            let usual = row.list("forms")?.next().unwrap_or_default().to_owned();
            for form in row.list("forms")?.map(phrase) {
                sources.names.insert(form.clone());
                sources.agencies.insert(form, usual.clone());
            }
            Ok(())
        })?;
        Ok(sources)
    }

    /// The usual name of the news agency that these words name.
    pub fn agency(&self, words: &str) -> Option<&str> {
        self.agencies.get(&phrase(words)).map(String::as_str)
    }

    /// The first pattern that holds at a word: those that start with a word before those that start
    /// with a name, in the file's order.
    pub fn match_at(&self, words: &Words<'_>, at: usize, around: Around) -> Option<Found> {
        let by_word = self.patterns.get(words.folded(at));
        let by_name = self.patterns.get("").filter(|_| self.may_start_name(words, at));
        let mut patterns = by_word.into_iter().chain(by_name).flatten();
        patterns.find_map(|pattern| pattern.match_at(words, at, around, self))
    }

    fn may_start_name(&self, words: &Words<'_>, at: usize) -> bool {
        let is_upper =
            words.written(at).starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
        is_upper || self.is_article(words.folded(at))
    }

    /// Whether the words are an outlet's name: one listed, or one with a word such as "agency" at
    /// either end.
    pub fn is_known(&self, words: &Words<'_>, range: Range<usize>) -> bool {
        let has_head = range.len() > 1
            && (self.heads.contains(words.folded(range.start))
                || self.heads.contains(words.folded(range.end - 1)))
            && !self.is_joint(words.folded(range.end - 1));
        has_head || self.names.contains(&words.phrase(range))
    }

    /// Whether a folded word may stand within a name.
    pub fn is_joint(&self, word: &str) -> bool {
        self.joints.contains(word)
    }

    /// Whether a folded word is an article that may stand before a name.
    pub fn is_article(&self, word: &str) -> bool {
        self.articles.contains(&fold(word))
    }
}

/// Words as they are compared.
fn phrase(text: &str) -> String {
    let words = Words::of(text);
    words.phrase(0..words.len())
}
