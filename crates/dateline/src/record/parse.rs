use super::{points::Bytes, words};
use crate::hash::Hash;
use anyhow::{Context, Result};
use dateline_doc::{
    ActorId, Article, Basis, Claim, Count, Entity, EntityId, EventType, Evidence, Place, PlaceId,
    Point, Problem, Reading, Role, Segments, Span, Statement, StatementId, Time, TimeId,
    TimeInterval, Via,
};
use serde::Deserialize;
use std::sync::Arc;

/// The reading in a record, as far as records keep it: without segments, and with evidence that is
/// the value's own words, by `record`, and its score, 1 where the record has none.
///
/// # Errors
/// When the line is not a record of version 1, or its spans are none of its text's.
pub fn parse(line: &str) -> Result<Reading> {
    let record: Record = serde_json::from_str(line).context("not a record")?;
    let parser = Parser { bytes: Bytes::of(&record.text), by: Arc::from("record") };
    parser.reading(record)
}

type Range = [usize; 2];

#[derive(Deserialize)]
struct Record {
    id: String,
    file: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    language: Option<String>,
    published: Option<String>,
    via: Vec<ViaRecord>,
    text: String,
    entities: Vec<EntityRecord>,
    places: Vec<PlaceRecord>,
    times: Vec<TimeRecord>,
    statements: Vec<StatementRecord>,
    claims: Vec<ClaimRecord>,
    #[serde(default)]
    problems: Vec<String>,
}

#[derive(Deserialize)]
struct ViaRecord {
    outlet: String,
    relation: String,
    span: Option<Range>,
}

#[derive(Deserialize)]
struct EntityRecord {
    kind: String,
    name: String,
    actor: Option<String>,
    mentions: Vec<Range>,
}

#[derive(Deserialize)]
struct PlaceRecord {
    span: Range,
    name: String,
    geonameid: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    country: Option<String>,
    admin1: Option<String>,
    admin2: Option<String>,
    feature: Option<String>,
    precision: String,
    score: f32,
}

#[derive(Deserialize)]
struct TimeRecord {
    span: Range,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
    interval: Option<String>,
    basis: Option<String>,
}

#[derive(Deserialize)]
struct StatementRecord {
    within: Option<String>,
    source: Vec<Range>,
    cue: Vec<Range>,
    content: Vec<Range>,
    speaker: Option<String>,
    naming: String,
    mode: String,
    stance: String,
    score: f32,
}

#[derive(Deserialize)]
struct ClaimRecord {
    statement: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    trigger: Range,
    roles: Vec<RoleRecord>,
    place: Option<u32>,
    time: Option<u32>,
    counts: Vec<CountRecord>,
    polarity: String,
    score: f32,
}

#[derive(Deserialize)]
struct RoleRecord {
    role: String,
    entity: Option<String>,
    span: Range,
}

#[derive(Deserialize)]
struct CountRecord {
    what: String,
    low: Option<u64>,
    high: Option<u64>,
    span: Range,
}

struct Parser {
    bytes: Bytes,
    by: Arc<str>,
}

impl Parser {
    fn reading(&self, record: Record) -> Result<Reading> {
        let article = Article {
            // A text's hash stands for an id where none was given.
            id: if record.id == Hash::of(&record.text).to_string() {
                String::new()
            } else {
                record.id
            },
            file: record.file,
            url: record.url,
            outlet: record.outlet,
            title: record.title,
            byline: record.byline.into_iter().collect(),
            language: record.language,
            published: record.published.as_deref().map(published).transpose()?,
            via: list(record.via, |via| self.via(via))?,
            text: record.text,
            problems: record
                .problems
                .into_iter()
                .map(|message| Problem { message, fatal: false })
                .collect(),
        };
        Ok(Reading {
            article,
            segments: Segments::default(),
            times: list(record.times, |time| self.time(time))?,
            places: list(record.places, |place| self.place(place))?,
            entities: list(record.entities, |entity| self.entity(entity))?,
            statements: list(record.statements, |statement| self.statement(statement))?,
            claims: list(record.claims, |claim| self.claim(claim))?,
        })
    }

    fn via(&self, via: ViaRecord) -> Result<Via> {
        Ok(Via {
            outlet: via.outlet,
            relation: words::relation(&via.relation)?,
            span: via.span.map(|span| self.span(span)).transpose()?,
        })
    }

    fn entity(&self, entity: EntityRecord) -> Result<Entity> {
        let mentions = self.spans(entity.mentions)?;
        Ok(Entity {
            kind: words::entity_kind(&entity.kind)?,
            name: entity.name,
            actor: entity.actor.map(|actor| ActorId(actor.into())),
            evidence: Evidence { spans: mentions.clone(), by: self.by.clone(), score: 1.0 },
            mentions,
        })
    }

    fn place(&self, place: PlaceRecord) -> Result<Place> {
        let span = self.span(place.span)?;
        Ok(Place {
            span,
            name: place.name,
            geonameid: place.geonameid,
            point: place.lat.zip(place.lon).map(|(lat, lon)| Point { lat, lon }),
            country: place.country,
            admin1: place.admin1,
            admin2: place.admin2,
            feature: place.feature,
            precision: words::precision(&place.precision)?,
            evidence: Evidence::one(span, &self.by, place.score),
        })
    }

    fn time(&self, time: TimeRecord) -> Result<Time> {
        let span = self.span(time.span)?;
        let interval = time.interval.as_deref().zip(time.basis.as_deref());
        Ok(Time {
            span,
            kind: words::time_type(&time.kind.to_lowercase())?,
            value: time.value,
            interval: interval.map(|(edtf, basis)| words::interval(edtf, basis)).transpose()?,
            evidence: Evidence::one(span, &self.by, 1.0),
        })
    }

    fn statement(&self, statement: StatementRecord) -> Result<Statement> {
        let content = self.spans(statement.content)?;
        Ok(Statement {
            within: statement.within.map(|id| number(&id).map(StatementId)).transpose()?,
            source: self.spans(statement.source)?,
            cue: self.spans(statement.cue)?,
            speaker: statement.speaker.map(|id| number(&id).map(EntityId)).transpose()?,
            naming: words::naming(&statement.naming)?,
            mode: words::mode(&statement.mode)?,
            stance: words::stance(&statement.stance)?,
            evidence: Evidence {
                spans: content.clone(),
                by: self.by.clone(),
                score: statement.score,
            },
            content,
        })
    }

    fn claim(&self, claim: ClaimRecord) -> Result<Claim> {
        let trigger = self.span(claim.trigger)?;
        Ok(Claim {
            statement: claim.statement.map(|id| number(&id).map(StatementId)).transpose()?,
            kind: EventType(claim.kind.into()),
            trigger,
            roles: list(claim.roles, |role| self.role(role))?,
            place: claim.place.map(PlaceId),
            time: claim.time.map(TimeId),
            counts: list(claim.counts, |count| self.count(count))?,
            polarity: words::polarity(&claim.polarity)?,
            evidence: Evidence::one(trigger, &self.by, claim.score),
        })
    }

    fn role(&self, role: RoleRecord) -> Result<Role> {
        Ok(Role {
            kind: words::role_kind(&role.role)?,
            entity: role.entity.map(|id| number(&id).map(EntityId)).transpose()?,
            span: self.span(role.span)?,
        })
    }

    fn count(&self, count: CountRecord) -> Result<Count> {
        let span = self.span(count.span)?;
        Ok(Count { what: count.what.into(), low: count.low, high: count.high, span })
    }

    fn span(&self, range: Range) -> Result<Span> {
        self.bytes.span(range).with_context(|| format!("{range:?} is no span of the text"))
    }

    fn spans(&self, ranges: Vec<Range>) -> Result<Vec<Span>> {
        list(ranges, |range| self.span(range))
    }
}

fn list<T, U>(items: Vec<T>, parse: impl Fn(T) -> Result<U>) -> Result<Vec<U>> {
    items.into_iter().map(parse).collect()
}

/// The number of `s3` or `n3`, counted from 0.
fn number(id: &str) -> Result<u32> {
    let digits = id.get(1..).unwrap_or_default();
    let number: u32 = digits.parse().with_context(|| format!("{id:?} is no id"))?;
    number.checked_sub(1).with_context(|| format!("{id:?} is no id"))
}

fn published(edtf: &str) -> Result<TimeInterval> {
    TimeInterval::parse(edtf, Basis::Stated).with_context(|| format!("{edtf:?} is no date"))
}
