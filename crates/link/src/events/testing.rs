//! Claims for tests, said shortly.

use crate::{ClaimKey, Facts, Party, ReportKey, Tally, Where, events::words};
use dateline_doc::{ActorId, Basis, EventType, Point, Polarity, Precision, RoleKind, TimeInterval};
use jiff::civil::Date;

pub fn day(date: &str) -> Date {
    date.parse().unwrap()
}

fn time(edtf: &str) -> Option<TimeInterval> {
    Some(TimeInterval::parse(edtf, Basis::Stated).unwrap())
}

/// A claim under construction: a killing of the report with its own number, unless said otherwise.
#[derive(Clone)]
pub struct Claim(Facts);

impl Claim {
    pub fn new(key: u64) -> Self {
        Self(Facts {
            key: ClaimKey(key),
            report: ReportKey(key),
            sentence: 0,
            kind: EventType("killing".into()),
            broader: vec![EventType("political-violence".into())],
            families: vec!["violence".into()],
            polarity: Polarity::Asserted,
            place: None,
            time: None,
            published: None,
            parties: Vec::new(),
            tallies: Vec::new(),
            chain: Vec::new(),
            words: Vec::new(),
        })
    }

    pub fn facts(&self) -> Facts {
        self.0.clone()
    }

    pub fn of_report(mut self, report: u64, sentence: u32) -> Self {
        (self.0.report, self.0.sentence) = (ReportKey(report), sentence);
        self
    }

    pub fn kind(mut self, kind: &str, broader: &[&str]) -> Self {
        self.0.kind = EventType(kind.into());
        self.0.broader = broader.iter().map(|kind| EventType((*kind).into())).collect();
        self
    }

    pub fn families(mut self, families: &[&str]) -> Self {
        self.0.families = families.iter().map(|family| (*family).into()).collect();
        self
    }

    pub fn on(mut self, edtf: &str) -> Self {
        self.0.time = time(edtf);
        self
    }

    pub fn published(mut self, edtf: &str) -> Self {
        self.0.published = time(edtf);
        self
    }

    pub fn counting(mut self, what: &str, low: u64, high: Option<u64>) -> Self {
        self.0.tallies.push(Tally { what: what.into(), low: Some(low), high });
        self
    }

    pub fn by(mut self, actor: &str) -> Self {
        let id = Some(ActorId(actor.into()));
        self.0.parties.push(Party {
            role: RoleKind::Actor,
            kind: None,
            actor: id,
            name: actor.to_owned(),
        });
        self
    }

    pub fn saying(mut self, sentence: &str) -> Self {
        self.0.words = words(sentence);
        self
    }

    pub fn at(mut self, place: Where) -> Self {
        self.0.place = Some(place);
        self
    }
}

/// A town of an area of a country.
pub fn town(name: &str, lat: f64, lon: f64, admin1: &str, country: &str) -> Where {
    Where {
        point: Some(Point { lat, lon }),
        admin1: Some(admin1.to_owned()),
        ..area(name, Precision::Town, country)
    }
}

/// A first-level area, or a country.
pub fn area(name: &str, precision: Precision, country: &str) -> Where {
    Where {
        name: name.to_owned(),
        geonameid: None,
        point: None,
        precision,
        country: Some(country.to_owned()),
        admin1: (precision == Precision::Admin1).then(|| name.to_owned()),
        admin2: None,
    }
}

/// Gao, in Mali.
pub fn gao() -> Where {
    town("Gao", 16.2717, -0.0447, "Gao", "MLI")
}

/// Ansongo, ninety kilometres south of Gao.
pub fn ansongo() -> Where {
    town("Ansongo", 15.6597, 0.5022, "Gao", "MLI")
}
