//! How many there are of what, when and where.

use super::{Columns, Row, Set, Spot, Valued, row::UNKNOWN};
use crate::store::{By, Dot, Query};
use dateline_link::ClaimKey;
use jiff::{Span, civil::Date};

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
    pub fn tally(&self, found: &Set, by: By) -> Vec<(String, u64)> {
        let valued = self.valued[by as usize].get_or_init(|| Valued::of(self, by));
        valued.tally(found)
    }

    /// Where and when the first `limit` events found are, in the order asked for.
    pub fn dots(&self, found: &Set, query: &Query, limit: usize) -> Vec<Dot> {
        let asked = self.walk(query).filter(|number| found.has(*number)).take(limit);
        asked.map(|number| self.dot(&self.rows[number])).collect()
    }

    /// The events found by where they are: the first `drawn` spots, of these the first `named` with
    /// `listed` events each.
    pub fn heaps(
        &self,
        found: &Set,
        query: &Query,
        [drawn, named, listed]: [usize; 3],
    ) -> Heaps<'_> {
        let mut counts = vec![0_u32; self.spots.len() + 1];
        found.numbers().for_each(|number| counts[self.spot_of[number] as usize] += 1);
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
        let room = |at: &usize| match rank[*at] {
            u32::MAX => 0,
            _ => (counts[*at] as usize).min(listed),
        };
        let mut left = (counts[0] as usize).min(named) + numbers.iter().map(room).sum::<usize>();
        for number in self.walk(query).filter(|number| found.has(*number)) {
            if left == 0 {
                break;
            }
            let spot = self.spot_of[number] as usize;
            let room = match (spot, rank[spot]) {
                (0, _) => Some((&mut unplaced, named)),
                (_, u32::MAX) => None,
                (_, at) => Some((&mut heaps[at as usize].events, listed)),
            };
            if let Some((events, most)) = room
                && events.len() < most
            {
                events.push(self.dot(&self.rows[number]));
                left -= 1;
            }
        }
        Heaps { heaps, spots, unplaced, unplaced_count: counts[0].into() }
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
