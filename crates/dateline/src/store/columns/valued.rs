use super::{Columns, Row, Set, date, row::UNKNOWN};
use crate::store::By;
use std::collections::HashMap;

/// The values of all rows that events are counted by.
pub struct Valued {
    /// Of each row the number of its value; that of none comes last.
    of: Vec<u32>,
    /// What each number stands for, in order.
    names: Vec<String>,
}

impl Valued {
    pub fn of(columns: &Columns, by: By) -> Self {
        let value = |row: &Row| match by {
            By::Month | By::Day => (row.first_day != UNKNOWN).then_some((row.first_day.into(), 0)),
            By::Type => Some((i64::from(row.kind), 0)),
            By::Country => (row.country > 0).then_some((row.country.into(), 0)),
            By::Admin1 => (row.country > 0 && row.admin1 > 0)
                .then_some((row.country.into(), i64::from(row.admin1))),
        };
        let mut values: Vec<(i64, i64)> = columns.rows.iter().filter_map(value).collect();
        values.sort_unstable();
        values.dedup();
        let name = |(one, other): (i64, i64)| {
            let word = |number: i64| columns.words.names.get(number as u32);
            Some(match by {
                By::Month => {
                    date(one).map(|date| format!("{:04}-{:02}", date.year(), date.month()))?
                }
                By::Day => date(one)?.to_string(),
                By::Type | By::Country => word(one).to_owned(),
                By::Admin1 => format!("{}/{}", word(one), word(other)),
            })
        };
        let named = values.into_iter().filter_map(|value| Some((name(value)?, value)));
        let mut named: Vec<(String, (i64, i64))> = named.collect();
        // Days lie in their order already.
        if !matches!(by, By::Month | By::Day) {
            named.sort();
        }
        let (mut names, mut numbers) = (Vec::new(), HashMap::new());
        for (name, value) in named {
            if names.last() != Some(&name) {
                names.push(name);
            }
            numbers.insert(value, names.len() as u32 - 1);
        }
        let none = names.len() as u32;
        let number = |row: &Row| value(row).and_then(|it| numbers.get(&it)).copied();
        Self { of: columns.rows.iter().map(|row| number(row).unwrap_or(none)).collect(), names }
    }

    /// How many of these rows there are of each value, by value.
    pub fn tally(&self, found: &Set) -> Vec<(String, u64)> {
        let mut counts = vec![0_u64; self.names.len() + 1];
        found.numbers().for_each(|number| counts[self.of[number] as usize] += 1);
        let counted = self.names.iter().zip(counts).filter(|(_, count)| *count > 0);
        counted.map(|(name, count)| (name.clone(), count)).collect()
    }
}
