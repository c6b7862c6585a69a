use crate::{
    ingest::Report,
    record,
    store::{
        Capture, Entry, Found, Fresh, Hash, Key, Lookup, Place, Receipt, Sqlite, StoredReading,
        now, packed,
    },
};
use anyhow::{Result, anyhow};
use dateline_read::Reader;
use std::sync::Mutex;

/// Where reports are made ready for the store, on any thread.
pub struct Desk<'a> {
    reader: &'a Reader,
    /// What the store has, so that it is not read again; none when there is no store yet.
    known: Option<Mutex<Sqlite>>,
    /// Only as far as needed to tell which report it is.
    dry_run: bool,
}

/// A report made ready, and what is told of it once it is in the store.
pub struct Item {
    pub entry: Entry,
    pub told: Told,
}

impl Item {
    /// About the bytes that it will take in the store.
    pub fn size(&self) -> usize {
        match &self.entry.found {
            Found::Read(fresh) => {
                fresh.packed.len() + fresh.reading.text.len() + fresh.reading.record.len()
            }
            _ => 0,
        }
    }
}

/// What is told of a report.
pub struct Told {
    pub file: Option<String>,
    pub url: Option<String>,
    pub problems: Vec<String>,
    /// See [`Report::taken`].
    pub taken: u64,
}

impl<'a> Desk<'a> {
    pub fn new(reader: &'a Reader, known: Option<Sqlite>, dry_run: bool) -> Self {
        Self { reader, known: known.map(Mutex::new), dry_run }
    }

    /// Reads a report, unless the store has it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn take(&self, report: Report) -> Result<Item> {
        let mut receipt = Receipt {
            at: now(),
            place: report.fetched.clone().or_else(|| report.file.clone()).unwrap_or_default(),
            fetched: report.fetched.is_some(),
            version: None,
            problem: None,
        };
        let mut told = Told {
            file: report.file.clone(),
            url: report.url.clone(),
            problems: Vec::new(),
            taken: report.taken,
        };
        let capture = Capture::of(&report);
        let found = match capture.map(|capture| (capture.hash(), capture)) {
            Some((hash, capture)) => match self.known(&hash)? {
                Some(place) => Found::Known(place, hash),
                None => self.read(report, Some((hash, capture)), &mut told),
            },
            None => self.read(report, None, &mut told),
        };
        if matches!(found, Found::Nothing) {
            receipt.problem = Some(told.problems.join("; "));
        }
        Ok(Item { entry: Entry { receipt, found }, told })
    }

    fn known(&self, hash: &Hash) -> Result<Option<Place>> {
        let Some(store) = &self.known else { return Ok(None) };
        let store = store.lock().map_err(|_| anyhow!("a thread that read the store died"))?;
        store.by_capture(hash)
    }

    fn read(&self, report: Report, capture: Option<(Hash, Capture)>, told: &mut Told) -> Found {
        let article = report.article(self.reader.packs());
        told.url.clone_from(&article.url);
        told.problems = article.problems.iter().map(|it| it.message.clone()).collect();
        let failed = article.problems.iter().any(|problem| problem.fatal);
        let Some((hash, capture)) = capture.filter(|_| !failed) else { return Found::Nothing };
        let keys = Key::of(&article);
        let (packed, reading) = if self.dry_run {
            (Vec::new(), StoredReading::unread(&article.text))
        } else {
            let reading = self.reader.read(article);
            let line = record::line(&reading, self.reader.packs());
            (packed(&capture.raw), StoredReading::new(&reading.article.text, &line))
        };
        Found::Read(Box::new(Fresh { hash, keys, capture, packed, reading }))
    }

    /// The hash of the text that is found now in what was received earlier.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text_now(&self, capture: Capture) -> Result<Hash> {
        Ok(Hash::of(capture.report()?.article(self.reader.packs()).text))
    }
}
