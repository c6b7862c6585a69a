//! Cuts a text into tokens, sentences, paragraphs, quotations and noun phrases.

mod casing;
mod paragraphs;
mod phrases;
mod quotes;
mod sentences;
mod tagger;
mod tokenizer;

use crate::packs::Language;
pub use casing::is_cased;
use dateline_doc::Segments;
pub(crate) use phrases::opens_nickname;
pub use tagger::Tagger;
pub use tokenizer::Tokenizer;

/// Cuts `text` with what `language` knows.
pub fn segment(text: &str, language: &Language) -> Segments {
    let mut segments = language.tokenizer.segments(text);
    segments.paragraphs = paragraphs::paragraphs(text, &segments);
    let cased = is_cased(text);
    segments.sentences = sentences::sentences(text, &segments, language, cased);
    segments.quotes = quotes::quotes(text, &segments);
    if let Some(tagger) = &language.tagger {
        tagger.tag(text, &mut segments, cased);
        segments.phrases = phrases::phrases(&segments);
    }
    segments
}
