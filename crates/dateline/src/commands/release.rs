use super::{Outcome, events::each, filters::Filters, store_file::StoreFile};
use crate::{
    export::{Format, Options, Profile, Quotes, Withheld},
    packs,
    reader::ReaderOptions,
    release::{self, Made},
    store::{Events, ReaderVersion, Store},
};
use anyhow::{Context, Result};
use clap::Args;
use std::path::PathBuf;

/// Write a folder of events in several forms, with a manifest of what they were made from and checksums
///
/// The same store, filters and options give the same bytes.
#[derive(Args)]
pub struct Release {
    /// The folder, which must not be there yet; its name is the release's
    folder: PathBuf,

    #[command(flatten)]
    store: StoreFile,

    #[command(flatten)]
    filters: Filters,

    /// The forms to write
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Format::Jsonl, Format::Csv, Format::Geojson])]
    formats: Vec<Format>,

    /// How many of the reports' words go with the events [default: none for the public, else short]
    ///
    /// Offsets and hashes always do.
    #[arg(long, value_enum)]
    quotes: Option<Quotes>,

    /// For whom the output is: whose names and which places it leaves out
    #[arg(long, value_enum, default_value_t = Profile::Partner)]
    profile: Profile,
}

impl Release {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let store = self.store.open_existing()?;
        let rules = reader.rules()?;
        let query = self.filters.query(&rules.packs().ontology)?;
        store.hold()?;
        super::events::tell_of_waiting(&store)?;
        let files = packs::files(reader.packs.as_deref())?;
        let name = self.folder.file_name().context("a release's folder has a name")?;
        let made = Made {
            name: name.to_string_lossy().into_owned(),
            program: format!("dateline {}", env!("CARGO_PKG_VERSION")),
            packs: ReaderVersion::of(&files, String::new()).packs,
            readers: store.readers()?.into_iter().map(Into::into).collect(),
            filters: self.filters.given(),
        };
        let options = Options { quotes: self.quotes, profile: self.profile, output: None };
        let withheld = Withheld::of(&store, options.profile)?;
        let events = || each(&store, &query, &withheld, None, usize::MAX);
        let written = release::write(&self.folder, &self.formats, events, &options, &files, made)?;
        eprintln!(
            "{}: {} events of {} reports, {} files",
            self.folder.display(),
            written.events,
            written.reports,
            written.files.len()
        );
        super::events::tell_of_withheld(&withheld);
        Ok(Outcome::Done)
    }
}
