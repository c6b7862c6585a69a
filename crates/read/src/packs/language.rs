use super::{Lexicon, PackFiles, Table};
use crate::{
    Error,
    article::{Furniture, Months, Sources},
    claims::ClaimLexicon,
    entities::{EntityLexicon, Name},
    places::PlaceWords,
    segment::{Tagger, Tokenizer},
    statements::StatementLexicon,
    times::TimeLexicon,
};
use dateline_doc::Segments;
use std::sync::Arc;

/// One language's pack: its tokenizer, tagger and the lexicons of each layer.
///
/// The default is a language without any data: it is cut into tokens and sentences, and nothing is found in it.
#[derive(Default)]
pub struct Language {
    /// BCP 47 primary subtag; empty for the default.
    pub tag: String,
    /// Splits words from what clings to them.
    pub tokenizer: Tokenizer,
    /// Parts of speech; `None` when the pack has no tagger.
    pub tagger: Option<Tagger>,
    /// Words and patterns of time expressions; `None` when the pack has none.
    pub times: Option<TimeLexicon>,
    /// Words around names of places.
    pub places: PlaceWords,
    /// Words that page furniture is known by.
    pub furniture: Furniture,
    /// Names of months.
    pub months: Months,
    /// Words by which a report names the outlets it came through.
    pub sources: Sources,
    /// Words of reporting.
    pub statements: StatementLexicon,
    /// Nouns, titles and names for the people and things spoken of.
    pub entities: EntityLexicon,
    /// The actor registry's names, cut as this language's texts are.
    pub actor_names: Arc<Lexicon<Name>>,
    /// Words that name happenings, and those that say how many and in what way.
    pub claims: ClaimLexicon,
}

impl Language {
    /// Loads the pack in `lang/<tag>/`.
    ///
    /// # Errors
    /// When a file is malformed.
    pub fn load(files: &PackFiles, tag: &str) -> Result<Self, Error> {
        let folder = LanguageFolder { files, tag };
        let tokenizer = Tokenizer::load(&folder)?;
        let entities = EntityLexicon::load(&folder, &tokenizer)?;
        let claims = ClaimLexicon::load(&folder, &tokenizer, &entities)?;
        Ok(Self {
            tag: tag.to_owned(),
            tagger: Tagger::load(&folder)?,
            entities,
            actor_names: Arc::default(),
            claims,
            times: TimeLexicon::load(&folder, &tokenizer)?,
            statements: StatementLexicon::load(&folder, &tokenizer)?,
            tokenizer,
            places: PlaceWords::load(&folder)?,
            furniture: Furniture::load(&folder)?,
            months: Months::load(&folder)?,
            sources: Sources::load(&folder)?,
        })
    }

    /// The folded tokens of a lexicon's phrase, cut as a text would be.
    pub fn phrase(&self, phrase: &str) -> Vec<String> {
        let segments: Segments = self.tokenizer.segments(phrase);
        (0..segments.tokens.len()).map(|token| segments.fold(token).to_owned()).collect()
    }

    /// Adds `phrase` to a lexicon, cut into tokens as a text would be.
    pub fn add<T>(&self, lexicon: &mut Lexicon<T>, phrase: &str, value: T) {
        lexicon.insert(&self.phrase(phrase), value);
    }
}

/// The files of one language's pack.
pub struct LanguageFolder<'a> {
    files: &'a PackFiles,
    /// The language's tag, which is the folder's name.
    pub tag: &'a str,
}

impl<'a> LanguageFolder<'a> {
    /// A file of the folder by name; `None` when the pack does without.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, Error> {
        self.files.text(&self.path(name))
    }

    /// Calls `row` for every row of the TSV file `name`; does nothing when the pack does without it.
    ///
    /// # Errors
    /// When the file is malformed or `row` says so.
    pub fn rows(
        &self,
        name: &str,
        mut row: impl FnMut(super::Row<'_, '_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = self.path(name);
        let Some(text) = self.files.text(&path)? else { return Ok(()) };
        Table::parse(&path, text)?.rows().try_for_each(&mut row)
    }

    fn path(&self, name: &str) -> String {
        format!("lang/{}/{name}", self.tag)
    }
}
