//! The few dense layers that are computed outside the graph.

use crate::{Error, weights::Weights};

/// `weight · x + bias`; `weight` by rows of outputs.
pub struct Linear {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// The layer under `name` in the weights, which must take `inputs` values.
    pub fn load(weights: &Weights<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let weight = weights.floats(&format!("{name}.weight"))?;
        let bias = weights.floats(&format!("{name}.bias"))?;
        if weight.len() != bias.len() * inputs {
            return Err(Error::new(format!("{name} is not made for {inputs} inputs")));
        }
        Ok(Self { weight, bias })
    }

    pub fn apply(&self, x: &[f32]) -> Vec<f32> {
        let rows = self.weight.chunks_exact(x.len());
        rows.zip(&self.bias).map(|(row, bias)| dot(row, x) + bias).collect()
    }
}

/// A layer, the Gaussian error linear unit, and a layer.
pub struct Perceptron {
    inner: Linear,
    outer: Linear,
}

impl Perceptron {
    /// `name.0` and `name.2` in the weights.
    pub fn load(weights: &Weights<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let inner = Linear::load(weights, &format!("{name}.0"), inputs)?;
        let width = inner.bias.len();
        Ok(Self { inner, outer: Linear::load(weights, &format!("{name}.2"), width)? })
    }

    pub fn apply(&self, x: &[f32]) -> Vec<f32> {
        self.outer.apply(&gelu(self.inner.apply(x)))
    }
}

/// Each value times the share of the normal distribution below it.
pub fn gelu(mut x: Vec<f32>) -> Vec<f32> {
    for value in &mut x {
        *value *= 0.5 * (1.0 + libm::erff(*value * std::f32::consts::FRAC_1_SQRT_2));
    }
    x
}

pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Eight sums side by side, so that the compiler can use wide registers.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a.zip(b) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let near = |a: f32, b: f32| (a - b).abs() < 1e-5;
        let out = gelu(vec![-1.0, 0.0, 2.0]);
        assert!(near(out[0], -0.158_655) && out[1] == 0.0 && near(out[2], 1.954_499), "{out:?}");
        let layer = Linear { weight: vec![1.0, 2.0, 3.0, -1.0, 0.5, 0.0], bias: vec![0.5, 1.0] };
        assert_eq!(layer.apply(&[1.0, 2.0, -1.0]), [2.5, 1.0]);
        let long: Vec<f32> = (0..19).map(|x| x as f32).collect();
        assert!(near(dot(&long, &long), 2109.0));
    }
}
