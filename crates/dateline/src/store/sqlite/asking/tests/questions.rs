//! What the store answers.

use super::*;
use crate::store::{By, SourceKind, SourceQuery};
use std::{sync::OnceLock, time::Instant};

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
fn records_and_briefs_say_what_events_do() {
    let mut store = store(Path::new(":memory:"), 12);
    let packs = packs::load(None).unwrap();
    let add = |store: &Connection| {
        let mut whole = event(12);
        whole.aggregate = true;
        whole.label = "\\\"within\":[],\"contains\":[]".into();
        crate::store::sqlite::linking::insert_event(store, &whole, &packs)?;
        Ok(store.execute("INSERT INTO part (whole, part) VALUES (13, 3), (13, 5)", [])?)
    };
    store.change(add).unwrap();
    let parts = |key| {
        let key = ClaimKey(key);
        let found = store.event(key).unwrap().unwrap();
        let record = store.record(key).unwrap().unwrap();
        assert_eq!(record, serde_json::to_string(&found).unwrap());
        let brief = store.brief(key).unwrap().unwrap();
        let parts = (found.within.len(), found.contains.len());
        assert_eq!(format!("{brief:?}"), format!("{:?}", Brief::from(found)));
        parts
    };
    assert_eq!([1, 3, 5, 13].map(parts), [(0, 0), (1, 0), (1, 0), (0, 2)]);
    assert!(store.record(ClaimKey(99)).unwrap().is_none());
}

#[test]
fn frequent_words_are_found_among_few_and_many() {
    let store = store(Path::new(":memory:"), 9000);
    let struck = Query { text: Some("market struck".into()), ..Query::default() };
    let asked = |query: Query| ids(&store, &query).len();
    assert_eq!(asked(struck.clone()), 9000);
    assert_eq!(asked(Query { countries: vec!["IRQ".into()], ..struck.clone() }), 1500);
    assert_eq!(asked(Query { text: Some("struck gao".into()), ..struck.clone() }), 1500);
    assert_eq!(asked(Query { actor: Some("brigade 7".into()), ..struck.clone() }), 30);
    let denied = Query { standings: vec![Standing::Denied], ..struck.clone() };
    assert_eq!(asked(denied.clone()), 9000 / 40);
    assert_eq!(asked(Query { countries: vec!["IRQ".into()], ..denied }), 0);
    let (mut paged, mut after) = (0, None);
    loop {
        let page = store.page(&struck, after.as_ref(), 700).unwrap();
        paged += page.events.len();
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(paged, 9000);
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

/// Seconds that this thread worked, whatever else the machine does; else seconds that went by.
fn worked() -> f64 {
    let passed = || STARTED.get_or_init(Instant::now).elapsed().as_secs_f64();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told.ok().and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(passed, |nanoseconds: f64| nanoseconds / 1e9)
}

/// How often each is asked: the system counts in some milliseconds.
const TIMES: u32 = 10;

static STARTED: OnceLock<Instant> = OnceLock::new();

/// `cargo test --release -p dateline -- --ignored answers_come_at_once --nocapture`: CPU milliseconds.
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
            let started = worked();
            (0..TIMES).for_each(|_| ask());
            (worked() - started) * 1000.0 / f64::from(TIMES)
        };
        let memory = took(&|| {
            let found = matched(&store, &columns, query);
            assert!(columns.page(&found, query, None, 50).is_ok());
            columns.tally(&found, By::Month);
            columns.heaps(&found, query, [1000, 60, 12]);
        });
        let page = took(&|| assert!(store.page(query, None, 50).is_ok()));
        let count = took(&|| assert!(store.count(query).is_ok()));
        println!("{name}: page {page:.1} ms, count {count:.1} ms; in memory all {memory:.1} ms");
        if page > 100.0 || count > 100.0 {
            slow.push(*name);
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(slow.is_empty(), "more than 100 ms: {slow:?}");
}
