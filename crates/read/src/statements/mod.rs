//! Statements: who says what.

mod adverbs;
mod clip;
mod content;
mod continued;
mod cover;
mod cues;
mod describe;
mod draft;
mod groups;
mod headline;
mod inverted;
mod naming;
mod nouns;
mod plain;
mod prepositions;
mod quoting;
mod reach;
mod settle;
mod sketched;
mod speakers;
mod stance;
mod subject;
mod verbs;
mod view;
mod words;

use crate::Packs;
use content::Contents;
use cues::Kind;
pub use cues::StatementLexicon;
use dateline_doc::{Annotator, Sketched, Statement, Tag};
use draft::Draft;
use naming::Known;
pub use settle::settle;
use std::sync::Arc;
use view::View;
use words::Class;

/// Proposes statements from the language packs' lexicons, and from what models mark.
pub struct LexiconStatements {
    packs: Arc<Packs>,
    name: Arc<str>,
}

impl LexiconStatements {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs, name: "lexicon".into() }
    }
}

impl Annotator<Statement> for LexiconStatements {
    fn name(&self) -> &str {
        &self.name
    }

    fn annotate(&self, input: Sketched<'_>) -> Vec<Statement> {
        let language = self.packs.language(input.article.language.as_deref());
        let lexicon = &language.statements;
        if lexicon.is_empty() {
            return Vec::new();
        }
        let known = Known {
            entities: input.entities,
            places: input.places,
            article: input.article,
            lexicon,
        };
        let dateline = crate::places::dateline(&input.article.text, input.places);
        let view =
            View::new(&input.article.text, input.segments, &lexicon.words).with_dateline(dateline);
        if language.tagger.is_none() {
            let contents = Contents { view: &view, groups: &[], prepositions: &[] };
            let drafts = plain::drafts(&contents, lexicon);
            return describe::statements(&view, known, drafts, &self.name);
        }
        let groups = groups::groups(&view, lexicon);
        let sites = |kind| prepositions::sites(&view, lexicon, kind);
        let before_source = sites(Kind::Preposition);
        let starts: Vec<usize> = before_source.iter().map(|site| site.words.start()).collect();
        let contents = Contents { view: &view, groups: &groups, prepositions: &starts };
        let mut drafts = verbs::drafts(&contents, lexicon);
        drafts.extend(prepositions::drafts(&contents, lexicon, &before_source));
        drafts.extend(nouns::drafts(&contents, lexicon, &sites(Kind::Noun)));
        drafts.extend(adverbs::drafts(&contents, lexicon, &sites(Kind::Adverb)));
        drafts.extend(headline::drafts(&contents, known));
        drafts.retain(|draft| !asks_for_anonymity(&view, draft) && !opens_phrase(&view, draft));
        clip::clip(&view, &mut drafts);
        continued::join(&view, &mut drafts);
        if !input.sketches.is_empty() {
            drafts =
                sketched::beside(&view, sketched::drafts(&view, lexicon, input.sketches), drafts);
        }
        drafts.retain(|draft| {
            !headline::names_no_source(&view, known, input.places, draft)
                && !asks_for_anonymity(&view, draft)
        });
        quoting::relay(&contents, lexicon, &mut drafts);
        cover::names(input.segments, &input.article.text, input.entities, &mut drafts);
        describe::statements(&view, known, drafts, &self.name)
    }
}

/// "who asked not to be named": about the source, not what it says.
fn asks_for_anonymity(view: &View<'_>, draft: &Draft) -> bool {
    let relative = draft.source.is_some_and(|source| view.is(source.start(), Class::Relative));
    let opening = draft.content.first().map_or(0..0, |piece| piece.range());
    relative && opening.take(6).any(|token| view.is(token, Class::Anonymity))
}

/// "Suspected rebels": a participle that opens a clause before its noun, not a verb without a subject.
fn opens_phrase(view: &View<'_>, draft: &Draft) -> bool {
    let cue = draft.cue.start();
    let opens = cue == 0 || view.tag(cue - 1) == Tag::Mark;
    let participle = matches!(view.tag(cue), Tag::Participle | Tag::VerbPast | Tag::Adjective);
    let before_noun = view.segments.phrase_at(draft.cue.end()).is_some_and(|phrase| {
        phrase.tokens.start() == draft.cue.end() && view.tag(phrase.tokens.start()) == Tag::Nouns
    });
    draft.source.is_none() && draft.cue.len() == 1 && opens && participle && before_noun
}
