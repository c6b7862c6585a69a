use crate::Error;
use dateline_doc::{Claim, Reading, Span, Statement};
use std::fmt;

/// One line of a reading: a kind and its fields, such as `time text="Monday" value=2020-04-27`.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub(super) kind: String,
    fields: Vec<(String, String)>,
}

impl Line {
    fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), fields: Vec::new() }
    }

    #[expect(clippy::needless_pass_by_value, reason = "callers read better without a borrow")]
    fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.fields.push((key.to_owned(), value.to_string()));
        self
    }

    fn maybe(self, key: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Parses `KIND FIELD…`, where a field is `key=word`, `key="words"`, or bare `"words"` for `text`.
    pub(super) fn parse(line: &str) -> Result<Self, Error> {
        let (kind, mut rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut parsed = Self::new(kind);
        rest = rest.trim_start();
        while !rest.is_empty() {
            let broken =
                || Error::new(format!("`{line}`: a field is key=word, key=\"words\" or \"words\""));
            let (key, after) = if rest.starts_with('"') {
                ("text", rest)
            } else {
                rest.split_once('=').ok_or_else(broken)?
            };
            let (value, after) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').ok_or_else(broken)?,
                None => after.split_once(' ').unwrap_or((after, "")),
            };
            parsed = parsed.with(key, value);
            rest = after.trim_start();
        }
        Ok(parsed)
    }

    /// Whether `found` is of this kind and has every field of this line.
    pub(super) fn fits(&self, found: &Line) -> bool {
        self.kind == found.kind && self.fields.iter().all(|field| found.fields.contains(field))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        self.fields.iter().try_for_each(|(key, value)| write!(f, " {key}=\"{value}\""))
    }
}

/// A reading as lines, one a value, in layer order. Straight double quotes in the text show as `”`,
/// line breaks as spaces; names of variants are in lower case.
pub fn lines(reading: &Reading) -> Vec<Line> {
    let article = &reading.article;
    let via = article.via.iter().map(|via| {
        Line::new("via").with("outlet", shown(&via.outlet)).with("relation", word(via.relation))
    });
    let times = reading.times.iter().map(|time| {
        Line::new("time")
            .with("text", quoted(reading, &[time.span]))
            .with("type", format!("{:?}", time.kind).to_uppercase())
            .maybe("value", time.value.as_ref())
            .maybe("interval", time.interval.map(dateline_doc::TimeInterval::edtf))
            .maybe("basis", time.interval.map(|interval| word(interval.basis)))
    });
    let places = reading.places.iter().map(|place| {
        Line::new("place")
            .with("text", quoted(reading, &[place.span]))
            .with("name", &place.name)
            .maybe("geonameid", place.geonameid)
            .maybe("country", place.country.as_ref())
            .maybe("admin1", place.admin1.as_ref())
            .maybe("feature", place.feature.as_ref())
            .with("precision", word(place.precision))
    });
    let entities = reading.entities.iter().map(|entity| {
        let line = Line::new("entity")
            .with("name", shown(&entity.name))
            .with("kind", word(entity.kind))
            .maybe("actor", entity.actor.as_ref().map(|actor| &actor.0));
        entity
            .mentions
            .iter()
            .fold(line, |line, span| line.with("mention", quoted(reading, &[*span])))
    });
    let statements = reading.statements.iter().map(|statement| statement_line(reading, statement));
    let claims = reading.claims.iter().map(|claim| claim_line(reading, claim));
    via.chain(times).chain(places).chain(entities).chain(statements).chain(claims).collect()
}

fn statement_line(reading: &Reading, statement: &Statement) -> Line {
    let within = statement.within.and_then(|id| reading.statements.get(id.0 as usize));
    let speaker = statement.speaker.and_then(|id| reading.entities.get(id.0 as usize));
    Line::new("statement")
        .with("source", quoted(reading, &statement.source))
        .with("cue", quoted(reading, &statement.cue))
        .with("content", quoted(reading, &statement.content))
        .maybe("within", within.map(|outer| quoted(reading, &outer.source)))
        .maybe("speaker", speaker.map(|entity| shown(&entity.name)))
        .with("naming", word(statement.naming))
        .with("mode", word(statement.mode))
        .with("stance", word(statement.stance))
}

fn claim_line(reading: &Reading, claim: &Claim) -> Line {
    let statement = claim.statement.and_then(|id| reading.statements.get(id.0 as usize));
    let place = claim.place.and_then(|id| reading.places.get(id.0 as usize));
    let time = claim.time.and_then(|id| reading.times.get(id.0 as usize));
    let mut line = Line::new("claim")
        .with("type", &claim.kind.0)
        .with("trigger", quoted(reading, &[claim.trigger]))
        .maybe("source", statement.map(|statement| quoted(reading, &statement.source)))
        .maybe("place", place.map(|place| quoted(reading, &[place.span])))
        .maybe("time", time.map(|time| quoted(reading, &[time.span])))
        .with("polarity", word(claim.polarity));
    for role in &claim.roles {
        line = line.with(&word(role.kind), quoted(reading, &[role.span]));
    }
    for count in &claim.counts {
        let side = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        line = line.with(&count.what, format!("{}..{}", side(count.low), side(count.high)));
    }
    line
}

fn quoted(reading: &Reading, spans: &[Span]) -> String {
    let pieces: Vec<String> =
        spans.iter().map(|span| shown(&reading.article.text[*span])).collect();
    pieces.join(" … ")
}

fn shown(text: &str) -> String {
    text.replace('"', "”").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn word(variant: impl fmt::Debug) -> String {
    format!("{variant:?}").to_lowercase()
}
