use super::*;
use crate::{
    event::{Event, Occurred, Place, PlaceValue, Published, Report, Role, SCHEMA, claim_id},
    packs,
    store::{Area, By, Columns, Days, Events, Naming, SourceKind, SourceQuery, Sqlite, Standing},
};
use std::{path::Path, sync::Arc, time::Instant};

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
                super::super::linking::insert_event(store, &event(number), &packs)
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
    let found = columns.matched(query, store.worded(query).unwrap().as_deref());
    let (keys, next) = columns.page(&found, query, None, 10_000).unwrap();
    assert!(next.is_none());
    let in_memory: Vec<u64> = keys.iter().map(|key| key.0 - 1).collect();
    assert_eq!(in_memory, ids, "{query:?}: memory and store differ");
    ids
}

#[test]
fn every_filter_leaves_out_what_it_should() {
    let store = store(Path::new(":memory:"), 600);
    let all = Query::default();
    assert_eq!(ids(&store, &all).len(), 600);
    let some = |query: &Query, holds: &dyn Fn(u64) -> bool| {
        let mut found = ids(&store, query);
        found.sort_unstable();
        let expected: Vec<u64> = (0..600).filter(|number| holds(*number)).collect();
        assert!(!expected.is_empty() && expected.len() < 600);
        assert_eq!(found, expected, "{query:?}");
    };
    let of = |types: &str| vec![types.to_owned()];
    some(&Query { types: of("shelling"), ..all.clone() }, &|n| (n / 7).is_multiple_of(5));
    some(&Query { types: of("political-violence"), ..all.clone() }, &|n| n / 7 % 5 != 4);
    some(&Query { countries: of("IRQ"), ..all.clone() }, &|n| n % 6 == 1);
    some(&Query { admin1: Some("north kivu".into()), ..all.clone() }, &|n| n % 6 == 4);
    some(&Query { place: Some("kivu".into()), ..all.clone() }, &|n| n % 6 == 4);
    some(&Query { actor: Some("brigade 7".into()), ..all.clone() }, &|n| n % 300 == 7);
    some(&Query { source: Some("Outlet 8".into()), ..all.clone() }, &|n| n % 90 == 8);
    some(&Query { text: Some("struck \"in Gao\"".into()), ..all.clone() }, &|n| {
        n.is_multiple_of(6)
    });
    some(&Query { origins: Some(3), ..all.clone() }, &|n| n % 4 >= 2);
    some(&Query { standings: vec![Standing::Denied], ..all.clone() }, &|n| n % 40 == 0);
    let february = Days::between(Some("2020-02"), Some("2020-02")).unwrap();
    let in_february = |n: u64| (31..60).contains(&(n % 1500));
    some(&Query { occurred: february, ..all.clone() }, &|n| in_february(n) && n % 50 != 0);
    some(&Query { published: february, ..all.clone() }, &in_february);
    some(&Query { added: february, ..all.clone() }, &in_february);
    let near = Area::Circle { lat: 35.47, lon: 44.39, km: 11.0 };
    some(&Query { area: Some(near), ..all.clone() }, &|n| n % 6 == 1 && n % 100 < 50);
    let pacific = Area::Box { west: 170.0, south: -30.0, east: -170.0, north: 0.0 };
    some(&Query { area: Some(pacific), ..all.clone() }, &|n| n % 6 == 5);
    assert!(ids(&store, &Query { namings: vec![Naming::Named], ..all }).is_empty());
}

/// Events that differ from [`event`]s in what may be missing or wide.
fn varied(number: usize) -> Event {
    let mut event = event(number);
    event.aggregate = number.is_multiple_of(5);
    event.standing.supposed_only = number.is_multiple_of(6);
    if let Some(occurred) = event.occurred.as_mut().filter(|_| number.is_multiple_of(3)) {
        let end = if number.is_multiple_of(2) { &mut occurred.start } else { &mut occurred.end };
        *end = None;
    }
    let precisions = ["site", "town", "near", "admin2", "admin1", "country"];
    if let Some(place) = &mut event.place {
        place.value.precision = precisions[number / 6 % precisions.len()].into();
        place.value.admin2 = number.is_multiple_of(4).then(|| "Lake District".into());
        match number % 11 {
            0 => (place.value.lat, place.value.lon) = (None, None),
            1 => place.value.country = None,
            // Near a pole, where a degree is narrow, and across the date line.
            2 => (place.value.lat, place.value.lon) = (Some(89.5), Some(number as f64)),
            3 => place.value.lon = Some(-179.9),
            _ => {}
        }
    }
    event
}

/// A question that asks for any few things.
fn any_query(below: &mut impl FnMut(usize) -> usize) -> Query {
    let mut query = Query::default();
    let days = |below: &mut dyn FnMut(usize) -> usize| {
        let since = 18_250 + below(300) as i64;
        let until = since + below(120) as i64;
        Days { since: (below(3) > 0).then_some(since), until: (below(3) > 0).then_some(until) }
    };
    for _ in 0..=below(3) {
        let place = PLACES[below(PLACES.len())];
        let near = (place.3 + below(9) as f64 / 20.0, place.4);
        match below(14) {
            0 => query.types = vec![TYPES[below(5)].into(), "political-violence".into()],
            1 => query.countries = vec![place.1.into(), "IRQ".into()],
            2 => query.admin1 = Some(place.2.to_uppercase()),
            3 => query.admin2 = Some(["lake district", "", "Nowhere"][below(3)].into()),
            4 => query.occurred = days(below),
            5 => query.published = days(below),
            6 => query.added = days(below),
            7 => query.origins = Some(below(6) as u32),
            8 => {
                let all = [Naming::Named, Naming::Unnamed, Naming::Institution, Naming::Own];
                query.namings = vec![all[below(4)], all[below(4)]];
            }
            9 => {
                let all = [
                    Standing::SingleSource,
                    Standing::ManySources,
                    Standing::Denied,
                    Standing::SupposedOnly,
                ];
                query.standings = vec![all[below(4)], all[below(4)]];
            }
            10 => query.aggregate = Some(below(2) == 0),
            11 => query.text = Some(["struck", "\"in Gao\"", "nothing"][below(3)].into()),
            12 => {
                let km = [5.0, 40.0, 400.0, 3000.0, 12_000.0][below(5)];
                let (lat, lon) = [near, (89.8, 10.0), (-18.0, 179.9)][below(3)];
                query.area = Some(Area::Circle { lat, lon, km });
            }
            _ => {
                let (west, east) = [(near.1 - 1.0, near.1 + 1.0), (170.0, -170.0)][below(2)];
                // Exactly at a point too.
                query.area = Some(Area::Box { west, south: near.0 - 2.0, east, north: near.0 });
            }
        }
    }
    query
}

#[test]
fn every_filter_means_the_same_in_memory_and_in_the_store() {
    let mut store = Sqlite::open(Path::new(":memory:")).unwrap();
    let packs = packs::load(None).unwrap();
    let add = |store: &Connection| {
        for number in 0..240 {
            super::super::linking::insert_event(store, &varied(number), &packs)?;
        }
        // What these events' claims would say.
        Ok(store.execute("UPDATE event SET namings = key * 7 % 32", [])?)
    };
    store.change(add).unwrap();
    let mut seed = 11_u64;
    let mut below = |most: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % most
    };
    let asked = 400;
    let found = (0..asked).map(|_| ids(&store, &any_query(&mut below)).len());
    let telling = found.filter(|found| (1..240).contains(found)).count();
    assert!(telling > asked / 5, "{telling} of {asked} leave some");
}

#[test]
fn pages_follow_each_other_in_every_order() {
    let store = store(Path::new(":memory:"), 230);
    for sort in [Sort::Occurred, Sort::Published, Sort::Added, Sort::Origins, Sort::Reports] {
        for ascending in [false, true] {
            let query = Query { sort, ascending, ..Query::default() };
            let whole = ids(&store, &query);
            let columns = store.columns(None).unwrap();
            let found = columns.matched(&query, None);
            let (mut paged, mut after) = (Vec::new(), None);
            loop {
                let page = store.page(&query, after.as_ref(), 17).unwrap();
                let ids = |event: &Event| crate::event::claim_of(&event.id).unwrap();
                let keys: Vec<ClaimKey> = page.events.iter().map(ids).collect();
                let in_memory = columns.page(&found, &query, after.as_ref(), 17).unwrap();
                assert_eq!(in_memory, (keys.clone(), page.next.clone()), "{query:?}");
                paged.extend(keys.iter().map(|key| key.0 - 1));
                match page.next {
                    // As it comes back from a user.
                    Some(next) => after = Some(next.to_string().parse().unwrap()),
                    None => break,
                }
            }
            assert_eq!(paged, whole, "{sort:?}");
        }
    }
}

#[test]
fn pages_of_what_is_asked_for_follow_each_other() {
    let store = store(Path::new(":memory:"), 5000);
    let rare = |query: Query| Query { origins: Some(4), ..query };
    let by_type = Query { types: vec!["political-violence".into()], ..Query::default() };
    for query in [by_type.clone(), rare(by_type), rare(Query::default())] {
        let whole = ids(&store, &query);
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = store.page(&query, after.as_ref(), 331).unwrap();
            let key = |event: &Event| crate::event::claim_of(&event.id).unwrap().0 - 1;
            paged.extend(page.events.iter().map(key));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert!(whole.len() > 331);
        assert_eq!(paged, whole, "{query:?}");
    }
}

#[test]
fn months_areas_and_spots_are_counted() {
    let store = store(Path::new(":memory:"), 120);
    let (columns, all) = (store.columns(None).unwrap(), Query::default());
    let found = columns.matched(&all, None);
    let months = columns.tally(&found, By::Month);
    let names: Vec<&str> = months.iter().map(|(month, _)| month.as_str()).collect();
    assert_eq!(names, ["2020-01", "2020-02", "2020-03", "2020-04"]);
    assert_eq!(months.iter().map(|(_, count)| count).sum::<u64>(), 120 - 3, "three have no date");
    assert_eq!(columns.tally(&found, By::Day)[0], ("2020-01-02".to_owned(), 1));
    let areas = columns.tally(&found, By::Admin1);
    assert_eq!(areas.len(), 6);
    assert!(areas.contains(&("COD/North Kivu".to_owned(), 20)));
    let heaps = columns.heaps(&found, &all, [200, 10, 1]);
    assert_eq!(heaps.heaps.iter().map(|heap| heap.count).sum::<u64>(), 120);
    assert_eq!((heaps.unplaced.len(), heaps.unplaced_count), (0, 0));
    assert!(heaps.heaps.iter().all(|heap| heap.count == 1 || heap.events.len() == 1));
    let few = columns.heaps(&found, &all, [3, 1, 1]);
    assert_eq!((few.heaps.len(), few.spots), (3, heaps.spots));
    assert!(heaps.heaps.iter().any(|heap| heap.spot.name.as_deref() == Some("Gao, MLI")));
    assert_eq!(columns.dots(&found, &all, 7).len(), 7);
}

#[test]
fn sources_are_listed_page_by_page_and_found_by_name() {
    let mut store = Sqlite::open(Path::new(":memory:")).unwrap();
    let names: Vec<String> = (0..60).map(|number| format!("Écho du Lac {number:02}")).collect();
    let add = |store: &Connection| {
        let sql = "INSERT INTO teller (kind, name, events) VALUES (?, ?, ?)";
        for (number, name) in names.iter().enumerate() {
            // Many tell of as many events.
            store.execute(sql, params!["outlet", name, 7 - number as i64 / 10])?;
        }
        store.execute(sql, params!["speaker", "police of the lake", 9])?;
        Ok(())
    };
    store.change(add).unwrap();
    let page = |kind, name: &str, after, limit| {
        store.tellers(&SourceQuery { kind, name: name.into(), after }, limit).unwrap()
    };
    let found = |kind, name: &str| {
        let page = page(kind, name, None, 100);
        page.sources.into_iter().map(|source| source.name).collect::<Vec<_>>()
    };
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = page(SourceKind::Outlet, "écho", after, 7);
        paged.extend(page.sources.into_iter().map(|source| source.name));
        match page.next {
            // As it comes back from a user.
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(paged, names, "each once, those of most events first");
    assert_eq!(found(SourceKind::Outlet, "17 LAC écho"), ["Écho du Lac 17"]);
    assert!(found(SourceKind::Outlet, "police").is_empty());
    assert_eq!(found(SourceKind::Speaker, "LAKE"), ["police of the lake"]);
    assert!(page(SourceKind::Outlet, "", None, 60).next.is_none(), "the last page says so");
}

#[test]
fn memory_follows_what_comes_and_goes() {
    let mut store = store(Path::new(":memory:"), 50);
    let packs = packs::load(None).unwrap();
    let before = store.columns(None).unwrap();
    assert!(Arc::ptr_eq(&before, &store.columns(Some(&before)).unwrap()), "nothing came or went");
    let change = |store: &Connection| {
        super::super::linking::delete_event(store, 8)?;
        super::super::linking::insert_event(store, &event(60), &packs)
    };
    store.change(change).unwrap();
    let after = store.columns(Some(&before)).unwrap();
    assert_eq!((before.len(), after.len()), (50, 50));
    let (query, anew) = (Query::default(), store.columns(None).unwrap());
    let page = |columns: &Columns| {
        columns.page(&columns.matched(&query, None), &query, None, 100).unwrap().0
    };
    assert_eq!(page(&after), page(&anew));
    assert!(page(&after).contains(&ClaimKey(61)) && !page(&after).contains(&ClaimKey(8)));
}

/// `cargo test --release -p dateline -- --ignored answers_come_at_once --nocapture`
#[test]
#[ignore = "makes a store of 200,000 events; a matter of speed"]
fn answers_come_at_once() {
    let folder = std::env::temp_dir().join(format!("dateline-asking-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = store(&folder.join("events.db"), 200_000);
    let all = Query::default();
    let march = Days::between(Some("2022-03"), Some("2022-03")).unwrap();
    let never = Days::between(Some("1990"), Some("1990")).unwrap();
    let near = Area::Circle { lat: 35.47, lon: 44.39, km: 20.0 };
    let queries = [
        ("all", all.clone()),
        ("by origins", Query { sort: Sort::Origins, ..all.clone() }),
        ("type", Query { types: vec!["shelling".into()], ..all.clone() }),
        ("violence", Query { types: vec!["political-violence".into()], ..all.clone() }),
        ("country", Query { countries: vec!["IRQ".into()], ..all.clone() }),
        ("area", Query { admin1: Some("North Kivu".into()), ..all.clone() }),
        ("month", Query { occurred: march, ..all.clone() }),
        ("added", Query { added: march, ..all.clone() }),
        ("near", Query { area: Some(near), ..all.clone() }),
        ("actor", Query { actor: Some("Brigade 7".into()), ..all.clone() }),
        ("one word", Query { text: Some("number77777".into()), ..all.clone() }),
        ("common words", Query { text: Some("market struck".into()), ..all.clone() }),
        ("origins", Query { origins: Some(4), ..all.clone() }),
        ("nothing", Query { countries: vec!["XXX".into()], ..all.clone() }),
        ("no type", Query { types: vec!["siege".into()], ..all.clone() }),
        ("no origins", Query { origins: Some(9), ..all.clone() }),
        ("no naming", Query { namings: vec![Naming::Named], ..all.clone() }),
        ("no area", Query { admin2: Some("Nowhere".into()), ..all.clone() }),
        ("no month", Query { occurred: never, ..all.clone() }),
        ("none published", Query { published: never, ..all.clone() }),
        ("none added", Query { added: never, ..all.clone() }),
        ("aggregates", Query { aggregate: Some(true), ..all.clone() }),
        ("supposed", Query { standings: vec![Standing::SupposedOnly], ..all.clone() }),
        ("denied", Query { standings: vec![Standing::Denied], ..all.clone() }),
        (
            "no violence in a country",
            Query {
                types: vec!["political-violence".into()],
                countries: vec!["IRQ".into()],
                origins: Some(9),
                ..all.clone()
            },
        ),
        (
            "words in a country",
            Query {
                text: Some("market struck".into()),
                countries: vec!["IRQ".into()],
                ..all.clone()
            },
        ),
        (
            "words of nothing",
            Query { text: Some("market struck".into()), origins: Some(9), ..all.clone() },
        ),
    ];
    let columns = store.columns(None).unwrap();
    let mut slow = Vec::new();
    for (name, query) in &queries {
        let took = |ask: &dyn Fn()| {
            let started = Instant::now();
            ask();
            started.elapsed().as_secs_f64() * 1000.0
        };
        let best = |ask: &dyn Fn()| (0..3).map(|_| took(ask)).fold(f64::MAX, f64::min);
        let memory = best(&|| {
            let found = columns.matched(query, store.worded(query).unwrap().as_deref());
            assert!(columns.page(&found, query, None, 50).is_ok());
            columns.tally(&found, By::Month);
            columns.heaps(&found, query, [1000, 60, 12]);
        });
        let page = best(&|| assert!(store.page(query, None, 50).is_ok()));
        let count = best(&|| assert!(store.count(query).is_ok()));
        println!("{name}: page {page:.1} ms, count {count:.1} ms; in memory all {memory:.1} ms");
        if page > 100.0 || count > 100.0 {
            slow.push(*name);
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(slow.is_empty(), "more than 100 ms: {slow:?}");
}
