use crate::{
    models::{self, Choice},
    packs,
    store::ReaderVersion,
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use dateline_heads::Model;
use dateline_read::{PackFiles, Packs, Reader, Subject};
use std::{path::PathBuf, sync::Arc};

/// What reports are read with.
#[derive(Args, Clone)]
pub struct ReaderOptions {
    /// Read with the packs in this folder instead of those in the program
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,

    /// The model to read with beside the lexicons [default: small]
    #[arg(long, global = true, value_name = "MODEL")]
    pub model: Option<Choice>,

    /// What the model reads; the lexicons alone read the rest
    #[arg(long, global = true, value_name = "SUBJECT", default_value = "politics")]
    pub model_for: ModelFor,
}

/// What an article has to be about for the model to read it.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModelFor {
    /// Articles on governments, forces and groups, and what tells of violence
    Politics,
    /// What tells of violence: twice as fast on general news
    Violence,
}

impl From<ModelFor> for Subject {
    fn from(subject: ModelFor) -> Self {
        match subject {
            ModelFor::Politics => Self::Politics,
            ModelFor::Violence => Self::Violence,
        }
    }
}

impl ReaderOptions {
    /// Opens packs and model.
    pub fn open(&self) -> Result<Reader> {
        self.with_model(self.rules()?)
    }

    /// Opens packs and model, and tells which they are.
    pub fn open_known(&self) -> Result<(Reader, ReaderVersion)> {
        let files = packs::files(self.packs.as_deref())?;
        self.open_over(&files, Arc::new(Packs::load(&files)?))
    }

    /// The same with packs that were loaded from these files.
    pub fn open_over(
        &self,
        files: &PackFiles,
        packs: Arc<Packs>,
    ) -> Result<(Reader, ReaderVersion)> {
        let reader = self.with_model(Reader::new(packs))?;
        Ok((reader, ReaderVersion::of(files, self.model_known()?)))
    }

    fn with_model(&self, reader: Reader) -> Result<Reader> {
        Ok(match self.model()? {
            Some(model) => reader.with_model(Box::new(model), self.model_for.into()),
            None => reader,
        })
    }

    /// By what the model is known, and what it reads where that is not the usual.
    fn model_known(&self) -> Result<String> {
        let mut known = models::known_as(self.model)?;
        if !known.is_empty() && self.model_for == ModelFor::Violence {
            known.push_str(" for violence");
        }
        Ok(known)
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
