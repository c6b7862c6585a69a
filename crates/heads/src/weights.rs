use crate::{Error, crf::Transition};
use safetensors::{Dtype, SafeTensors};

/// Named tensors of 32-bit floats.
pub struct Weights<'a>(SafeTensors<'a>);

impl<'a> Weights<'a> {
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let tensors = SafeTensors::deserialize(bytes)
            .map_err(|error| Error::new(format!("the heads cannot be read: {error}")))?;
        Ok(Self(tensors))
    }

    /// All values of a tensor, row after row.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, Error> {
        let tensor = self.0.tensor(name);
        let tensor = tensor.map_err(|_| Error::new(format!("the heads lack {name}")))?;
        if tensor.dtype() != Dtype::F32 {
            return Err(Error::new(format!("{name} does not hold 32-bit floats")));
        }
        let chunks = tensor.data().chunks_exact(4);
        Ok(chunks.map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// One chain's transitions a role.
    pub fn transitions(&self, name: &str, roles: usize) -> Result<Vec<Transition>, Error> {
        let values = self.floats(name)?;
        if values.len() != 9 * roles {
            return Err(Error::new(format!("{name} is not made for {roles} roles")));
        }
        let chain = |nine: &[f32]| [0, 3, 6].map(|at| [nine[at], nine[at + 1], nine[at + 2]]);
        Ok(values.chunks_exact(9).map(chain).collect())
    }
}
