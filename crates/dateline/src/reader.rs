use crate::{
    models::{self, Choice},
    packs,
};
use anyhow::Result;
use clap::Args;
use dateline_heads::Model;
use dateline_read::Reader;
use std::path::PathBuf;

/// What reports are read with.
#[derive(Args)]
pub struct ReaderOptions {
    /// Read with the packs in this folder instead of those in the program
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,

    /// The model to read with beside the lexicons [default: small]
    #[arg(long, global = true, value_name = "MODEL")]
    pub model: Option<Choice>,
}

impl ReaderOptions {
    /// Opens packs and model.
    pub fn open(&self) -> Result<Reader> {
        let reader = self.rules()?;
        Ok(match self.model()? {
            Some(model) => reader.with_model(Box::new(model)),
            None => reader,
        })
    }

    /// The packs alone.
    pub fn rules(&self) -> Result<Reader> {
        Ok(Reader::new(packs::load(self.packs.as_deref())?))
    }

    /// The model alone, where there is to be one.
    pub fn model(&self) -> Result<Option<Model>> {
        models::load(self.model)
    }
}
