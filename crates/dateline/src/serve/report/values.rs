//! What was read in a report, as a list beside its text.

use super::{Desk, Refusal};
use crate::{
    event::{Told, claim_id, claim_of, tell},
    record::word,
    serve::event::{range, shortest},
    store::{Events as _, Sqlite},
};
use dateline_doc::{Reading, Span, Statement};

/// A statement.
pub struct Said {
    pub id: String,
    pub source: String,
    pub content: String,
    /// "named, indirect, asserts".
    pub how: String,
    /// The statement that it stands in.
    pub within: Option<String>,
}

/// A claim with its values.
pub struct Claimed {
    pub id: String,
    pub label: String,
    pub polarity: String,
    pub statement: Option<String>,
    pub values: Vec<Value>,
    /// The event that it is part of.
    pub event: Option<String>,
    /// Its id in the store, of the report's newest version, of which alone people judge.
    pub key: Option<String>,
}

/// A part of a claim.
pub struct Value {
    /// Such as `victim`.
    pub part: String,
    pub words: String,
    /// What they mean, where that is more than they say.
    pub meant: String,
}

/// The statements of a reading.
pub fn statements(reading: &Reading) -> Vec<Said> {
    let text = &reading.article.text;
    let words =
        |spans: &[Span]| spans.iter().map(|span| &text[*span]).collect::<Vec<_>>().join(" … ");
    let said = |(number, statement): (u32, &Statement)| {
        let speaker = statement.speaker.map(|id| reading.entities[id.0 as usize].name.clone());
        let how = [word(statement.naming), word(statement.mode), word(statement.stance)];
        Said {
            id: format!("s{number}"),
            source: speaker.unwrap_or_else(|| words(&statement.source)),
            content: words(&statement.content),
            how: how.join(", "),
            within: statement.within.map(|outer| format!("s{}", outer.0 + 1)),
        }
    };
    (1..).zip(&reading.statements).map(said).collect()
}

/// The claims of a reading, with their events where it is the report's newest version.
///
/// # Errors
/// When the store cannot be read.
pub fn claims(
    desk: &Desk,
    store: &Sqlite,
    reading: &Reading,
    report: &str,
    is_newest: bool,
) -> Result<Vec<Claimed>, Refusal> {
    let told = tell(reading, report, &desk.packs);
    let claimed = told.into_iter().map(|told| {
        let event = match claim_of(&told.claim.id).filter(|_| is_newest) {
            Some(key) => store.holder(key)?.map(claim_id),
            None => None,
        };
        let key = is_newest.then(|| told.claim.id.clone());
        Ok(Claimed { key, ..view(desk, told, event) })
    });
    claimed.collect()
}

fn view(desk: &Desk, told: Told, event: Option<String>) -> Claimed {
    let claim = told.claim;
    let mut values = vec![value("trigger", claim.trigger.quote, String::new())];
    values
        .extend(claim.roles.into_iter().map(|role| value(&role.role, role.span.quote, role.name)));
    if let Some(place) = claim.place {
        let country = place.value.country.map_or(String::new(), |code| format!(", {code}"));
        let meant = format!("{}{country} ({})", place.value.name, place.value.precision);
        values.push(value("place", place.span.quote, meant));
    }
    if let Some(time) = claim.time {
        let meant = time.interval.map_or_else(|| "not resolved".to_owned(), |it| shortest(&it));
        values.push(value("time", time.span.quote, meant));
    }
    for count in claim.counts {
        let meant = format!("{} {}", count.what, range(count.low, count.high));
        values.push(value("count", count.span.quote, meant));
    }
    Claimed {
        id: claim.claim,
        label: desk.label(&claim.kind),
        polarity: claim.polarity,
        statement: claim.chain.last().map(|link| link.statement.clone()),
        values,
        event,
        key: None,
    }
}

fn value(part: &str, words: String, meant: String) -> Value {
    let meant = if meant == words { String::new() } else { meant };
    Value { part: part.to_owned(), words, meant }
}
