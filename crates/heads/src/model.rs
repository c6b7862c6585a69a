use crate::{
    Constants, Error,
    dense::Perceptron,
    fillers::FillerHead,
    graph::Graph,
    layout::Layout,
    linking::Linker,
    pair::PairHead,
    scores::{FILLER_ROLES, STATEMENT_ROLES, Scores},
    statements::{StatementHead, Telling},
    weights::Weights,
    wordpiece::Vocabulary,
};
use dateline_doc::{Annotator, Named, Sketch, Span};
use std::{borrow::Cow, sync::Arc};

/// The files of a model.
pub struct ModelFiles<'a> {
    /// The graph, in ONNX.
    pub encoder: Cow<'static, [u8]>,
    /// What is computed outside the graph, as safetensors.
    pub heads: &'a [u8],
    /// The pieces, one a line.
    pub vocabulary: &'a str,
    /// How scores are decoded.
    pub constants: Constants,
}

/// An encoder with its heads, ready to run. Shared by all threads.
pub struct Model {
    name: Arc<str>,
    pub(crate) graph: Graph,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) statements: StatementHead,
    fillers: FillerHead,
    pair: PairHead,
    roots: Vec<String>,
    languages: Vec<String>,
    second: Option<Second>,
}

/// A model whose scores of tags are mixed into another's.
struct Second {
    graph: Graph,
    vocabulary: Vocabulary,
    /// Of what both say, from 0 to 1.
    share: f32,
}

impl Model {
    /// Loads a model under the name that its evidence will carry.
    ///
    /// # Errors
    /// When a file is not what it should be or does not fit the others.
    pub fn load(name: &str, files: ModelFiles<'_>) -> Result<Self, Error> {
        let weights = Weights::parse(files.heads)?;
        let width = weights.floats("linker.none.0.weight")?.len()
            / (3 * weights.floats("linker.none.0.bias")?.len());
        Ok(Self {
            name: name.into(),
            graph: Graph::load(files.encoder)?,
            vocabulary: Vocabulary::parse(files.vocabulary)?,
            statements: StatementHead {
                transitions: weights.transitions("statement_transition", STATEMENT_ROLES)?,
                linker: Linker::load(&weights, width)?,
                constants: files.constants.statements,
            },
            fillers: FillerHead {
                transitions: weights.transitions("filler_transition", FILLER_ROLES)?,
                constants: files.constants.fillers,
            },
            pair: PairHead { perceptron: Perceptron::load(&weights, "pair", 3 * width)? },
            roots: files.constants.roots,
            languages: files.constants.languages,
            second: None,
        })
    }

    /// The same model, in whose scores of tags a second one, which cuts words alike, has a share from 0 to 1; the rest is
    /// the first's. Two models that erred in other places are right more often together.
    #[must_use]
    pub fn with_second(mut self, second: Self, share: f32) -> Self {
        let Self { graph, vocabulary, .. } = second;
        self.second = Some(Second { graph, vocabulary, share });
        self
    }

    /// What the model marks in a text.
    ///
    /// # Errors
    /// When the graph cannot be run, as when its file is not of the kind the heads were made for.
    pub fn sketch(&self, text: &str) -> Result<Sketch, Error> {
        let words = self.vocabulary.split(text);
        let mut sketch = Sketch { by: self.name.clone(), sayings: Vec::new(), fillers: Vec::new() };
        if words.spans.is_empty() {
            return Ok(sketch);
        }
        let layout = Layout::new(text, &words.spans);
        let mut scores = Scores::of(&self.graph, &self.vocabulary, text, &words)?;
        if let Some(Second { graph, vocabulary, share }) = &self.second {
            let same = vocabulary.split(text);
            scores.mix(&Scores::of(graph, vocabulary, text, &same)?, *share);
        }
        let telling = Telling { text, words: &words, layout: &layout, scores: &scores };
        sketch.sayings = self.statements.sayings(&telling);
        sketch.fillers = self.fillers.fillers(&telling);
        Ok(sketch)
    }

    /// The codes of the head of marked pairs (PLOVER's roots) with how likely each holds between two parties of a sentence.
    ///
    /// # Errors
    /// When a party has no words, or the sentence is too long for one window.
    pub fn roots(&self, text: &str, source: Span, target: Span) -> Result<Vec<(&str, f32)>, Error> {
        let likely = self.pair.roots(&self.graph, &self.vocabulary, text, source, target)?;
        Ok(self.roots.iter().map(String::as_str).zip(likely).collect())
    }
}

impl Annotator<Sketch> for Model {
    fn name(&self) -> &str {
        &self.name
    }

    /// One sketch, or none of another language or where the graph cannot be run: reading goes on with
    /// the lexicons.
    fn annotate(&self, input: Named<'_>) -> Vec<Sketch> {
        let language = input.article.language.as_deref().and_then(|tag| tag.split('-').next());
        if !language.is_some_and(|tag| self.languages.iter().any(|known| known == tag)) {
            return Vec::new();
        }
        self.sketch(&input.article.text).into_iter().collect()
    }
}
