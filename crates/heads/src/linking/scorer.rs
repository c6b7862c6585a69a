use super::Facts;
use crate::{
    Error,
    dense::{Linear, Perceptron, gelu},
    weights::Weights,
};

/// Sizes of the tables of facts: how many codes, and how many values each code has.
const FACTS: [(usize, usize); 5] = [(34, 16), (4, 4), (4, 4), (4, 4), (4, 4)];

/// A product of two projections, with the facts, through one hidden layer.
pub struct Scorer {
    cue: Linear,
    other: Linear,
    facts: [Vec<f32>; 5],
    join: Perceptron,
}

impl Scorer {
    pub fn load(weights: &Weights<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let cue = Linear::load(weights, &format!("{name}.cue"), inputs)?;
        let inner = weights.floats(&format!("{name}.cue.bias"))?.len();
        let mut facts = <[Vec<f32>; 5]>::default();
        for (number, (codes, width)) in FACTS.into_iter().enumerate() {
            let table = weights.floats(&format!("{name}.facts.{number}.weight"))?;
            if table.len() != codes * width {
                return Err(Error::new(format!("{name}.facts.{number} has another shape")));
            }
            facts[number] = table;
        }
        let wide = inner + FACTS.iter().map(|(_, width)| width).sum::<usize>();
        Ok(Self {
            cue,
            other: Linear::load(weights, &format!("{name}.other"), inputs)?,
            facts,
            join: Perceptron::load(weights, &format!("{name}.join"), wide)?,
        })
    }

    /// The projection of a pooled cue.
    pub fn cue(&self, pooled: &[f32]) -> Vec<f32> {
        gelu(self.cue.apply(pooled))
    }

    /// The projection of a pooled candidate.
    pub fn other(&self, pooled: &[f32]) -> Vec<f32> {
        gelu(self.other.apply(pooled))
    }

    /// How well a projected cue and candidate that lie so belong together.
    pub fn score(&self, cue: &[f32], other: &[f32], facts: Facts) -> f32 {
        let mut joined: Vec<f32> = cue.iter().zip(other).map(|(a, b)| a * b).collect();
        for ((table, code), (_, width)) in self.facts.iter().zip(facts.codes).zip(FACTS) {
            joined.extend_from_slice(&table[code * width..(code + 1) * width]);
        }
        self.join.apply(&joined)[0]
    }
}
