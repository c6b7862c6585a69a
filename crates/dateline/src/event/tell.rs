//! What a reading's claims are to events.

use super::{
    Chain, Claim, ClaimCount, ClaimPlace, ClaimRole, ClaimTime, PlaceValue, Quote, claim_id,
    claim_key, namesake::namesake, report_key,
};
use crate::record::{Points, rounded, word};
use dateline_doc::{
    Count, EntityId, Place, Reading, Role, Segments, Span, Statement, StatementId, Time,
};
use dateline_read::{Packs, segment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A claim as it is stored for linking: without its event's origin, which linking tells.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Told {
    #[serde(flatten)]
    pub claim: Claim,
    /// Number of its sentence, from 0.
    pub sentence_number: u32,
    /// Where and when by other claims of the report, where it does not say so itself or less closely.
    pub taken: Taken,
}

/// What a claim takes from others of its report to be linked by.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize, Debug)]
pub struct Taken {
    pub place: Option<PlaceValue>,
    pub time: Option<ClaimTime>,
}

/// The claims of a reading, of the report with this id in the store.
pub fn tell(reading: &Reading, report: &str, packs: &Packs) -> Vec<Told> {
    let text = &reading.article.text;
    let language = packs.language(reading.article.language.as_deref());
    // A stored record keeps no segments.
    let again = reading.segments.tokens.is_empty().then(|| segment::segment(text, language));
    let segments = again.as_ref().unwrap_or(&reading.segments);
    let teller = Teller { reading, segments, packs, points: Points::of(text), report };
    let (key, mut seen) = (report_key(&reading.article), BTreeMap::new());
    let claims = (1..).zip(&reading.claims).map(|(number, claim)| {
        let trigger = &text[claim.trigger];
        let nth = seen.entry((claim.kind.clone(), trigger.to_lowercase())).or_insert(0);
        let id = claim_id(claim_key(key, &claim.kind.0, trigger, *nth));
        *nth += 1;
        teller.told(id, number, claim)
    });
    claims.collect()
}

struct Teller<'a> {
    reading: &'a Reading,
    segments: &'a Segments,
    packs: &'a Packs,
    points: Points,
    report: &'a str,
}

impl Teller<'_> {
    fn told(&self, id: String, number: u32, claim: &dateline_doc::Claim) -> Told {
        let reading = self.reading;
        let sentence = self.segments.sentence_of(self.segments.tokens_in(claim.trigger).start());
        let around = self.segments.sentences.get(sentence).map(|it| self.segments.span(*it));
        let claim = Claim {
            id,
            report: self.report.to_owned(),
            claim: format!("c{number}"),
            origin: String::new(),
            kind: claim.kind.0.to_string(),
            polarity: word(claim.polarity),
            score: rounded(claim.evidence.score),
            trigger: self.quote(claim.trigger),
            sentence: self.quote(around.unwrap_or(claim.trigger)),
            chain: self.chain(claim.statement),
            roles: claim.roles.iter().map(|role| self.role(role)).collect(),
            place: claim.place.map(|place| self.place(&reading.places[place.0 as usize])),
            time: claim.time.map(|time| self.time(&reading.times[time.0 as usize])),
            counts: claim.counts.iter().map(|count| self.count(count)).collect(),
            reviewed: Vec::new(),
        };
        Told { claim, sentence_number: sentence as u32, taken: Taken::default() }
    }

    fn quote(&self, span: Span) -> Quote {
        let [start, end] = self.points.range(span);
        Quote { start, end, quote: self.reading.article.text[span].to_owned() }
    }

    fn quotes(&self, spans: &[Span]) -> Vec<Quote> {
        spans.iter().map(|span| self.quote(*span)).collect()
    }

    fn chain(&self, innermost: Option<StatementId>) -> Vec<Chain> {
        let statements = &self.reading.statements;
        let outwards = |id: &StatementId| statements[id.0 as usize].within;
        let mut chain: Vec<Chain> = std::iter::successors(innermost, outwards)
            // A statement stands after the one it is within; a record that says otherwise must not hang us.
            .take(statements.len())
            .map(|id| self.link(id, &statements[id.0 as usize]))
            .collect();
        chain.reverse();
        chain
    }

    fn link(&self, id: StatementId, statement: &Statement) -> Chain {
        let (name, actor) = match statement.speaker {
            Some(speaker) => self.entity(speaker),
            None => {
                let words = statement.source.iter().map(|span| &self.reading.article.text[*span]);
                (words.collect::<Vec<_>>().join(" "), None)
            }
        };
        Chain {
            statement: format!("s{}", id.0 + 1),
            name,
            actor,
            naming: word(statement.naming),
            mode: word(statement.mode),
            stance: word(statement.stance),
            source: self.quotes(&statement.source),
            cue: self.quotes(&statement.cue),
            content: self.quotes(&statement.content),
        }
    }

    fn entity(&self, id: EntityId) -> (String, Option<String>) {
        let entity = &self.reading.entities[id.0 as usize];
        (entity.name.clone(), entity.actor.as_ref().map(|actor| actor.0.to_string()))
    }

    fn role(&self, role: &Role) -> ClaimRole {
        let entity = role.entity.map(|id| &self.reading.entities[id.0 as usize]);
        let actor = entity.and_then(|entity| entity.actor.as_ref());
        let words = || self.reading.article.text[role.span].to_owned();
        ClaimRole {
            role: word(role.kind),
            name: entity.map_or_else(words, |entity| entity.name.clone()),
            actor: actor.map(|actor| actor.0.to_string()),
            kind: entity.map(|entity| word(entity.kind)),
            country: actor.and_then(|id| self.packs.actors.get(id)?.country.clone()),
            span: self.quote(role.span),
        }
    }

    fn place(&self, place: &Place) -> ClaimPlace {
        let meant = namesake(place, self.reading, self.packs);
        let value = meant.unwrap_or_else(|| PlaceValue::of(place));
        ClaimPlace { value, span: self.quote(place.span) }
    }

    fn time(&self, time: &Time) -> ClaimTime {
        ClaimTime {
            interval: time.interval.map(dateline_doc::TimeInterval::edtf),
            grain: time.interval.map(|interval| word(interval.grain)),
            basis: time.interval.map(|interval| word(interval.basis)),
            span: self.quote(time.span),
        }
    }

    fn count(&self, count: &Count) -> ClaimCount {
        ClaimCount {
            what: count.what.to_string(),
            low: count.low,
            high: count.high,
            span: self.quote(count.span),
        }
    }
}

impl PlaceValue {
    /// A place as a reading has it.
    pub fn of(place: &Place) -> Self {
        Self {
            name: place.name.clone(),
            geonameid: place.geonameid,
            lat: place.point.map(|point| point.lat),
            lon: place.point.map(|point| point.lon),
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            feature: place.feature.clone(),
            precision: word(place.precision),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{event::facts, packs, record};
    use dateline_doc::Article;
    use dateline_read::Reader;

    const TEXT: &str = "Gao was quiet on Sunday. The governor said gunmen killed three people in \
                        Ansongo on Monday. Gunmen killed two others in Labbezanga.";

    fn told(reading: &Reading, packs: &Packs) -> Vec<Told> {
        tell(reading, "r1", packs)
    }

    #[test]
    fn claims_carry_their_words_and_say_the_same_from_a_stored_record() {
        let reader = Reader::new(packs::load(None).unwrap());
        let article =
            Article { text: TEXT.into(), language: Some("en".into()), ..Article::default() };
        let reading = reader.read(article);
        let packs = reader.packs();
        let claims = told(&reading, packs);
        assert_eq!(claims.len(), 2);
        let first = &claims[0].claim;
        assert_eq!((first.kind.as_str(), claims[0].sentence_number), ("killing", 1));
        assert!(first.sentence.quote.starts_with("The governor said"), "{first:?}");
        assert_eq!(first.chain.last().unwrap().name, "governor");
        assert_eq!(first.counts[0].low, Some(3));
        assert_ne!(first.id, claims[1].claim.id, "the same word in the same report");

        let stored = record::parse(&record::line(&reading, packs)).unwrap();
        assert_eq!(told(&stored, packs), claims);
        let report = report_key(&reading.article);
        let facts = facts(&claims[0], report, None, &packs.ontology).unwrap();
        assert_eq!(facts.place.unwrap().country.as_deref(), Some("MLI"));
        assert_eq!(facts.broader.last().map(|kind| &*kind.0), Some("political-violence"));
    }
}
