//! All events in memory, as far as they are asked for: a question goes through them in a few
//! milliseconds, whatever it asks. The words of events stay in the store, which finds them.
//!
//! The workbench asks these; the command line, which asks once, asks the store. Both give the same,
//! which a test sees to.

mod counted;
mod matched;
mod names;
mod row;
mod set;
mod valued;

use super::{Cursor, Query, Sort};
use anyhow::{Context, Result};
pub use counted::{Heap, Heaps, date};
use dateline_link::ClaimKey;
use matched::Taken;
pub use names::{Names, Words};
pub use row::{Flags, Row, Spot, UNKNOWN};
pub use set::Set;
use std::sync::OnceLock;
use valued::Valued;

/// The events of a store at one moment.
#[derive(Default)]
pub struct Columns {
    /// By key.
    rows: Vec<Row>,
    words: Words,
    /// Where events are: a row names its own by number.
    spots: Vec<Spot>,
    /// Of each row the number of its spot: see [`Row::spot`].
    spot_of: Vec<u32>,
    /// The last change that is in.
    upto: i64,
    /// Numbers of rows in each order, the least first, where it was asked for.
    orders: [OnceLock<Vec<u32>>; 5],
    taken: Taken,
    /// What rows are counted by, where it was asked for.
    valued: [OnceLock<Valued>; 5],
}

impl Columns {
    /// These events, as they were after the change of this number.
    pub fn of(mut rows: Vec<Row>, words: Words, upto: i64) -> Self {
        rows.sort_unstable_by_key(|row| row.key);
        let spots = row::number_spots(&mut rows, &words.names);
        let spot_of = rows.iter().map(|row| row.spot).collect();
        Self { rows, words, spots, spot_of, upto, ..Self::default() }
    }

    /// The number of the last change that is in.
    pub fn upto(&self) -> i64 {
        self.upto
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The last day that an event began on.
    pub fn newest(&self) -> Option<i32> {
        self.rows.iter().map(|row| row.first_day).max().filter(|day| *day != UNKNOWN)
    }

    /// All of it but the events of these keys, which are sorted, to be added to.
    pub fn without(&self, keys: &[i64]) -> (Vec<Row>, Words) {
        let kept = self.rows.iter().filter(|row| keys.binary_search(&row.key).is_err());
        (kept.cloned().collect(), self.words.clone())
    }

    /// The first `limit` of what is asked for after the cursor, and where the list goes on.
    ///
    /// # Errors
    /// When the cursor is of another order.
    pub fn page(
        &self,
        found: &Set,
        query: &Query,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<ClaimKey>, Option<Cursor>)> {
        let start = after.map(|cursor| self.place(query, cursor)).transpose()?.unwrap_or(0);
        let asked = self.walk(query).skip(start).filter(|number| found.has(*number));
        // One more tells whether the list goes on.
        let mut page: Vec<usize> = asked.take(limit + 1).collect();
        let next = (page.len() > limit).then(|| {
            page.truncate(limit);
            page.last().map(|number| self.cursor(query.sort, &self.rows[*number]))
        });
        let keys = page.into_iter().map(|number| ClaimKey(self.rows[number].key as u64));
        Ok((keys.collect(), next.flatten()))
    }

    /// The numbers of all rows in the order asked for.
    fn walk(&self, query: &Query) -> impl Iterator<Item = usize> + '_ {
        let order = self.order(query.sort);
        let last = order.len().saturating_sub(1);
        let ascending = query.ascending;
        (0..order.len()).map(move |at| order[if ascending { at } else { last - at }] as usize)
    }

    fn order(&self, sort: Sort) -> &[u32] {
        let number = match sort {
            Sort::Occurred => 0,
            Sort::Published => 1,
            Sort::Added => 2,
            Sort::Origins => 3,
            Sort::Reports => 4,
        };
        self.orders[number].get_or_init(|| {
            let mut order: Vec<u32> = (0..).take(self.rows.len()).collect();
            // Rows lie by key, so a stable sort leaves those of one value by key.
            if sort == Sort::Added {
                order.sort_by_key(|number| self.added(&self.rows[*number as usize]));
            } else {
                order.sort_by_key(|number| value(&self.rows[*number as usize], sort));
            }
            order
        })
    }

    /// How many rows of the order asked for lie before what comes after the cursor.
    fn place(&self, query: &Query, cursor: &Cursor) -> Result<usize> {
        let key = cursor.key.0 as i64;
        let order = self.order(query.sort);
        let lower = |is_before: &dyn Fn(&Row) -> bool| {
            order.partition_point(|number| is_before(&self.rows[*number as usize]))
        };
        let (least, beyond) = if query.sort == Sort::Added {
            let of = |row: &Row| (self.added(row), row.key);
            let at = (cursor.value.as_str(), key);
            (lower(&|row| of(row) < at), lower(&|row| of(row) <= at))
        } else {
            let at: i64 = cursor
                .value
                .parse()
                .with_context(|| format!("cursor {:?} is of another order", cursor.value))?;
            let of = |row: &Row| (value(row, query.sort), row.key);
            (lower(&|row| of(row) < (at, key)), lower(&|row| of(row) <= (at, key)))
        };
        Ok(if query.ascending { beyond } else { order.len() - least })
    }

    fn added(&self, row: &Row) -> &str {
        self.words.times.get(row.added)
    }

    fn cursor(&self, sort: Sort, row: &Row) -> Cursor {
        let value = match sort {
            Sort::Added => self.added(row).to_owned(),
            _ => value(row, sort).to_string(),
        };
        Cursor { value, key: ClaimKey(row.key as u64) }
    }
}

/// What rows are put in order by, but for when they were added; what is unknown comes last, as in the store.
fn value(row: &Row, sort: Sort) -> i64 {
    let day = |day: i32| if day == UNKNOWN { -9_999_999 } else { day.into() };
    match sort {
        Sort::Occurred | Sort::Added => day(row.first_day),
        Sort::Published => day(row.published_last),
        Sort::Origins => row.origins.into(),
        Sort::Reports => row.reports.into(),
    }
}
