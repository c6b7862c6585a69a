use crate::{Packs, claims, entities, places, segment, statements, times};
use dateline_doc::{
    Annotator, Article, Claim, Entity, Layer, Located, Named, Place, Reading, Segmented, Stated,
    Statement, Time,
};
use std::sync::Arc;

/// Reads articles with the annotators it was given.
pub struct Reader {
    packs: Arc<Packs>,
    times: Vec<Box<dyn Annotator<Time>>>,
    places: Vec<Box<dyn Annotator<Place>>>,
    entities: Vec<Box<dyn Annotator<Entity>>>,
    statements: Vec<Box<dyn Annotator<Statement>>>,
    claims: Vec<Box<dyn Annotator<Claim>>>,
}

impl Reader {
    /// A reader with the lexicon annotators of `packs`.
    pub fn new(packs: Arc<Packs>) -> Self {
        Self {
            times: vec![Box::new(times::LexiconTimes::new(packs.clone()))],
            places: vec![Box::new(places::LexiconPlaces::new(packs.clone()))],
            entities: vec![Box::new(entities::LexiconEntities::new(packs.clone()))],
            statements: vec![Box::new(statements::LexiconStatements::new(packs.clone()))],
            claims: vec![Box::new(claims::LexiconClaims::new(packs.clone()))],
            packs,
        }
    }

    /// The packs this reader reads with.
    pub fn packs(&self) -> &Arc<Packs> {
        &self.packs
    }

    /// Reads one article: each stage sees the stages above it and nothing else.
    pub fn read(&self, article: Article) -> Reading {
        let language = self.packs.language(article.language.as_deref());
        let segments = segment::segment(&article.text, language);

        let segmented = Segmented { article: &article, segments: &segments };
        let times = times::settle(propose(&self.times, segmented));
        let places = places::settle(propose(&self.places, segmented));

        let Segmented { article: a, segments: s } = segmented;
        let located = Located { article: a, segments: s, times: &times, places: &places };
        let entities = entities::settle(propose(&self.entities, located));

        let Located { times: t, places: p, .. } = located;
        let named = Named { article: a, segments: s, times: t, places: p, entities: &entities };
        let statements = statements::settle(propose(&self.statements, named));

        let stated = Stated {
            article: a,
            segments: s,
            times: t,
            places: p,
            entities: &entities,
            statements: &statements,
        };
        let claims = claims::settle(propose(&self.claims, stated));

        Reading { article, segments, times, places, entities, statements, claims }
    }
}

fn propose<L: Layer>(annotators: &[Box<dyn Annotator<L>>], input: L::Input<'_>) -> Vec<L> {
    annotators.iter().flat_map(|annotator| annotator.annotate(input)).collect()
}
