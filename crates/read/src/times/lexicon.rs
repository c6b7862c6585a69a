use super::{grammar::Grammar, spec::Direction, tense::Hints};
use crate::{Error, packs::LanguageFolder, segment::Tokenizer};

/// Everything a language pack says about times.
pub struct TimeLexicon {
    /// Words and patterns.
    pub(super) grammar: Grammar,
    /// Words that tell whether a verb looks back or ahead.
    pub(super) hints: Hints,
}

impl TimeLexicon {
    /// Loads the tables in `times/`; `None` when the pack has no patterns for times.
    ///
    /// # Errors
    /// When a table is malformed.
    pub fn load(folder: &LanguageFolder<'_>, tokenizer: &Tokenizer) -> Result<Option<Self>, Error> {
        let Some(grammar) = Grammar::load(folder, tokenizer)? else { return Ok(None) };
        let mut hints = Hints::default();
        folder.rows("times/tense.tsv", |row| {
            let direction = match row.get("direction")? {
                "past" => Direction::Past,
                "future" => Direction::Future,
                other => return Err(row.error(&format!("{other:?} is neither past nor future"))),
            };
            row.list("form")?.for_each(|form| {
                hints.insert(form.into(), direction);
            });
            Ok(())
        })?;
        Ok(Some(Self { grammar, hints }))
    }
}
