use crate::{Packs, Subject, claims, entities, places, relevance, segment, statements, times};
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
    subject: Subject,
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
            subject: Subject::default(),
            statements: vec![Box::new(statements::LexiconStatements::new(packs.clone()))],
            claims: vec![Box::new(claims::LexiconClaims::new(packs.clone()))],
            packs,
        }
    }

    /// The same reader with a model, which marks what it sees in articles of `subject` for the layers after it.
    #[must_use]
    pub fn with_model(mut self, model: Box<dyn Annotator<Sketch>>, subject: Subject) -> Self {
        self.sketches.push(model);
        self.subject = subject;
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
            && (self.subject == Subject::Politics && relevance::speaks_of_power(entities)
                || relevance::tells_of_violence(
                    &propose(&self.claims, stated),
                    &self.packs.ontology,
                ))
    }
}

fn propose<L: Layer>(annotators: &[Box<dyn Annotator<L>>], input: L::Input<'_>) -> Vec<L> {
    annotators.iter().flat_map(|annotator| annotator.annotate(input)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackFiles;
    use dateline_doc::{EntityKind, Evidence, Span};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Marks the first two words as a government.
    struct Governments;

    impl Annotator<Entity> for Governments {
        fn name(&self) -> &'static str {
            "governments"
        }

        fn annotate(&self, _: Located<'_>) -> Vec<Entity> {
            let mentions = vec![Span::new(0, 9), Span::new(10, 17)];
            let evidence = Evidence { spans: mentions.clone(), by: "test".into(), score: 1.0 };
            let kind = EntityKind::Government;
            vec![Entity { kind, name: "Parliament".into(), actor: None, mentions, evidence }]
        }
    }

    /// Counts the articles that it is shown.
    struct Model(Arc<AtomicUsize>);

    impl Annotator<Sketch> for Model {
        fn name(&self) -> &'static str {
            "model"
        }

        fn annotate(&self, _: Named<'_>) -> Vec<Sketch> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Vec::new()
        }
    }

    fn shown(subject: Subject) -> usize {
        let seen = Arc::new(AtomicUsize::new(0));
        let packs = Packs::load(&PackFiles::default()).unwrap();
        let mut reader =
            Reader::new(Arc::new(packs)).with_model(Box::new(Model(seen.clone())), subject);
        reader.entities = vec![Box::new(Governments)];
        let text = "Ministers debated a new budget.".into();
        reader.read(Article { text, ..Article::default() });
        seen.load(Ordering::Relaxed)
    }

    #[test]
    fn a_model_for_violence_is_not_shown_politics() {
        assert_eq!(shown(Subject::Politics), 1);
        assert_eq!(shown(Subject::Violence), 0);
    }
}
