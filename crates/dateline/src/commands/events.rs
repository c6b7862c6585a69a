use super::{Outcome, filters::Filters, store_file::StoreFile};
use crate::{
    event::Event,
    export, human, packs,
    reader::ReaderOptions,
    store::{Cursor, Events as _, Query, Sqlite},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::io::Write;

/// List the events of a store, one a happening, with how many independent origins tell each
#[derive(Args)]
pub struct Events {
    #[command(flatten)]
    store: StoreFile,

    #[command(flatten)]
    filters: Filters,

    /// The form to write them in [default: a table for people]
    #[arg(long, value_enum)]
    format: Option<export::Format>,

    #[command(flatten)]
    options: export::Options,

    /// At most so many events [default: 50 for people, all in other formats]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Go on where a list ended
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<Cursor>,

    /// Print only how many there are
    #[arg(long, conflicts_with_all = ["limit", "cursor"])]
    count: bool,
}

/// Rows shown to people unless told otherwise.
const SHOWN: usize = 50;

impl Events {
    pub fn run(self, reader: &ReaderOptions) -> Result<Outcome> {
        let store = self.store.open_existing()?;
        let rules = reader.rules()?;
        let query = self.filters.query(&rules.packs().ontology)?;
        store.hold()?;
        tell_of_waiting(&store)?;
        if self.count {
            return print(&format!("{}\n", store.count(&query)?));
        }
        match self.format {
            Some(format) => {
                let withheld = export::Withheld::of(&store, self.options.profile)?;
                let limit = self.limit.unwrap_or(usize::MAX);
                let events = each(&store, &query, &withheld, self.cursor, limit);
                let packs = packs::files(reader.packs.as_deref())?;
                let mut found = 0;
                let events = events.inspect(|_| found += 1);
                let written = export::export(format, events, &self.options, &packs)?;
                if let Some(file) = &self.options.output {
                    eprintln!("{written} events written to {}", file.display());
                }
                if written < found {
                    let left = found - written;
                    eprintln!(
                        "{left} of {found} are not in it: this form has no room for such events"
                    );
                }
                tell_of_withheld(&withheld);
                Ok(Outcome::Done)
            }
            None if self.options.output.is_some() => {
                bail!("--output: in which form? Give --format csv, or another")
            }
            None => self.table(&store, &query),
        }
    }

    fn table(&self, store: &Sqlite, query: &Query) -> Result<Outcome> {
        let limit = self.limit.unwrap_or(SHOWN);
        let page = store.page(query, self.cursor.as_ref(), limit)?;
        print(&human::events(&page.events, human::width()))?;
        if let Some(next) = page.next {
            let of = store.count(query)?;
            eprintln!("{} of {of} events; more with --cursor {next}", page.events.len());
        }
        Ok(Outcome::Done)
    }
}

/// Says so when reports of the store are in no event yet.
pub fn tell_of_waiting(store: &Sqlite) -> Result<()> {
    match store.waiting()? {
        0 => {}
        waiting => eprintln!(
            "dateline: {waiting} reports are in no event yet; `dateline reread` takes them in"
        ),
    }
    Ok(())
}

/// Says so when events stay for being sensitive.
pub fn tell_of_withheld(withheld: &export::Withheld) {
    match withheld.kept_back() {
        0 => {}
        kept => eprintln!("{kept} are not in it: people say that they are too sensitive for it"),
    }
}

/// The events of a query that may leave, taken from the store a page at a time.
pub fn each<'a>(
    store: &'a Sqlite,
    query: &'a Query,
    withheld: &'a export::Withheld,
    after: Option<Cursor>,
    limit: usize,
) -> impl Iterator<Item = Result<Event>> + 'a {
    let taken = Vec::new().into_iter();
    Pages { store, query, withheld, after, left: limit, taken, ended: false }
}

/// Events taken at a time.
const TAKEN: usize = 256;

struct Pages<'a> {
    store: &'a Sqlite,
    query: &'a Query,
    withheld: &'a export::Withheld,
    after: Option<Cursor>,
    left: usize,
    taken: std::vec::IntoIter<Event>,
    ended: bool,
}

impl Iterator for Pages<'_> {
    type Item = Result<Event>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let withheld = self.withheld;
            if let Some(event) = self
                .taken
                .by_ref()
                .find_map(|mut event| withheld.lets_out(&mut event).then_some(event))
            {
                return Some(Ok(event));
            }
            if self.ended || self.left == 0 {
                return None;
            }
            match self.store.page(self.query, self.after.as_ref(), TAKEN.min(self.left)) {
                Ok(page) => {
                    self.left -= page.events.len();
                    self.ended = page.next.is_none();
                    self.after = page.next;
                    self.taken = page.events.into_iter();
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

fn print(text: &str) -> Result<Outcome> {
    anstream::stdout().write_all(text.as_bytes()).context("cannot write")?;
    Ok(Outcome::Done)
}
