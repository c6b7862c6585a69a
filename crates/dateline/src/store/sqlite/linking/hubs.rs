//! Which reports are compared: two meet by a handle that they share when one of them is among its eight
//! least keys, its hubs, and are compared when they meet by enough: the rule of
//! `dateline_link::origins::Blocks`, kept in tables. So what thousands share costs each of them a few
//! comparisons, and which pairs meet depends on the reports alone, not on the order they came in.

use anyhow::Result;
use dateline_link::{
    ReportKey,
    origins::{HUBS, Meeting},
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What a report changes by coming in.
#[derive(Default)]
pub struct Entered {
    /// The reports that it is to be compared with.
    pub met: BTreeSet<ReportKey>,
    /// Pairs that have edges and are to be compared no longer, since it took the place of one among
    /// the hubs.
    pub parted: BTreeSet<(ReportKey, ReportKey)>,
}

/// Puts a report under its handles.
pub fn enter(store: &Connection, key: ReportKey, handles: &[u64]) -> Result<Entered> {
    let mut met: BTreeMap<i64, Meeting> = BTreeMap::new();
    let mut displaced = BTreeSet::new();
    for handle in handles {
        let before = least(store, *handle as i64, HUBS)?;
        let last = before.get(HUBS - 1).copied();
        store
            .prepare_cached("INSERT OR IGNORE INTO source_handle (handle, source) VALUES (?, ?)")?
            .execute(params![*handle as i64, key.0 as i64])?;
        let sharing = match last {
            Some(last) if last < key.0 as i64 => before,
            _ => {
                displaced.extend(last);
                least(store, *handle as i64, usize::MAX)?
            }
        };
        for other in sharing.into_iter().filter(|other| *other != key.0 as i64) {
            met.entry(other).or_default().add(*handle);
        }
    }
    let own = Meeting::by(handles.iter().copied()).runs;
    let mut entered = Entered::default();
    for (other, meeting) in met {
        if meeting.is_enough(own.min(runs(store, other)?)) {
            entered.met.insert(of(other));
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

/// Takes a report from under its handles; the pairs that are to be compared from now on, since another
/// took its place among the hubs.
pub fn leave(store: &Connection, key: i64) -> Result<Vec<(ReportKey, ReportKey)>> {
    let mut handles = store.prepare_cached("SELECT handle FROM source_handle WHERE source = ?")?;
    let handles = handles.query_map([key], |row| row.get(0))?;
    let handles: Vec<i64> = handles.collect::<rusqlite::Result<_>>()?;
    let mut pairs = BTreeSet::new();
    for handle in &handles {
        let all = least(store, *handle, usize::MAX)?;
        let rank = all.iter().position(|other| *other == key);
        if let (Some(promoted), true) = (all.get(HUBS), rank.is_some_and(|rank| rank < HUBS)) {
            pairs.extend(all[HUBS + 1..].iter().map(|other| (*promoted, *other)));
        }
    }
    store.execute("DELETE FROM source_handle WHERE source = ?", [key])?;
    let mut compared = Vec::new();
    for (one, other) in pairs {
        if meet(store, one, other)? {
            compared.push((of(one), of(other)));
        }
    }
    Ok(compared)
}

/// How many handles of runs of words a report has.
fn runs(store: &Connection, key: i64) -> Result<usize> {
    let mut runs = store.prepare_cached("SELECT runs FROM source WHERE key = ?")?;
    let runs: Option<u32> = runs.query_row([key], |row| row.get(0)).optional()?;
    Ok(runs.unwrap_or_default() as usize)
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

/// Whether two reports are to be compared.
fn meet(store: &Connection, a: i64, b: i64) -> Result<bool> {
    let sql = "SELECT x.handle FROM source_handle x \
               JOIN source_handle y ON y.handle = x.handle AND y.source = ?2 \
               WHERE x.source = ?1 AND (SELECT count(*) FROM (SELECT 1 FROM source_handle z \
               WHERE z.handle = x.handle AND z.source < ?1 LIMIT ?3)) < ?3";
    let mut handles = store.prepare_cached(sql)?;
    let handles =
        handles.query_map([a.min(b), a.max(b), HUBS as i64], |row| row.get::<_, i64>(0))?;
    let mut meeting = Meeting::default();
    for handle in handles {
        meeting.add(handle? as u64);
    }
    Ok(meeting.is_enough(runs(store, a)?.min(runs(store, b)?)))
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
