//! Which events are asked for. The conditions are those of `store/sqlite/asking/conditions.rs`.

use super::{Columns, Names, Row, row::UNKNOWN};
use crate::store::{Area, Days, Naming, Query, Standing};
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
        let conditions = Conditions::of(query, &self.words.names);
        let has_words = |key: &i64| worded.is_none_or(|keys| keys.binary_search(key).is_ok());
        let flags: Vec<bool> =
            self.rows.iter().map(|row| conditions.hold(row) && has_words(&row.key)).collect();
        let count = flags.iter().filter(|flag| **flag).count() as u64;
        Matched { flags, count }
    }
}

/// What must hold of a row. Words are looked up once, not once a row.
struct Conditions<'q> {
    query: &'q Query,
    kinds: Option<Vec<bool>>,
    countries: Option<Vec<bool>>,
    admin1: Option<Vec<bool>>,
    admin2: Option<Vec<bool>>,
    /// Placed no wider than a second-level area.
    close: Vec<bool>,
    namings: u8,
}

impl<'q> Conditions<'q> {
    fn of(query: &'q Query, names: &Names) -> Self {
        let any = |list: &'q [String]| {
            (!list.is_empty()).then(|| names.each(|word| list.iter().any(|it| it == word)))
        };
        let same = |name: &'q Option<String>| {
            name.as_ref().map(|name| names.each(|word| word.eq_ignore_ascii_case(name)))
        };
        let kinds = &query.types;
        Self {
            query,
            kinds: (!kinds.is_empty()).then(|| {
                names.each(|all| all.split(' ').any(|kind| kinds.iter().any(|it| it == kind)))
            }),
            countries: any(&query.countries),
            admin1: same(&query.admin1),
            admin2: same(&query.admin2),
            close: names.each(|word| ["site", "town", "near", "admin2"].contains(&word)),
            namings: query.namings.iter().fold(0, |bits, naming| bits | bit(*naming)),
        }
    }

    fn hold(&self, row: &Row) -> bool {
        let Query { occurred, published, added, .. } = self.query;
        has(&self.kinds, row.kinds)
            && has(&self.countries, row.country)
            && has(&self.admin1, row.admin1)
            && has(&self.admin2, row.admin2)
            && shares((row.first_day, row.last_day), occurred)
            && within((row.published_first, row.published_last), published)
            && within((row.added_day, row.added_day), added)
            && self.query.area.is_none_or(|area| self.lies_in(row, area))
            && self.stands(row)
    }

    fn lies_in(&self, row: &Row, area: Area) -> bool {
        if !self.close[row.precision as usize] || row.lat.is_nan() || row.lon.is_nan() {
            return false;
        }
        match area {
            Area::Circle { lat, lon, km } => {
                let here = Point { lat: row.lat, lon: row.lon };
                here.distance_km(Point { lat, lon }) <= km
            }
            Area::Box { west, south, east, north } => {
                let is_between = if west <= east {
                    row.lon >= west && row.lon <= east
                } else {
                    row.lon >= west || row.lon <= east
                };
                is_between && row.lat >= south && row.lat <= north
            }
        }
    }

    fn stands(&self, row: &Row) -> bool {
        let query = self.query;
        let stands = |standing: &Standing| match standing {
            Standing::SingleSource => row.origins == 1,
            Standing::ManySources => row.origins > 1,
            Standing::Denied => row.flags.is_denied,
            Standing::SupposedOnly => row.flags.is_supposed_only,
        };
        query.origins.is_none_or(|least| row.origins >= least)
            && query.aggregate.is_none_or(|aggregate| row.flags.is_aggregate == aggregate)
            && (self.namings == 0 || row.namings & self.namings != 0)
            && (query.standings.is_empty() || query.standings.iter().any(stands))
    }
}

fn has(asked: &Option<Vec<bool>>, word: u32) -> bool {
    asked.as_ref().is_none_or(|words| words[word as usize])
}

/// Whether a span shares a day with these; one that is open at an end is taken to be its other day.
fn shares((first, last): (i32, i32), days: &Days) -> bool {
    let known = |day: i32, other: i32| if day == UNKNOWN { other } else { day };
    within((known(first, last), known(last, first)), days)
}

/// Whether a span shares a day with these.
fn within((first, last): (i32, i32), days: &Days) -> bool {
    days.since.is_none_or(|since| last != UNKNOWN && i64::from(last) >= since)
        && days.until.is_none_or(|until| first != UNKNOWN && i64::from(first) <= until)
}

/// As `schema/2.sql` has it.
pub fn bit(naming: Naming) -> u8 {
    match naming {
        Naming::Named => 1,
        Naming::Unnamed => 2,
        Naming::Institution => 4,
        Naming::Outlet => 8,
        Naming::Own => 16,
    }
}
