//! What a filter means, said once: as tests of the columns of an event. `columns/matched.rs` makes them of the events
//! in memory, `sqlite/asking/conditions.rs` has the database make them. Words of reports are the database's alone.

use super::{Area, Days, Naming, Query, Standing};
use dateline_doc::Point;

/// How closely an event is placed that lies in an area: no wider than a second-level area.
pub const CLOSE: [&str; 4] = ["site", "town", "near", "admin2"];

/// What must hold of an event. A column that is empty passes no test.
#[derive(Clone, PartialEq, Debug)]
pub enum Test<'q> {
    /// One of these words, letter by letter.
    Among(Word, Vec<&'q str>),
    /// This word, whether in small or capital letters of ASCII.
    Named(Word, &'q str),
    /// This number.
    Is(Number, i64),
    /// This number or more.
    Least(Number, i64),
    /// This number or less.
    Most(Number, i64),
    /// A source is named in one of these ways, as [`bit`] has them.
    Naming(u8),
    /// Its point lies there.
    LiesIn(Area),
    /// One of these holds.
    Any(Vec<Test<'q>>),
}

/// A column of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// All types that it is listed under, of which any one may pass.
    Kind,
    Country,
    Admin1,
    Admin2,
    Precision,
}

/// A column of numbers: days from 1970-01-01, or how many; what is or is not is 1 or 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// The day on which it began, else the one on which it ended.
    FirstDay,
    /// The day on which it ended, else the one on which it began.
    LastDay,
    FirstReported,
    LastReported,
    Added,
    Origins,
    IsAggregate,
    IsDenied,
    IsSupposedOnly,
}

/// What must hold of an event that is asked for, words of reports aside.
pub fn tests(query: &Query) -> Vec<Test<'_>> {
    let mut tests = Vec::new();
    among(&mut tests, Word::Kind, &query.types);
    tests.extend(query.aggregate.map(|is| Test::Is(Number::IsAggregate, is.into())));
    among(&mut tests, Word::Country, &query.countries);
    for (word, name) in [(Word::Admin1, &query.admin1), (Word::Admin2, &query.admin2)] {
        tests.extend(name.as_deref().map(|name| Test::Named(word, name)));
    }
    if let Some(area) = query.area {
        tests.push(Test::Among(Word::Precision, CLOSE.to_vec()));
        tests.push(Test::LiesIn(area));
    }
    span(&mut tests, [Number::FirstDay, Number::LastDay], query.occurred);
    span(&mut tests, [Number::FirstReported, Number::LastReported], query.published);
    span(&mut tests, [Number::Added, Number::Added], query.added);
    tests.extend(query.origins.map(|origins| Test::Least(Number::Origins, origins.into())));
    if !query.namings.is_empty() {
        let bits = query.namings.iter().fold(0, |bits, naming| bits | bit(*naming));
        tests.push(Test::Naming(bits));
    }
    if !query.standings.is_empty() {
        tests.push(Test::Any(query.standings.iter().map(standing).collect()));
    }
    tests
}

fn among<'q>(tests: &mut Vec<Test<'q>>, word: Word, list: &'q [String]) {
    if !list.is_empty() {
        tests.push(Test::Among(word, list.iter().map(String::as_str).collect()));
    }
}

/// A span that shares a day with these.
fn span(tests: &mut Vec<Test<'_>>, [first, last]: [Number; 2], days: Days) {
    tests.extend(days.since.map(|since| Test::Least(last, since)));
    tests.extend(days.until.map(|until| Test::Most(first, until)));
}

fn standing(standing: &Standing) -> Test<'static> {
    match standing {
        Standing::SingleSource => Test::Is(Number::Origins, 1),
        Standing::ManySources => Test::Least(Number::Origins, 2),
        Standing::Denied => Test::Is(Number::IsDenied, 1),
        Standing::SupposedOnly => Test::Is(Number::IsSupposedOnly, 1),
    }
}

/// As `schema/2.sql` has it.
fn bit(naming: Naming) -> u8 {
    match naming {
        Naming::Named => 1,
        Naming::Unnamed => 2,
        Naming::Institution => 4,
        Naming::Outlet => 8,
        Naming::Own => 16,
    }
}

impl Area {
    /// Whether a point lies in it.
    pub fn holds(self, point: Point) -> bool {
        match self {
            Self::Circle { lat, lon, km } => point.distance_km(Point { lat, lon }) <= km,
            Self::Box { west, south, east, north } => {
                let is_between = match west <= east {
                    true => point.lon >= west && point.lon <= east,
                    false => point.lon >= west || point.lon <= east,
                };
                is_between && point.lat >= south && point.lat <= north
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_is_a_test_or_two() {
        assert!(tests(&Query::default()).is_empty());
        let query = Query {
            aggregate: Some(false),
            occurred: Days { since: Some(3), until: None },
            namings: vec![Naming::Unnamed, Naming::Own],
            standings: vec![Standing::Denied],
            ..Query::default()
        };
        let expected = [
            Test::Is(Number::IsAggregate, 0),
            Test::Least(Number::LastDay, 3),
            Test::Naming(18),
            Test::Any(vec![Test::Is(Number::IsDenied, 1)]),
        ];
        assert_eq!(tests(&query), expected);
    }

    #[test]
    fn a_box_may_lie_across_the_date_line() {
        let pacific = Area::Box { west: 170.0, south: -30.0, east: -170.0, north: 0.0 };
        let holds = |lat, lon| pacific.holds(Point { lat, lon });
        assert!(
            holds(-18.0, 178.0) && holds(-18.0, -175.0) && !holds(-18.0, 0.0) && !holds(5.0, 178.0)
        );
    }
}
