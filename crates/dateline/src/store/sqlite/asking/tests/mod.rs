mod memory;
mod questions;

use super::*;
use crate::{
    event::{Brief, Event, Occurred, Place, PlaceValue, Published, Report, Role, SCHEMA, claim_id},
    packs,
    store::{Area, Columns, Days, Events, Naming, Set, Sqlite, Standing},
};
use std::path::Path;

const TYPES: [&str; 5] = ["shelling", "killing", "armed-clash", "abduction", "protest"];
const PLACES: [(&str, &str, &str, f64, f64); 6] = [
    ("Gao", "MLI", "Gao", 16.27, -0.04),
    ("Kirkuk", "IRQ", "Kirkuk", 35.47, 44.39),
    ("Marawi", "PHL", "Bangsamoro", 8.0, 124.29),
    ("Quetta", "PAK", "Balochistan", 30.18, 67.0),
    ("Goma", "COD", "North Kivu", -1.68, 29.22),
    ("Suva", "FJI", "Central", -18.14, 178.44),
];

/// The `number`th of many events that differ in all that can be asked for.
fn event(number: usize) -> Event {
    let (name, country, admin1, lat, lon) = PLACES[number % PLACES.len()];
    let day = jiff::civil::Date::constant(2020, 1, 1)
        .checked_add(jiff::Span::new().days((number % 1500) as i64))
        .unwrap()
        .to_string();
    let kind = TYPES[number / 7 % TYPES.len()].to_owned();
    let unknown = number.is_multiple_of(50);
    let value = PlaceValue {
        name: name.into(),
        geonameid: Some(number as u32 % 6 + 1),
        lat: Some(lat + (number % 100) as f64 / 500.0),
        lon: Some(lon),
        country: Some(country.into()),
        admin1: Some(admin1.into()),
        admin2: None,
        feature: None,
        precision: "town".into(),
    };
    Event {
        schema: SCHEMA.into(),
        id: claim_id(ClaimKey(number as u64 + 1)),
        label: kind.clone(),
        types: vec![kind.clone()],
        kind,
        plover: None,
        acled: None,
        cameo: None,
        aggregate: false,
        within: Vec::new(),
        contains: Vec::new(),
        occurred: (!unknown).then(|| Occurred {
            start: Some(day.clone()),
            end: Some(day.clone()),
            grain: "day".into(),
            basis: "stated".into(),
            agree: true,
            values: Vec::new(),
        }),
        place: Some(Place { value, radius_km: Some(5.0), agree: true, values: Vec::new() }),
        roles: vec![Role {
            role: "actor".into(),
            name: format!("Brigade {}", number % 300),
            actor: None,
            kind: None,
            country: None,
            origins: Vec::new(),
            claims: Vec::new(),
        }],
        counts: Vec::new(),
        standing: crate::event::Standing {
            origins: number as u32 % 4 + 1,
            reports: 5,
            denials: u32::from(number.is_multiple_of(40)),
            supposed_only: false,
            single_source: number.is_multiple_of(4),
        },
        published: Published { first: Some(day.clone()), last: Some(day.clone()) },
        added: format!("{day}T10:00:00Z"),
        origins: Vec::new(),
        reports: vec![Report {
            id: "r1".into(),
            given: String::new(),
            version: 1,
            title: Some(format!("Market struck in {name}, number{number}")),
            outlet: Some(format!("Outlet {}", number % 90)),
            byline: None,
            url: None,
            language: None,
            published: Some(day),
            added: String::new(),
            text_sha256: String::new(),
            via: Vec::new(),
        }],
        claims: Vec::new(),
        joins: Vec::new(),
    }
}

fn store(path: &Path, events: usize) -> Sqlite {
    let mut store = Sqlite::open(path).unwrap();
    let packs = packs::load(None).unwrap();
    store
        .change(|store| {
            (0..events).try_for_each(|number| {
                crate::store::sqlite::linking::insert_event(store, &event(number), &packs)
            })
        })
        .unwrap();
    store
}

fn ids(store: &Sqlite, query: &Query) -> Vec<u64> {
    let page = store.page(query, None, usize::MAX).unwrap();
    assert_eq!(store.count(query).unwrap(), page.events.len() as u64);
    let key = |event: &Event| crate::event::claim_of(&event.id).unwrap().0 - 1;
    let ids: Vec<u64> = page.events.iter().map(key).collect();
    let columns = store.columns(None).unwrap();
    let found = matched(store, &columns, query);
    let (keys, next) = columns.page(&found, query, None, 10_000).unwrap();
    assert!(next.is_none());
    let in_memory: Vec<u64> = keys.iter().map(|key| key.0 - 1).collect();
    assert_eq!(in_memory, ids, "{query:?}: memory and store differ");
    ids
}

/// What memory finds, with the words that the store finds.
fn matched(store: &Sqlite, columns: &Columns, query: &Query) -> Set {
    let worded = store.worded(query).unwrap().map(|keys| columns.of_keys(&keys));
    columns.matched(query, worded.as_ref())
}
