//! Events as rows that can be asked for.

use crate::{
    event::{Event, Place, claim_of},
    store::{capture::unpacked, days, filter::CLOSE, packed, sqlite::review},
};
use anyhow::{Context, Result};
use dateline_read::Packs;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Puts an event in.
pub fn insert(store: &Connection, event: &Event, packs: &Packs) -> Result<()> {
    let key = key_of(&event.id)?;
    row(store, key, event)?;
    for kind in kinds(event, packs) {
        let sql = "INSERT INTO event_type (type, event) VALUES (?, ?)";
        store.prepare_cached(sql)?.execute(params![kind, key])?;
    }
    let record = packed(&serde_json::to_vec(event)?);
    let sql = "INSERT INTO event_record (event, zlib) VALUES (?, ?)";
    store.prepare_cached(sql)?.execute(params![key, record])?;
    if let Some((lat, lon)) = event.place.as_ref().and_then(point) {
        let sql = "INSERT INTO event_point (event, south, north, west, east) \
                   VALUES (?1, ?2, ?2, ?3, ?3)";
        store.prepare_cached(sql)?.execute(params![key, lat, lon])?;
    }
    text(store, key, event)?;
    tells(store, key, event)?;
    hold(store, event)
}

/// Puts an event's claims into it, and their reviews.
pub fn hold(store: &Connection, event: &Event) -> Result<()> {
    let key = key_of(&event.id)?;
    for claim in &event.claims {
        let sql = "UPDATE claim SET event = ?1 WHERE key = ?2 AND event IS NOT ?1";
        store.prepare_cached(sql)?.execute(params![key, key_of(&claim.id)?])?;
    }
    review::carry(store, key)
}

/// Whether an event is in as it is.
pub fn is_there(store: &Connection, event: &Event) -> Result<bool> {
    let sql = "SELECT zlib FROM event_record WHERE event = ?";
    let record = store.prepare_cached(sql)?.query_row([key_of(&event.id)?], |row| row.get(0));
    let record: Option<Vec<u8>> = record.optional()?;
    Ok(match record {
        Some(zlib) => unpacked(&zlib)? == serde_json::to_vec(event)?,
        None => false,
    })
}

/// Takes an event out; its claims are in none until they are in another.
pub fn delete(store: &Connection, event: u64) -> Result<()> {
    let sql = "UPDATE claim SET event = NULL WHERE event = ?";
    store.prepare_cached(sql)?.execute([event as i64])?;
    for (table, column) in [
        ("part", "whole"),
        ("part", "part"),
        ("event_type", "event"),
        ("event_record", "event"),
        ("event_point", "event"),
        ("event_text", "rowid"),
        ("event_review", "event"),
        ("tells", "event"),
        ("event", "key"),
    ] {
        let sql = format!("DELETE FROM {table} WHERE {column} = ?");
        store.prepare_cached(&sql)?.execute([event as i64])?;
    }
    Ok(())
}

fn key_of(id: &str) -> Result<i64> {
    Ok(claim_of(id).with_context(|| format!("{id:?} is no event's id"))?.0 as i64)
}

fn row(store: &Connection, key: i64, event: &Event) -> Result<()> {
    let place = event.place.as_ref().map(|place| &place.value);
    let occurred = event.occurred.as_ref();
    let start = occurred.and_then(|time| days(time.start.as_deref()?));
    let end = occurred.and_then(|time| days(time.end.as_deref()?));
    let sql = "INSERT INTO event (key, type, aggregate, country, admin1, admin2, place, precision, \
               lat, lon, first_day, last_day, published_first, published_last, added, origins, reports, \
               denials, supposed_only, namings, place_name) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    store.prepare_cached(sql)?.execute(params![
        key,
        event.kind,
        event.aggregate,
        place.and_then(|place| place.country.as_deref()),
        place.and_then(|place| place.admin1.as_deref()),
        place.and_then(|place| place.admin2.as_deref()),
        place.and_then(|place| place.geonameid),
        place.map(|place| place.precision.as_str()),
        place.and_then(|place| place.lat),
        place.and_then(|place| place.lon),
        start,
        end,
        event.published.first.as_deref().and_then(days),
        event.published.last.as_deref().and_then(days),
        event.added,
        event.standing.origins,
        event.standing.reports,
        event.standing.denials,
        event.standing.supposed_only,
        namings(event),
        place.map(|place| place.name.as_str()),
    ])?;
    Ok(())
}

/// The types that an event is listed under: those its claims tell, and all that these are kinds of.
fn kinds(event: &Event, packs: &Packs) -> BTreeSet<String> {
    let broader = |kind: &String| {
        let kind = dateline_doc::EventType(kind.as_str().into());
        packs.ontology.broader(&kind).into_iter().map(|kind| kind.0.to_string())
    };
    let wider: BTreeSet<String> = event.types.iter().flat_map(broader).collect();
    wider.into_iter().chain(event.types.iter().cloned()).collect()
}

/// Where an event is that is placed no wider than a second-level area.
fn point(place: &Place) -> Option<(f64, f64)> {
    let close = CLOSE.contains(&place.value.precision.as_str());
    place.value.lat.zip(place.value.lon).filter(|_| close)
}

/// One bit for each way a source of a claim is named; see `schema/2.sql`.
fn namings(event: &Event) -> u8 {
    let bit = |naming: &str| match naming {
        "named" => 1,
        "unnamed" => 2,
        "institution" => 4,
        "outlet" => 8,
        _ => 0,
    };
    let of = |claim: &crate::event::Claim| claim.chain.last().map_or(16, |link| bit(&link.naming));
    event.claims.iter().fold(0, |bits, claim| bits | of(claim))
}

/// Who tells of it, in how many claims: outlets, and those whom claims are told by in the end.
fn tells(store: &Connection, key: i64, event: &Event) -> Result<()> {
    let mut told: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for claim in &event.claims {
        let report = event.reports.iter().find(|report| report.id == claim.report);
        let outlet = report.and_then(|report| Some(("outlet", report.outlet.as_deref()?)));
        let speaker = claim.chain.last().map(|link| ("speaker", link.name.as_str()));
        let speaker = speaker.filter(|(_, name)| !name.is_empty());
        for who in outlet.into_iter().chain(speaker) {
            *told.entry(who).or_default() += 1;
        }
    }
    let alone = event.standing.origins == 1;
    for ((kind, name), claims) in told {
        let sql = "INSERT INTO tells (event, kind, name, claims, alone) VALUES (?, ?, ?, ?, ?)";
        store.prepare_cached(sql)?.execute(params![key, kind, name, claims, alone])?;
    }
    Ok(())
}

/// A word that nobody looks for, so that no phrase is found across two names.
const APART: &str = " 0000000 ";

fn text(store: &Connection, key: i64, event: &Event) -> Result<()> {
    let mut actors = BTreeSet::new();
    for role in &event.roles {
        actors.extend([Some(role.name.as_str()), role.actor.as_deref()].into_iter().flatten());
    }
    let mut sources = BTreeSet::new();
    for link in event.claims.iter().flat_map(|claim| &claim.chain) {
        sources.extend([Some(link.name.as_str()), link.actor.as_deref()].into_iter().flatten());
    }
    for report in &event.reports {
        sources.extend(report.outlet.as_deref());
        sources.extend(report.via.iter().map(|via| via.outlet.as_str()));
    }
    let mut places = BTreeSet::new();
    let said = event.place.iter().flat_map(|place| &place.values).map(|placed| &placed.value);
    for value in event.place.iter().map(|place| &place.value).chain(said) {
        places.insert(value.name.as_str());
        places.extend(value.admin1.as_deref());
        places.extend(value.admin2.as_deref());
    }
    let mut words: BTreeSet<&str> = BTreeSet::from([event.label.as_str()]);
    words.extend(event.reports.iter().filter_map(|report| report.title.as_deref()));
    words.extend(event.claims.iter().map(|claim| claim.sentence.quote.as_str()));
    let sql =
        "INSERT INTO event_text (rowid, actors, sources, places, words) VALUES (?, ?, ?, ?, ?)";
    let joined = |parts: BTreeSet<&str>| parts.into_iter().collect::<Vec<_>>().join(APART);
    store.prepare_cached(sql)?.execute(params![
        key,
        joined(actors),
        joined(sources),
        joined(places),
        joined(words)
    ])?;
    Ok(())
}
