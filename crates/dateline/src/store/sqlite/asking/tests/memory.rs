//! Events in memory against the store.

use super::*;
use crate::store::By;
use std::sync::Arc;

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
            crate::store::sqlite::linking::insert_event(store, &varied(number), &packs)?;
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
fn memory_follows_what_comes_and_goes() {
    let mut store = store(Path::new(":memory:"), 50);
    let packs = packs::load(None).unwrap();
    let before = store.columns(None).unwrap();
    assert!(Arc::ptr_eq(&before, &store.columns(Some(&before)).unwrap()), "nothing came or went");
    let change = |store: &Connection| {
        crate::store::sqlite::linking::delete_event(store, 8)?;
        crate::store::sqlite::linking::insert_event(store, &event(60), &packs)
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
