//! Which events are asked for, by what `store/filter.rs` says of their columns.

use super::{Columns, Row, Set, row::UNKNOWN};
use crate::store::{
    Area, Query,
    filter::{Number, Test, Word, tests},
};
use dateline_doc::Point;
use std::sync::OnceLock;

/// Columns that were taken out of the rows, each when it was first asked for: to go through the one that is asked
/// for is many times faster than to go through all rows.
#[derive(Default)]
pub struct Taken {
    words: [OnceLock<Vec<u32>>; 5],
    numbers: [OnceLock<Vec<i32>>; 9],
    namings: OnceLock<Vec<u8>>,
}

impl Columns {
    /// The events asked for. `worded` are those that have the words asked for; none when no words are.
    pub fn matched(&self, query: &Query, worded: Option<&Set>) -> Set {
        let mut found = worded.cloned().unwrap_or_else(|| self.all());
        tests(query).iter().for_each(|test| self.keep(&mut found, test));
        found
    }

    /// All events.
    pub fn all(&self) -> Set {
        Set::all(self.rows.len())
    }

    /// The events of these keys, which are sorted.
    pub fn of_keys(&self, keys: &[i64]) -> Set {
        let mut found = Set::none(self.rows.len());
        let mut start = 0;
        for key in keys {
            // Keys of a common word lie close to each other, those of a rare one far apart.
            let mut step = 1;
            while self.rows.get(start + step).is_some_and(|row| row.key < *key) {
                start += step;
                step *= 2;
            }
            let end = self.rows.len().min(start + step + 1);
            start += self.rows[start..end].partition_point(|row| row.key < *key);
            match self.rows.get(start) {
                Some(row) if row.key == *key => found.add(start),
                Some(_) => {}
                None => break,
            }
        }
        found
    }

    fn keep(&self, found: &mut Set, test: &Test<'_>) {
        match test {
            Test::Among(Word::Kind, kinds) => self
                .named(found, Word::Kind, |all| all.split(' ').any(|kind| kinds.contains(&kind))),
            Test::Among(word, words) => self.named(found, *word, |it| words.contains(&it)),
            Test::Named(word, name) => {
                self.named(found, *word, |it| it.eq_ignore_ascii_case(name));
            }
            Test::Is(number, is) => self.counted(found, *number, |it| it == *is),
            Test::Least(number, least) => self.counted(found, *number, |it| it >= *least),
            Test::Most(number, most) => self.counted(found, *number, |it| it <= *most),
            Test::Naming(bits) => {
                let namings = || self.rows.iter().map(|row| row.namings).collect();
                let namings: &Vec<u8> = self.taken.namings.get_or_init(namings);
                found.keep(namings, |it| it & bits != 0);
            }
            Test::LiesIn(area) => found.retain(|number| lies_in(&self.rows[number], *area)),
            Test::Any(tests) => {
                let mut any = Set::none(self.rows.len());
                for test in tests {
                    let mut one = found.clone();
                    self.keep(&mut one, test);
                    any.join(&one);
                }
                *found = any;
            }
        }
    }

    /// Keeps the events with a word that passes. Words are looked at once, not once a row.
    fn named(&self, found: &mut Set, word: Word, passes: impl Fn(&str) -> bool) {
        // What is empty is no word.
        let passes = self.words.names.each(|it| !it.is_empty() && passes(it));
        let take = || self.rows.iter().map(|row| cell(row, word)).collect();
        let column: &Vec<u32> = self.taken.words[word as usize].get_or_init(take);
        found.keep(column, |it| passes[it as usize]);
    }

    /// Keeps the events with a number that passes.
    fn counted(&self, found: &mut Set, of: Number, passes: impl Fn(i64) -> bool) {
        let take = || self.rows.iter().map(|row| number(row, of)).collect();
        let column: &Vec<i32> = self.taken.numbers[of as usize].get_or_init(take);
        found.keep(column, |it| it != UNKNOWN && passes(it.into()));
    }
}

fn lies_in(row: &Row, area: Area) -> bool {
    let is_known = !row.lat.is_nan() && !row.lon.is_nan();
    is_known && area.holds(Point { lat: row.lat, lon: row.lon })
}

fn cell(row: &Row, word: Word) -> u32 {
    match word {
        Word::Kind => row.kinds,
        Word::Country => row.country,
        Word::Admin1 => row.admin1,
        Word::Admin2 => row.admin2,
        Word::Precision => row.precision,
    }
}

/// [`UNKNOWN`] where there is none.
fn number(row: &Row, number: Number) -> i32 {
    let known = |day: i32, other: i32| if day == UNKNOWN { other } else { day };
    match number {
        Number::FirstDay => known(row.first_day, row.last_day),
        Number::LastDay => known(row.last_day, row.first_day),
        Number::FirstReported => row.published_first,
        Number::LastReported => row.published_last,
        Number::Added => row.added_day,
        Number::Origins => i32::try_from(row.origins).unwrap_or(i32::MAX),
        Number::IsAggregate => row.flags.is_aggregate.into(),
        Number::IsDenied => row.flags.is_denied.into(),
        Number::IsSupposedOnly => row.flags.is_supposed_only.into(),
    }
}
