use super::{
    fact::{facts, kinds},
    fingerprint::Fingerprint,
    handle,
    name::Name,
    publisher,
    quotation::Quotation,
};
use crate::ReportKey;
use dateline_doc::{Reading, Relation};
use jiff::civil::Date;

/// What is compared of a report.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// Which report it is.
    pub key: ReportKey,
    /// Of its text.
    pub fingerprint: Fingerprint,
    /// Who published it: one for all editions.
    pub publisher: Option<String>,
    /// What to call it: the outlet's name, else the publisher.
    pub name: String,
    /// Its address, as addresses are compared.
    pub address: Option<String>,
    /// Its headline, as given.
    pub title: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<Name>,
    /// The first day it can have been published on.
    pub day: Option<Date>,
    /// The language's tag without region and script.
    pub language: Option<String>,
    /// The outlets that it says it came through, nearest first.
    pub via: Vec<(String, Relation)>,
    /// The words that its sources are quoted with.
    pub quotations: Vec<Quotation>,
    /// What it speaks of, in no language.
    pub facts: Vec<u64>,
    /// What it says happened, in no language.
    pub kinds: Vec<u64>,
}

impl Profile {
    /// What is compared of a report that was read.
    pub fn of(reading: &Reading, key: ReportKey) -> Self {
        let article = &reading.article;
        let outlet = article.outlet.as_deref();
        let publisher = publisher::publisher(outlet, article.url.as_deref());
        let tag = article.language.as_deref().and_then(|tag| tag.split('-').next());
        Self {
            key,
            fingerprint: Fingerprint::of(&article.text),
            name: outlet.or(publisher.as_deref()).unwrap_or_default().to_owned(),
            publisher,
            address: article.url.as_deref().and_then(publisher::canonical),
            title: article.title.clone(),
            bylines: article.byline.iter().map(|name| Name::of_person(name)).collect(),
            day: article.published.and_then(|interval| interval.start),
            language: tag.map(str::to_lowercase),
            via: article.via.iter().map(|via| (via.outlet.clone(), via.relation)).collect(),
            quotations: Quotation::all(reading),
            facts: facts(reading),
            kinds: kinds(reading),
        }
    }

    /// The names it may be spoken of by: its outlet's, and the publisher's where that is another.
    pub fn names(&self) -> impl Iterator<Item = Name> + '_ {
        let names = [Some(self.name.as_str()), self.publisher.as_deref()];
        names.into_iter().flatten().map(Name::of_body).filter(|name| !name.is_empty())
    }

    /// What it says it did with another report's outlet, when it says so.
    pub fn takes_from(&self, other: &Self) -> Option<Relation> {
        let is_other = |outlet: &str| {
            let said = Name::of_body(outlet);
            other.names().any(|name| name.may_be_body(&said))
        };
        self.via.iter().find(|(outlet, _)| is_other(outlet)).map(|(_, relation)| *relation)
    }

    /// What two reports must share to be compared: runs of words, an address, quoted words, or an
    /// outlet that is named with what is told of. Sorted, each once.
    pub fn handles(&self) -> Vec<u64> {
        handle::handles(self)
    }

    /// What to call it in a sentence.
    pub fn shown(&self) -> &str {
        match (self.name.as_str(), &self.address) {
            ("", Some(address)) => address,
            ("", None) => "a report",
            (name, _) => name,
        }
    }
}
