//! The wire form of a reading, version 1: `schema/reading-1.json`. Offsets become Unicode code points here.

mod parse;
mod points;
pub mod words;

use crate::hash::Hash;
use dateline_doc::{
    Article, Claim, Count, Entity, Place, Reading, Role, Span, Statement, Time, Via,
};
use dateline_read::Packs;
pub use parse::parse;
pub use points::{Bytes, Points};
use serde::Serialize;
pub use words::word;

/// One reading as a line of JSON, with its line break.
pub fn line(reading: &Reading, packs: &Packs) -> String {
    let points = Points::of(&reading.article.text);
    let record = Writer { reading, packs, points: &points }.record();
    let mut line =
        serde_json::to_string(&record).expect("records hold only strings, numbers and lists");
    line.push('\n');
    line
}

/// A record's line with an empty text: what is left when `text` is kept elsewhere.
pub fn without_text(line: &str, text: &str) -> String {
    line.replacen(&text_field(text), EMPTY_TEXT, 1)
}

/// What [`without_text`] made, undone.
pub fn with_text(line: &str, text: &str) -> String {
    line.replacen(EMPTY_TEXT, &text_field(text), 1)
}

/// Within a JSON string quotation marks are escaped, so this is found nowhere but in its own place.
const EMPTY_TEXT: &str = "\"text\":\"\"";

fn text_field(text: &str) -> String {
    format!("\"text\":{}", serde_json::Value::from(text))
}

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    id: String,
    file: Option<&'a str>,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: Option<String>,
    language: Option<&'a str>,
    published: Option<String>,
    via: Vec<ViaRecord<'a>>,
    text: &'a str,
    entities: Vec<EntityRecord<'a>>,
    places: Vec<PlaceRecord<'a>>,
    times: Vec<TimeRecord<'a>>,
    statements: Vec<StatementRecord>,
    claims: Vec<ClaimRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<&'a str>,
}

type Range = [usize; 2];

#[derive(Serialize)]
struct ViaRecord<'a> {
    outlet: &'a str,
    relation: String,
    span: Option<Range>,
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    id: String,
    kind: String,
    name: &'a str,
    actor: Option<&'a str>,
    mentions: Vec<Range>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    span: Range,
    name: &'a str,
    geonameid: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<&'a str>,
    admin1: Option<&'a str>,
    admin2: Option<&'a str>,
    feature: Option<&'a str>,
    precision: String,
    score: f64,
}

#[derive(Serialize)]
struct TimeRecord<'a> {
    span: Range,
    #[serde(rename = "type")]
    kind: String,
    value: Option<&'a str>,
    interval: Option<String>,
    basis: Option<String>,
}

#[derive(Serialize)]
struct StatementRecord {
    id: String,
    within: Option<String>,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    speaker: Option<String>,
    naming: String,
    mode: String,
    stance: String,
    score: f64,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    id: String,
    statement: Option<String>,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(flatten)]
    codes: Codes<'a>,
    trigger: Range,
    roles: Vec<RoleRecord>,
    place: Option<u32>,
    time: Option<u32>,
    counts: Vec<CountRecord<'a>>,
    polarity: String,
    score: f64,
}

/// The field's codes of a claim's type.
#[derive(Serialize, Default)]
struct Codes<'a> {
    plover: Option<Plover<'a>>,
    acled: Option<Acled<'a>>,
    cameo: Option<&'a str>,
}

#[derive(Serialize)]
struct Plover<'a> {
    event: &'a str,
    mode: Option<&'a str>,
}

#[derive(Serialize)]
struct Acled<'a> {
    event: &'a str,
    sub_event: &'a str,
}

#[derive(Serialize)]
struct RoleRecord {
    role: String,
    entity: Option<String>,
    span: Range,
}

#[derive(Serialize)]
struct CountRecord<'a> {
    what: &'a str,
    low: Option<u64>,
    high: Option<u64>,
    span: Range,
}

struct Writer<'a> {
    reading: &'a Reading,
    packs: &'a Packs,
    points: &'a Points,
}

impl<'a> Writer<'a> {
    fn record(&self) -> Record<'a> {
        let reading = self.reading;
        let article = &reading.article;
        Record {
            schema: "dateline/reading/1",
            id: id(article),
            file: article.file.as_deref(),
            url: article.url.as_deref(),
            outlet: article.outlet.as_deref(),
            title: article.title.as_deref(),
            byline: (!article.byline.is_empty()).then(|| article.byline.join(", ")),
            language: article.language.as_deref(),
            published: article.published.map(|date| date.to_string()),
            via: article.via.iter().map(|via| self.via(via)).collect(),
            text: &article.text,
            entities: (1..)
                .zip(&reading.entities)
                .map(|(n, entity)| self.entity(n, entity))
                .collect(),
            places: reading.places.iter().map(|place| self.place(place)).collect(),
            times: reading.times.iter().map(|time| self.time(time)).collect(),
            statements: (1..)
                .zip(&reading.statements)
                .map(|(n, statement)| self.statement(n, statement))
                .collect(),
            claims: (1..).zip(&reading.claims).map(|(n, claim)| self.claim(n, claim)).collect(),
            problems: article.problems.iter().map(|problem| problem.message.as_str()).collect(),
        }
    }

    fn via(&self, via: &'a Via) -> ViaRecord<'a> {
        let span = via.span.map(|span| self.points.range(span));
        ViaRecord { outlet: &via.outlet, relation: word(via.relation), span }
    }

    fn entity(&self, number: u32, entity: &'a Entity) -> EntityRecord<'a> {
        EntityRecord {
            id: format!("n{number}"),
            kind: word(entity.kind),
            name: &entity.name,
            actor: entity.actor.as_ref().map(|actor| &*actor.0),
            mentions: self.ranges(&entity.mentions),
        }
    }

    fn place(&self, place: &'a Place) -> PlaceRecord<'a> {
        PlaceRecord {
            span: self.points.range(place.span),
            name: &place.name,
            geonameid: place.geonameid,
            lat: place.point.map(|point| point.lat),
            lon: place.point.map(|point| point.lon),
            country: place.country.as_deref(),
            admin1: place.admin1.as_deref(),
            admin2: place.admin2.as_deref(),
            feature: place.feature.as_deref(),
            precision: word(place.precision),
            score: rounded(place.evidence.score),
        }
    }

    fn time(&self, time: &'a Time) -> TimeRecord<'a> {
        TimeRecord {
            span: self.points.range(time.span),
            kind: format!("{:?}", time.kind).to_uppercase(),
            value: time.value.as_deref(),
            interval: time.interval.map(dateline_doc::TimeInterval::edtf),
            basis: time.interval.map(|interval| word(interval.basis)),
        }
    }

    fn statement(&self, number: u32, statement: &Statement) -> StatementRecord {
        StatementRecord {
            id: format!("s{number}"),
            within: statement.within.map(|outer| format!("s{}", outer.0 + 1)),
            source: self.ranges(&statement.source),
            cue: self.ranges(&statement.cue),
            content: self.ranges(&statement.content),
            speaker: statement.speaker.map(|entity| format!("n{}", entity.0 + 1)),
            naming: word(statement.naming),
            mode: word(statement.mode),
            stance: word(statement.stance),
            score: rounded(statement.evidence.score),
        }
    }

    fn claim(&self, number: u32, claim: &'a Claim) -> ClaimRecord<'a> {
        ClaimRecord {
            id: format!("c{number}"),
            statement: claim.statement.map(|statement| format!("s{}", statement.0 + 1)),
            kind: &claim.kind.0,
            codes: self.codes(claim),
            trigger: self.points.range(claim.trigger),
            roles: claim.roles.iter().map(|role| self.role(role)).collect(),
            place: claim.place.map(|place| place.0),
            time: claim.time.map(|time| time.0),
            counts: claim.counts.iter().map(|count| self.count(count)).collect(),
            polarity: word(claim.polarity),
            score: rounded(claim.evidence.score),
        }
    }

    fn codes(&self, claim: &Claim) -> Codes<'a> {
        let Some(info) = self.packs.ontology.get(&claim.kind) else { return Codes::default() };
        let plover = info.plover.as_ref();
        let acled = info.acled.as_ref();
        Codes {
            plover: plover.map(|(event, mode)| Plover { event, mode: mode.as_deref() }),
            acled: acled.map(|(event, sub_event)| Acled { event, sub_event }),
            cameo: info.cameo.as_deref(),
        }
    }

    fn role(&self, role: &Role) -> RoleRecord {
        let entity = role.entity.map(|entity| format!("n{}", entity.0 + 1));
        RoleRecord { role: word(role.kind), entity, span: self.points.range(role.span) }
    }

    fn count(&self, count: &'a Count) -> CountRecord<'a> {
        CountRecord {
            what: &count.what,
            low: count.low,
            high: count.high,
            span: self.points.range(count.span),
        }
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|span| self.points.range(*span)).collect()
    }
}

/// The id given with the report, else the SHA-256 of the text.
fn id(article: &Article) -> String {
    if !article.id.is_empty() {
        return article.id.clone();
    }
    Hash::of(&article.text).to_string()
}

/// Scores carry three decimals.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_out_and_put_back() {
        for text in ["Gao", "\"text\":\"\"", "a\\\n\u{1}é🙂"] {
            let title = serde_json::Value::from("he said \"text\":\"\", and \"text\":\"Gao\"");
            let line = format!("{{\"title\":{title},{},\"claims\":[]}}", text_field(text));
            let without = without_text(&line, text);
            assert_eq!(without, format!("{{\"title\":{title},\"text\":\"\",\"claims\":[]}}"));
            assert_eq!(with_text(&without, text), line);
        }
    }
}
