//! How many there are of what, when and where.

use super::{Columns, Matched, Row, Spot, row::UNKNOWN};
use crate::store::{By, Dot, Query};
use dateline_link::ClaimKey;
use jiff::{Span, civil::Date};
use std::collections::BTreeMap;

/// Events at one spot.
pub struct Heap<'c> {
    pub spot: &'c Spot,
    pub count: u64,
    /// The first of them, in the order asked for.
    pub events: Vec<Dot>,
}

/// Events by where they are.
pub struct Heaps<'c> {
    /// The most events first, as many as were asked for. Only the first have `events`, and those of one
    /// event have it.
    pub heaps: Vec<Heap<'c>>,
    /// How many spots there are in all.
    pub spots: usize,
    /// The first of those that are on no map.
    pub unplaced: Vec<Dot>,
    pub unplaced_count: u64,
}

impl Columns {
    /// How many of the events found there are of each value, by value.
    pub fn tally(&self, found: &Matched, by: By) -> Vec<(String, u64)> {
        match by {
            By::Month => self.days(found, |date| format!("{:04}-{:02}", date.year(), date.month())),
            By::Day => self.days(found, |date| date.to_string()),
            By::Type => self.words(found, |row| Some((row.kind, 0))),
            By::Country => self.words(found, |row| (row.country > 0).then_some((row.country, 0))),
            By::Admin1 => self.words(found, |row| {
                (row.country > 0 && row.admin1 > 0).then_some((row.country, row.admin1))
            }),
        }
    }

    fn days(&self, found: &Matched, name: impl Fn(Date) -> String) -> Vec<(String, u64)> {
        let days = self.found(found).map(|(_, row)| row.first_day).filter(|day| *day != UNKNOWN);
        let mut counts: BTreeMap<i32, u64> = BTreeMap::new();
        days.for_each(|day| *counts.entry(day).or_default() += 1);
        let mut named: Vec<(String, u64)> = Vec::new();
        for (day, count) in counts {
            let Some(date) = date(day.into()) else { continue };
            match named.last_mut().filter(|(last, _)| *last == name(date)) {
                Some((_, sum)) => *sum += count,
                None => named.push((name(date), count)),
            }
        }
        named
    }

    fn words(
        &self,
        found: &Matched,
        of: impl Fn(&Row) -> Option<(u32, u32)>,
    ) -> Vec<(String, u64)> {
        let mut counts: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        let values = self.found(found).filter_map(|(_, row)| of(row));
        values.for_each(|value| *counts.entry(value).or_default() += 1);
        let name = |(one, other): (u32, u32)| match other {
            0 => self.words.names.get(one).to_owned(),
            other => format!("{}/{}", self.words.names.get(one), self.words.names.get(other)),
        };
        let mut named: Vec<_> = counts.into_iter().map(|(at, count)| (name(at), count)).collect();
        named.sort();
        named
    }

    /// Where and when the first `limit` events found are, in the order asked for.
    pub fn dots(&self, found: &Matched, query: &Query, limit: usize) -> Vec<Dot> {
        let asked = self.walk(query).filter(|number| found.has(*number)).take(limit);
        asked.map(|number| self.dot(&self.rows[number])).collect()
    }

    /// The events found by where they are: the first `drawn` spots, of these the first `named` with
    /// `listed` events each.
    pub fn heaps(
        &self,
        found: &Matched,
        query: &Query,
        [drawn, named, listed]: [usize; 3],
    ) -> Heaps<'_> {
        let mut counts = vec![0_u32; self.spots.len() + 1];
        self.found(found).for_each(|(_, row)| counts[row.spot as usize] += 1);
        let mut numbers: Vec<usize> = (1..counts.len()).filter(|at| counts[*at] > 0).collect();
        let spots = numbers.len();
        numbers.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
        numbers.truncate(drawn);
        let mut rank = vec![u32::MAX; counts.len()];
        for (at, number) in (0..).zip(&numbers) {
            if (at as usize) < named || counts[*number] == 1 {
                rank[*number] = at;
            }
        }
        let heap = |at: &usize| Heap {
            spot: &self.spots[at - 1],
            count: counts[*at].into(),
            events: Vec::new(),
        };
        let mut heaps: Vec<Heap<'_>> = numbers.iter().map(heap).collect();
        let mut unplaced = Vec::new();
        for number in self.walk(query).filter(|number| found.has(*number)) {
            let row = &self.rows[number];
            let room = match (row.spot, rank[row.spot as usize]) {
                (0, _) => Some((&mut unplaced, named)),
                (_, u32::MAX) => None,
                (_, at) => Some((&mut heaps[at as usize].events, listed)),
            };
            if let Some((events, most)) = room
                && events.len() < most
            {
                events.push(self.dot(row));
            }
        }
        Heaps { heaps, spots, unplaced, unplaced_count: counts[0].into() }
    }

    fn found<'c>(&'c self, found: &'c Matched) -> impl Iterator<Item = (usize, &'c Row)> {
        self.rows.iter().enumerate().filter(|(number, _)| found.has(*number))
    }

    fn dot(&self, row: &Row) -> Dot {
        let day = |day: i32| (day != UNKNOWN).then_some(i64::from(day));
        let known = |number: f64| (!number.is_nan()).then_some(number);
        Dot {
            event: ClaimKey(row.key as u64),
            kind: self.words.names.shared(row.kind).unwrap_or_else(|| "".into()),
            lat: known(row.lat),
            lon: known(row.lon),
            precision: self.words.names.shared(row.precision),
            country: self.words.names.shared(row.country),
            first_day: day(row.first_day),
            last_day: day(row.last_day),
            origins: row.origins,
            reports: row.reports,
        }
    }
}

/// A day counted from 1970-01-01.
pub fn date(day: i64) -> Option<Date> {
    let span = Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}
