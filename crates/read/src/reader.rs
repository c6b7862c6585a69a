use crate::{Packs, claims, entities, places, relevance, segment, statements, times};
use dateline_doc::{
    Annotator, Article, Claim, Entity, Layer, Located, Named, Place, Reading, Segmented, Sketch,
    Sketched, Stated, Statement, Time,
};
use std::sync::Arc;

/// Reads articles with the annotators it was given.
pub struct Reader {
    packs: Arc<Packs>,
    times: Vec<Box<dyn Annotator<Time>>>,
    places: Vec<Box<dyn Annotator<Place>>>,
    entities: Vec<Box<dyn Annotator<Entity>>>,
    sketches: Vec<Box<dyn Annotator<Sketch>>>,
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
            sketches: Vec::new(),
            statements: vec![Box::new(statements::LexiconStatements::new(packs.clone()))],
            claims: vec![Box::new(claims::LexiconClaims::new(packs.clone()))],
            packs,
        }
    }

    /// The same reader with a model, which marks what it sees for the layers after it.
    #[must_use]
    pub fn with_model(mut self, model: Box<dyn Annotator<Sketch>>) -> Self {
        self.sketches.push(model);
        self
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
        let sketches =
            if self.wants_model(named) { propose(&self.sketches, named) } else { Vec::new() };

        let sketched = Sketched {
            article: a,
            segments: s,
            times: t,
            places: p,
            entities: &entities,
            sketches: &sketches,
        };
        let statements = statements::settle(propose(&self.statements, sketched));

        let stated = Stated {
            article: a,
            segments: s,
            times: t,
            places: p,
            entities: &entities,
            sketches: &sketches,
            statements: &statements,
        };
        let claims = claims::settle(propose(&self.claims, stated));

        Reading { article, segments, times, places, entities, statements, claims }
    }

    /// Whether there is a model and the article is worth its time.
    fn wants_model(&self, named: Named<'_>) -> bool {
        let Named { article, segments, times, places, entities } = named;
        let stated =
            Stated { article, segments, times, places, entities, sketches: &[], statements: &[] };
        !self.sketches.is_empty()
            && (relevance::speaks_of_power(entities)
                || relevance::tells_of_violence(
                    &propose(&self.claims, stated),
                    &self.packs.ontology,
                ))
    }
}

fn propose<L: Layer>(annotators: &[Box<dyn Annotator<L>>], input: L::Input<'_>) -> Vec<L> {
    annotators.iter().flat_map(|annotator| annotator.annotate(input)).collect()
}
