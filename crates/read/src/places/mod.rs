//! Places: mentions, and the places meant.
//!
//! Candidates come from the gazetteer and from kind words ([`find`]); what stands beside them tells which
//! name a place ([`features`]), with weights that the language pack gives; the words beside a name, the
//! other places of the text and a place's own weight tell which place is meant ([`resolve`]).

mod acronyms;
mod compose;
mod dateline;
mod features;
mod find;
mod foreign;
mod group;
mod lexicon;
mod mention;
mod outlets;
mod relate;
mod resolve;
mod settle;
mod settlements;
mod spans;
#[cfg(test)]
mod tests;
mod weights;
mod words;

use crate::{Packs, gazetteer::PlaceNumber, packs::Language};
pub use dateline::{Dateline, dateline};
use dateline_doc::{Annotator, Place, Segmented, Span};
use find::Finder;
use lexicon::Kind;
pub use lexicon::PlaceWords;
use mention::{Mention, Sort};
pub use settle::settle;
use std::sync::Arc;
pub use weights::Weights;
use words::Words;

/// A mention at least this sure stands: where precision and recall balance on held-out news.
const BAR: f32 = 0.45;

/// Proposes places by the gazetteer and the language packs' words.
pub struct LexiconPlaces {
    packs: Arc<Packs>,
    name: Arc<str>,
}

impl LexiconPlaces {
    /// An annotator over `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self { packs, name: "lexicon".into() }
    }

    /// The places meant by spans that are known to name places, in the spans' order.
    pub fn at(&self, input: Segmented<'_>, spans: &[Span]) -> Vec<Place> {
        let language = self.language(input);
        let words = self.words(input);
        let finder = self.finder(input, language, &words);
        let mut mentions = spans::mentions(&finder, spans);
        let order = {
            let mut order: Vec<usize> = (0..spans.len()).collect();
            order.sort_by_key(|at| (spans[*at], *at));
            order
        };
        relate::relate(
            input.text(),
            &words,
            &language.places,
            &self.packs.gazetteer,
            &mut mentions,
        );
        let found = self.resolved(&mentions);
        let places = self.composed(input.text(), &mentions, &found);
        let mut sorted: Vec<(usize, Place)> = order.into_iter().zip(places).collect();
        sorted.sort_by_key(|(at, _)| *at);
        sorted.into_iter().map(|(_, place)| place).collect()
    }

    /// What speaks for and against each candidate of a text, for fitting the weights of recognition.
    pub fn evidence(&self, input: Segmented<'_>) -> Vec<(Span, features::Features)> {
        let language = self.language(input);
        let words = self.words(input);
        let finder = self.finder(input, language, &words);
        let (mentions, features) = self.described(input, language, &finder);
        mentions.into_iter().map(|mention| mention.span).zip(features).collect()
    }

    fn language(&self, input: Segmented<'_>) -> &Language {
        self.packs.language(input.article.language.as_deref())
    }

    fn words(&self, input: Segmented<'_>) -> Words {
        Words::cut(input.text(), input.segments, self.packs.gazetteer.folding())
    }

    fn finder<'a>(
        &'a self,
        input: Segmented<'a>,
        language: &'a Language,
        words: &'a Words,
    ) -> Finder<'a> {
        Finder {
            text: input.text(),
            words,
            lexicon: &language.places,
            gazetteer: &self.packs.gazetteer,
            cased: crate::segment::is_cased(input.text()),
            common: language.tagger.as_ref(),
        }
    }

    fn described(
        &self,
        input: Segmented<'_>,
        language: &Language,
        finder: &Finder<'_>,
    ) -> (Vec<Mention>, Vec<features::Features>) {
        let mut mentions = finder.candidates();
        relate::relate(
            input.text(),
            finder.words,
            &language.places,
            &self.packs.gazetteer,
            &mut mentions,
        );
        let uses = features::uses(finder, &mentions);
        let named = features::Named::of(&mentions);
        let tagger = language.tagger.as_ref();
        let features = (0..mentions.len())
            .map(|at| features::features(finder, &mentions, at, &uses, &named, tagger))
            .collect();
        (mentions, features)
    }

    /// Which place of the gazetteer each mention means, if any.
    fn resolved(&self, mentions: &[Mention]) -> Vec<Option<PlaceNumber>> {
        resolve::resolve(&self.packs.gazetteer, &self.packs.place_weights, mentions)
    }

    fn composed(
        &self,
        text: &str,
        mentions: &[Mention],
        places: &[Option<PlaceNumber>],
    ) -> Vec<Place> {
        let gazetteer = &self.packs.gazetteer;
        let country = foreign::only_country(gazetteer, places);
        let composed = mentions.iter().zip(places).map(|(mention, place)| {
            let holder = mention.holder.and_then(|holder| places[holder]);
            let town = mention.kind == Some(Kind::Town);
            let holder = holder.or_else(|| country.filter(|_| town && place.is_none()));
            compose::compose(gazetteer, text, mention, *place, holder, &self.name)
        });
        composed.collect()
    }
}

impl Annotator<Place> for LexiconPlaces {
    fn name(&self) -> &str {
        &self.name
    }

    fn annotate(&self, input: Segmented<'_>) -> Vec<Place> {
        let language = self.language(input);
        if !language.places.recognises() {
            return Vec::new();
        }
        let words = self.words(input);
        let finder = self.finder(input, language, &words);
        let (mut mentions, features) = self.described(input, language, &finder);
        for (mention, features) in mentions.iter_mut().zip(&features) {
            mention.score = features::probability(&language.places, features, finder.cased);
        }
        let outlets = outlets::named(&finder, input.article, &mentions);
        let acronyms = acronyms::named(&finder, &mentions);
        for mention in &mut mentions {
            let outlet = outlets.contains(&mention.key) && !outlets::is_town(&finder, mention);
            if outlet || acronyms.contains(&mention.key) {
                mention.score = 0.0;
            }
        }
        let kept = accepted(&finder, mentions);
        let mut places = self.resolved(&kept);
        foreign::forget(&self.packs.gazetteer, &kept, &mut places);
        self.composed(input.text(), &kept, &places)
    }
}

/// The mentions that name places, with their relations renumbered.
fn accepted(finder: &Finder<'_>, mentions: Vec<Mention>) -> Vec<Mention> {
    let stands: Vec<bool> = mentions
        .iter()
        .map(|mention| match mention.sort {
            Sort::Demonym => finder.places_ground(mention),
            // "Palma in Cabo Delgado", where the gazetteer has no such Palma.
            Sort::Name if mention.senses.is_empty() && mention.holder.is_some() => {
                !finder.is_plain(mention)
            }
            // "the village of Diallassagou".
            Sort::Kinded if mention.kind == Some(Kind::Town) && finder.is_settlement(mention) => {
                true
            }
            _ => mention.score >= BAR && !finder.is_other(mention),
        })
        .collect();
    let mut number = 0;
    let numbers: Vec<Option<usize>> = stands
        .iter()
        .map(|stands| {
            number += usize::from(*stands);
            stands.then(|| number - 1)
        })
        .collect();
    let kept = mentions.into_iter().zip(&stands).filter(|(_, stands)| **stands);
    kept.map(|(mut mention, _)| {
        mention.holder = mention.holder.and_then(|holder| numbers[holder]);
        mention.listed = mention.listed.and_then(|listed| numbers[listed]);
        mention
    })
    .collect()
}
