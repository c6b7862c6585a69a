//! From joined claims to events.

use super::{
    Touched,
    claims::{self, Known, Stored},
    decisions, echoes, events, parts, sources,
};
use crate::event::{self, Event, Join, Parts, Report};
use anyhow::Result;
use dateline_doc::Relation;
use dateline_link::events::{Group, groups};
use dateline_link::{
    ClaimKey, Facts, ReportKey,
    origins::{Voice, publisher, voices},
};
use dateline_read::Packs;
use rusqlite::Connection;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Works out again the events that were touched.
pub fn renew(store: &Connection, mut touched: Touched, packs: &Packs) -> Result<()> {
    for source in sources::renew_families(store, &touched.sources)? {
        touched.events.extend(events_of(store, "source", source)?);
        touched.unsettled.insert(source as u64);
    }
    let known = Known::new(store, &packs.ontology);
    // Settling a report that others repeated, or whose claims led others, leaves those to be settled.
    while !touched.unsettled.is_empty() {
        let unsettled = std::mem::take(&mut touched.unsettled);
        echoes::settle(store, &unsettled, &known, &mut touched)?;
    }
    for claim in &touched.claims {
        touched.events.extend(events_of(store, "key", *claim as i64)?);
    }
    for event in &touched.events {
        touched.claims.extend(claims_of(store, *event)?);
    }
    let (mut seen, mut components) = (BTreeSet::new(), Vec::new());
    for start in &touched.claims {
        if let Some(start) = echoes::voiced(store, *start)? {
            components.push(component(store, start, &mut seen)?);
        }
    }
    // All of what was goes before anything new comes: an event may share its key with one of them.
    for claim in components.iter().flatten() {
        touched.events.extend(events_of(store, "key", *claim as i64)?);
    }
    let mut made = Vec::new();
    for component in &components {
        made.extend(events_in(store, component, &known, packs)?);
    }
    let mut kept = BTreeSet::new();
    for (at, made) in made.iter().enumerate() {
        if touched.events.contains(&made.key.0) && events::is_there(store, &made.event)? {
            touched.events.remove(&made.key.0);
            events::hold(store, &made.event)?;
            kept.insert(at);
        }
    }
    for event in &touched.events {
        events::delete(store, *event)?;
    }
    for (at, made) in made.iter().enumerate() {
        if !kept.contains(&at) {
            events::insert(store, &made.event, packs)?;
            parts::add(store, made.key, made.event.aggregate, &made.facts, &known)?;
        }
    }
    Ok(())
}

/// An event as it is worked out.
struct Made {
    key: ClaimKey,
    event: Event,
    /// What is compared of its claims, but for those that repeat others.
    facts: Vec<Rc<Facts>>,
}

/// The claims that are joined to `start`, through any number of others, and have not been seen.
fn component(store: &Connection, start: u64, seen: &mut BTreeSet<u64>) -> Result<Vec<u64>> {
    let (mut component, mut rest) = (Vec::new(), vec![start]);
    while let Some(key) = rest.pop() {
        if seen.insert(key) {
            component.push(key);
            rest.extend(claims::joined(store, key)?.into_iter().map(|key| key.0));
        }
    }
    Ok(component)
}

fn events_in(
    store: &Connection,
    component: &[u64],
    known: &Known<'_>,
    packs: &Packs,
) -> Result<Vec<Made>> {
    let mut stored = BTreeMap::new();
    for key in component {
        stored.insert(ClaimKey(*key), known.load(*key)?);
    }
    let facts: Vec<Facts> = stored.values().map(|claim| Facts::clone(&claim.facts)).collect();
    let decided = decisions::of(store, component)?;
    let links: Vec<_> = decided.iter().map(|made| made.decision).collect();
    let mut events = Vec::new();
    for mut group in groups(&facts, &links) {
        let facts = group.claims.iter().map(|key| known.facts(key.0)).collect::<Result<_>>()?;
        let repeats = add_echoes(store, &mut group, &mut stored, known)?;
        let by_hand = decided.iter().filter(|made| made.joins(&group.claims));
        let by_hand = by_hand.map(decisions::Made::join).chain(repeats).collect();
        let event = event_of(store, &group, by_hand, &mut stored, packs)?;
        events.push(Made { key: group.claims[0], event, facts });
    }
    Ok(events)
}

/// Adds the claims that repeat those of a group, in the order of publication; why they are in it.
fn add_echoes(
    store: &Connection,
    group: &mut Group,
    stored: &mut BTreeMap<ClaimKey, Rc<Stored>>,
    known: &Known<'_>,
) -> Result<Vec<Join>> {
    let mut repeats = Vec::new();
    for key in group.claims.clone() {
        for echo in echoes::of(store, key.0)? {
            let echo = ClaimKey(echo);
            stored.insert(echo, known.load(echo.0)?);
            group.claims.push(echo);
            repeats.push(event::join(echo, key, 1.0, "carried in the same words".to_owned()));
        }
    }
    group.claims.sort_by_key(|key| {
        let day = stored[key].facts.published.and_then(|published| published.start);
        (day.is_none(), day, *key)
    });
    Ok(repeats)
}

fn event_of(
    store: &Connection,
    group: &Group,
    by_hand: Vec<Join>,
    stored: &mut BTreeMap<ClaimKey, Rc<Stored>>,
    packs: &Packs,
) -> Result<Event> {
    let claims: Vec<Rc<Stored>> =
        group.claims.iter().filter_map(|key| stored.remove(key)).collect();
    let reports: BTreeMap<ReportKey, Report> =
        claims.iter().map(|claim| (claim.facts.report, claim.shown.clone())).collect();
    let voices_of = reports.iter().map(|(key, report)| voice(store, *key, report));
    let voices_of = voices_of.collect::<Result<Vec<_>>>()?;
    let facts: Vec<&Facts> = claims.iter().map(|claim| &*claim.facts).collect();
    let found =
        group.joins.iter().map(|(a, b, join)| event::join(*a, *b, join.score, join.to_string()));
    let parts = Parts {
        origins: voices(&facts, &voices_of),
        joins: by_hand.into_iter().chain(found).collect(),
        reports,
        aggregate: group.aggregate,
        claims: claims.iter().map(|claim| claim.told.clone()).collect(),
    };
    Ok(event::assemble(parts, &packs.ontology))
}

fn voice(store: &Connection, key: ReportKey, report: &Report) -> Result<Voice> {
    let sql = "SELECT family FROM source WHERE key = ?";
    let family: i64 = store.prepare_cached(sql)?.query_row([key.0 as i64], |row| row.get(0))?;
    let publisher = publisher(report.outlet.as_deref(), report.url.as_deref());
    let name = report.outlet.clone().or_else(|| publisher.clone()).unwrap_or_default();
    let relation = |word: &str| crate::record::words::relation(word).unwrap_or(Relation::Quotes);
    Ok(Voice {
        report: key,
        copy_of: ReportKey(family as u64),
        publisher,
        name,
        via: report.via.iter().map(|via| (via.outlet.clone(), relation(&via.relation))).collect(),
        published: claims::published(report),
    })
}

/// The events of the claims whose `column` is this.
fn events_of(store: &Connection, column: &str, value: i64) -> Result<Vec<u64>> {
    let sql = format!("SELECT DISTINCT event FROM claim WHERE {column} = ? AND event IS NOT NULL");
    let mut found = store.prepare_cached(&sql)?;
    let found = found.query_map([value], |row| row.get::<_, i64>(0))?;
    found.map(|event| Ok(event? as u64)).collect()
}

fn claims_of(store: &Connection, event: u64) -> Result<Vec<u64>> {
    let mut found = store.prepare_cached("SELECT key FROM claim WHERE event = ?")?;
    let found = found.query_map([event as i64], |row| row.get::<_, i64>(0))?;
    found.map(|key| Ok(key? as u64)).collect()
}
