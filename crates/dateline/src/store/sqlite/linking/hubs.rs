//! Which reports are compared: two meet when they share a handle and one of them is among its eight
//! least keys, its hubs: the rule of `dateline_link::origins::Blocks`, kept in tables. So what thousands share costs each of them a few comparisons, and which pairs
//! meet depends on the reports alone, not on the order they came in.

use anyhow::Result;
use dateline_link::{ReportKey, origins::HUBS};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What a report changes by coming in.
#[derive(Default)]
pub struct Entered {
    /// The reports that it meets.
    pub met: BTreeSet<ReportKey>,
    /// Pairs that have edges and meet no longer, since it took the place of one among the hubs.
    pub parted: BTreeSet<(ReportKey, ReportKey)>,
}

/// Puts a report under its handles.
pub fn enter(store: &Connection, key: ReportKey, handles: &[u64]) -> Result<Entered> {
    let mut entered = Entered::default();
    let mut displaced = BTreeSet::new();
    for handle in handles {
        let before = least(store, *handle as i64, HUBS)?;
        let last = before.get(HUBS - 1).copied();
        store
            .prepare_cached("INSERT OR IGNORE INTO source_handle (handle, source) VALUES (?, ?)")?
            .execute(params![*handle as i64, key.0 as i64])?;
        match last {
            Some(last) if last < key.0 as i64 => entered.met.extend(before.into_iter().map(of)),
            _ => {
                displaced.extend(last);
                let all = least(store, *handle as i64, usize::MAX)?.into_iter().map(of);
                entered.met.extend(all.filter(|other| *other != key));
            }
        }
    }
    for hub in displaced {
        for other in linked(store, hub)? {
            if !meet(store, hub, other)? {
                entered.parted.insert((of(hub.min(other)), of(hub.max(other))));
            }
        }
    }
    Ok(entered)
}

/// Takes a report from under its handles; the pairs that meet from now on, since another took its place
/// among the hubs.
pub fn leave(store: &Connection, key: i64) -> Result<Vec<(ReportKey, ReportKey)>> {
    let mut handles = store.prepare_cached("SELECT handle FROM source_handle WHERE source = ?")?;
    let handles = handles.query_map([key], |row| row.get(0))?;
    let handles: Vec<i64> = handles.collect::<rusqlite::Result<_>>()?;
    let mut pairs = BTreeSet::new();
    for handle in &handles {
        let all = least(store, *handle, usize::MAX)?;
        let rank = all.iter().position(|other| *other == key);
        if let (Some(promoted), true) = (all.get(HUBS), rank.is_some_and(|rank| rank < HUBS)) {
            pairs.extend(all[HUBS + 1..].iter().map(|other| (of(*promoted), of(*other))));
        }
    }
    store.execute("DELETE FROM source_handle WHERE source = ?", [key])?;
    Ok(pairs.into_iter().collect())
}

fn of(key: i64) -> ReportKey {
    ReportKey(key as u64)
}

/// The least keys under a handle.
fn least(store: &Connection, handle: i64, limit: usize) -> Result<Vec<i64>> {
    let sql = "SELECT source FROM source_handle WHERE handle = ? ORDER BY source LIMIT ?";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut least = store.prepare_cached(sql)?;
    let least = least.query_map([handle, limit], |row| row.get(0))?;
    Ok(least.collect::<rusqlite::Result<_>>()?)
}

/// The reports that have an edge with this one.
fn linked(store: &Connection, key: i64) -> Result<Vec<i64>> {
    let sql =
        "SELECT giver FROM edge WHERE taker = ?1 UNION SELECT taker FROM edge WHERE giver = ?1";
    let mut linked = store.prepare_cached(sql)?;
    let linked = linked.query_map([key], |row| row.get(0))?;
    Ok(linked.collect::<rusqlite::Result<_>>()?)
}

fn meet(store: &Connection, a: i64, b: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM source_handle x \
               JOIN source_handle y ON y.handle = x.handle AND y.source = ?2 \
               WHERE x.source = ?1 AND (SELECT count(*) FROM source_handle z \
               WHERE z.handle = x.handle AND z.source < ?1) < ?3)";
    let mut meet = store.prepare_cached(sql)?;
    Ok(meet.query_row([a.min(b), a.max(b), HUBS as i64], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Sqlite;
    use std::path::Path;

    fn pairs(order: &[u64]) -> BTreeSet<(u64, u64)> {
        let store = Sqlite::open(Path::new(":memory:")).unwrap();
        let met = store.ask(|store| {
            store.execute_batch("PRAGMA foreign_keys = OFF")?;
            let mut met = BTreeSet::new();
            for key in order {
                let entered = enter(store, ReportKey(*key), &[1])?;
                for other in entered.met {
                    met.insert((other.0.min(*key), other.0.max(*key)));
                    store.execute(
                        "INSERT INTO edge (taker, giver, kind, folds, score, reason) VALUES (?, ?, '', 1, 1.0, '')",
                        [*key as i64, other.0 as i64],
                    )?;
                }
                for (one, other) in entered.parted {
                    met.remove(&(one.0, other.0));
                    let sql = "DELETE FROM edge WHERE (taker, giver) IN ((?1, ?2), (?2, ?1))";
                    store.execute(sql, [one.0 as i64, other.0 as i64])?;
                }
            }
            Ok(met)
        });
        met.unwrap()
    }

    #[test]
    fn who_meets_whom_does_not_depend_on_the_order() {
        let forwards: Vec<u64> = (1..=20).collect();
        let backwards: Vec<u64> = (1..=20).rev().collect();
        let mixed: Vec<u64> = (0..20).map(|at| at * 7 % 20 + 1).collect();
        let met = pairs(&forwards);
        assert_eq!(met.len(), 8 * 7 / 2 + 8 * 12, "eight hubs, each with all others");
        assert_eq!(met, pairs(&backwards));
        assert_eq!(met, pairs(&mixed));
    }

    #[test]
    fn another_takes_the_place_of_one_that_leaves() {
        let store = Sqlite::open(Path::new(":memory:")).unwrap();
        let left = store.ask(|store| {
            store.execute_batch("PRAGMA foreign_keys = OFF")?;
            (1..=11).try_for_each(|key| enter(store, ReportKey(key), &[1]).map(drop))?;
            leave(store, 3)
        });
        let pairs = [(ReportKey(9), ReportKey(10)), (ReportKey(9), ReportKey(11))];
        assert_eq!(left.unwrap(), pairs);
    }
}
