//! FollowTheMoney entities, one a line: an Event, an Article for each report, a Documentation between the two, and
//! the bodies and known persons that took part.

use super::{Exporter, address::web, codes::Codes, plural::many};
use crate::{
    event::{Event, Report, Role},
    hash::Hash,
};
use anyhow::Result;
use serde::Serialize;
use std::{collections::BTreeMap, io::Write};

pub struct FollowTheMoney<'a> {
    codes: Codes,
    out: &'a mut (dyn Write + Send),
}

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    /// Ids are hashes of what stays the same, so that two exports meet in one entity.
    fn new(schema: &'static str, key: &[&str]) -> Self {
        let hash = Hash::of_fields(key.iter().map(|part| Some(part.as_bytes())));
        Self { id: format!("{hash:.40}"), schema, properties: BTreeMap::new() }
    }

    /// Adds a value, if there is one that it does not have yet.
    fn with(mut self, property: &'static str, value: Option<impl Into<String>>) -> Self {
        let values = self.properties.entry(property).or_default();
        let value = value.map(Into::into);
        values.extend(value.filter(|value| !value.is_empty() && !values.contains(value)));
        if values.is_empty() {
            self.properties.remove(property);
        }
        self
    }
}

impl<'a> FollowTheMoney<'a> {
    pub fn new(codes: Codes, out: &'a mut (dyn Write + Send)) -> Self {
        Self { codes, out }
    }

    fn write(&mut self, entity: &Entity) -> Result<()> {
        serde_json::to_writer(&mut self.out, entity)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// FollowTheMoney writes countries as ISO 3166-1 alpha-2 in small letters.
    fn country(&self, iso3: Option<&str>) -> Option<String> {
        self.codes.country(iso3).map(|country| country.iso2.to_lowercase())
    }

    fn happening(&self, event: &Event, parties: &[Entity]) -> Entity {
        let place = event.place.as_ref().map(|place| &place.value);
        let occurred = event.occurred.as_ref();
        let mut entity = Entity::new("Event", &["event", &event.id])
            .with("name", Some(name(event)))
            .with("recordId", Some(&*event.id))
            .with("startDate", occurred.and_then(|occurred| occurred.start.as_deref()))
            .with("endDate", occurred.and_then(|occurred| occurred.end.as_deref()))
            .with("location", place.map(|place| &*place.name))
            .with("country", self.country(place.and_then(|place| place.country.as_deref())))
            .with("summary", Some(summary(event)))
            .with("retrievedAt", moment(&event.added));
        for url in event.reports.iter().filter_map(|report| web(report.url.as_deref())) {
            entity = entity.with("sourceUrl", Some(url));
        }
        for claim in &event.claims {
            entity = entity.with("description", Some(&*claim.sentence.quote));
        }
        parties.iter().fold(entity, |entity, party| entity.with("involved", Some(&*party.id)))
    }

    /// Bodies and known persons; people whom the registry does not know are no entities.
    fn party(&self, role: &Role) -> Option<Entity> {
        let schema = match role.kind.as_deref()? {
            "person" if role.actor.is_some() => "Person",
            "government" | "military" | "police" => "PublicBody",
            "group" | "organization" => "Organization",
            _ => return None,
        };
        let key = role.actor.as_deref().unwrap_or(&role.name);
        let country = self.country(role.country.as_deref());
        let entity = Entity::new(schema, &["actor", key]).with("name", Some(&*role.name));
        Some(entity.with("country", country))
    }
}

impl Exporter for FollowTheMoney<'_> {
    fn event(&mut self, event: &Event) -> Result<bool> {
        let parties: Vec<Entity> = event.roles.iter().filter_map(|role| self.party(role)).collect();
        let happening = self.happening(event, &parties);
        self.write(&happening)?;
        for party in &parties {
            self.write(party)?;
        }
        for report in &event.reports {
            let article = article(report);
            let link = Entity::new("Documentation", &["link", &happening.id, &article.id])
                .with("document", Some(&*article.id))
                .with("entity", Some(&*happening.id))
                .with("role", Some("reports"));
            self.write(&article)?;
            self.write(&link)?;
        }
        Ok(true)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

fn article(report: &Report) -> Entity {
    Entity::new("Article", &["article", report.url.as_deref().unwrap_or(&report.given)])
        .with("title", report.title.as_deref().or(Some(&*report.given)))
        .with("publisher", report.outlet.as_deref())
        .with("author", report.byline.as_deref())
        .with("publishedAt", report.published.as_deref())
        .with("retrievedAt", moment(&report.added))
        .with("sourceUrl", web(report.url.as_deref()))
        .with("notes", Some(format!("urn:sha256:{}", report.text_sha256)))
}

/// A moment to the second; FollowTheMoney writes no time zone.
fn moment(rfc3339: &str) -> Option<&str> {
    rfc3339.get(.."2024-03-11T08:00:00".len())
}

fn name(event: &Event) -> String {
    let place = event.place.as_ref().map(|place| format!(", {}", place.value.name));
    let day = event.occurred.as_ref().and_then(|occurred| occurred.start.as_deref());
    let day = day.map(|day| format!(", {day}"));
    event.label.clone() + &place.unwrap_or_default() + &day.unwrap_or_default()
}

/// On whose word it stands, and what they say of numbers.
fn summary(event: &Event) -> String {
    let standing = &event.standing;
    let mut parts = vec![many(standing.reports, "report"), many(standing.origins, "origin")];
    if standing.denials > 0 {
        parts.push(format!("denied by {}", standing.denials));
    }
    for count in &event.counts {
        let low = count.low.map(|low| low.to_string()).unwrap_or_default();
        let high = count.high.map(|high| high.to_string()).unwrap_or_default();
        let number = if low == high { low } else { format!("{low}..{high}") };
        parts.push(format!("{} {number}", count.what));
    }
    parts.join("; ")
}
