//! Which events are asked for, by what `store/filter.rs` says of their columns.

use super::{Columns, Names, Row, row::UNKNOWN};
use crate::store::{
    Area, Query,
    filter::{Number, Test, Word, tests},
};
use dateline_doc::Point;

/// The events asked for.
pub struct Matched {
    /// Of each row whether it is among them.
    flags: Vec<bool>,
    pub count: u64,
}

impl Matched {
    pub fn has(&self, number: usize) -> bool {
        self.flags[number]
    }
}

impl Columns {
    /// The events asked for. `worded` has the keys of those that have the words asked for, sorted;
    /// none when no words are.
    pub fn matched(&self, query: &Query, worded: Option<&[i64]>) -> Matched {
        let made = |test: Test<'_>| Made::of(&test, &self.words.names);
        let all: Vec<Made> = tests(query).into_iter().map(made).collect();
        let has_words = |key: &i64| worded.is_none_or(|keys| keys.binary_search(key).is_ok());
        let holds = |row: &Row| all.iter().all(|test| test.holds(row)) && has_words(&row.key);
        let flags: Vec<bool> = self.rows.iter().map(holds).collect();
        let count = flags.iter().filter(|flag| **flag).count() as u64;
        Matched { flags, count }
    }
}

/// A test as it is made of rows. Words are looked up once, not once a row.
enum Made {
    /// Of each word whether it passes.
    Word(Word, Vec<bool>),
    Is(Number, i64),
    Least(Number, i64),
    Most(Number, i64),
    Naming(u8),
    LiesIn(Area),
    Any(Vec<Made>),
}

impl Made {
    fn of(test: &Test<'_>, names: &Names) -> Self {
        match test {
            Test::Among(Word::Kind, kinds) => Self::word(Word::Kind, names, |all| {
                all.split(' ').any(|kind| kinds.contains(&kind))
            }),
            Test::Among(word, words) => Self::word(*word, names, |it| words.contains(&it)),
            Test::Named(word, name) => Self::word(*word, names, |it| it.eq_ignore_ascii_case(name)),
            Test::Is(number, is) => Self::Is(*number, *is),
            Test::Least(number, least) => Self::Least(*number, *least),
            Test::Most(number, most) => Self::Most(*number, *most),
            Test::Naming(bits) => Self::Naming(*bits),
            Test::LiesIn(area) => Self::LiesIn(*area),
            Test::Any(tests) => Self::Any(tests.iter().map(|it| Self::of(it, names)).collect()),
        }
    }

    fn word(word: Word, names: &Names, passes: impl Fn(&str) -> bool) -> Self {
        // What is empty is no word.
        Self::Word(word, names.each(|it| !it.is_empty() && passes(it)))
    }

    fn holds(&self, row: &Row) -> bool {
        match self {
            Self::Word(column, passes) => passes[word(row, *column) as usize],
            Self::Is(column, is) => number(row, *column) == Some(*is),
            Self::Least(column, least) => number(row, *column).is_some_and(|it| it >= *least),
            Self::Most(column, most) => number(row, *column).is_some_and(|it| it <= *most),
            Self::Naming(bits) => row.namings & bits != 0,
            Self::LiesIn(area) => {
                let is_known = !row.lat.is_nan() && !row.lon.is_nan();
                is_known && area.holds(Point { lat: row.lat, lon: row.lon })
            }
            Self::Any(tests) => tests.iter().any(|test| test.holds(row)),
        }
    }
}

fn word(row: &Row, word: Word) -> u32 {
    match word {
        Word::Kind => row.kinds,
        Word::Country => row.country,
        Word::Admin1 => row.admin1,
        Word::Admin2 => row.admin2,
        Word::Precision => row.precision,
    }
}

fn number(row: &Row, number: Number) -> Option<i64> {
    let day = |day: i32| (day != UNKNOWN).then_some(i64::from(day));
    match number {
        Number::FirstDay => day(row.first_day).or(day(row.last_day)),
        Number::LastDay => day(row.last_day).or(day(row.first_day)),
        Number::FirstReported => day(row.published_first),
        Number::LastReported => day(row.published_last),
        Number::Added => day(row.added_day),
        Number::Origins => Some(row.origins.into()),
        Number::IsAggregate => Some(row.flags.is_aggregate.into()),
        Number::IsDenied => Some(row.flags.is_denied.into()),
        Number::IsSupposedOnly => Some(row.flags.is_supposed_only.into()),
    }
}
