/// Some of the rows, by their numbers.
#[derive(Clone, PartialEq, Debug)]
pub struct Set {
    /// One bit a row.
    bits: Vec<u64>,
    /// How many rows there are to be some of.
    rows: usize,
}

const WIDE: usize = u64::BITS as usize;

impl Set {
    /// None of so many rows.
    pub fn none(rows: usize) -> Self {
        Self { bits: vec![0; rows.div_ceil(WIDE)], rows }
    }

    /// All of so many rows.
    pub fn all(rows: usize) -> Self {
        let mut all = Self { bits: vec![u64::MAX; rows.div_ceil(WIDE)], rows };
        if let Some(last) = all.bits.last_mut().filter(|_| !rows.is_multiple_of(WIDE)) {
            *last = (1 << (rows % WIDE)) - 1;
        }
        all
    }

    pub fn add(&mut self, number: usize) {
        self.bits[number / WIDE] |= 1 << (number % WIDE);
    }

    /// Adds all of another set of the same rows.
    pub fn join(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(own, other)| *own |= other);
    }

    /// Keeps the rows of whose value in a column this holds.
    pub fn keep<T: Copy>(&mut self, column: &[T], holds: impl Fn(T) -> bool) {
        for (bits, values) in self.bits.iter_mut().zip(column.chunks(WIDE)) {
            if *bits != 0 {
                let held = values.iter().rev().fold(0, |all, it| all << 1 | u64::from(holds(*it)));
                *bits &= held;
            }
        }
    }

    /// Keeps the rows for whose number this holds.
    pub fn retain(&mut self, holds: impl Fn(usize) -> bool) {
        for (at, bits) in self.bits.iter_mut().enumerate() {
            for bit in ones(*bits).filter(|bit| !holds(at * WIDE + bit)) {
                *bits &= !(1 << bit);
            }
        }
    }

    pub fn has(&self, number: usize) -> bool {
        self.bits[number / WIDE] >> (number % WIDE) & 1 == 1
    }

    /// The rows' numbers, the least first.
    pub fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        let parts = self.bits.iter().enumerate();
        parts.flat_map(|(at, bits)| ones(*bits).map(move |bit| at * WIDE + bit))
    }

    pub fn count(&self) -> u64 {
        self.bits.iter().map(|bits| u64::from(bits.count_ones())).sum()
    }
}

/// Which bits are set.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        first
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_by_their_values_and_numbers() {
        for rows in [0, 1, 63, 64, 65, 200] {
            let column: Vec<usize> = (0..rows).collect();
            let mut some = Set::all(rows);
            assert_eq!((some.count(), some.numbers().count()), (rows as u64, rows));
            some.keep(&column, |it| it % 3 == 0);
            some.retain(|it| it != 63);
            let expected: Vec<usize> = (0..rows).filter(|it| it % 3 == 0 && *it != 63).collect();
            assert_eq!(some.numbers().collect::<Vec<_>>(), expected);
            let mut added = Set::none(rows);
            expected.iter().for_each(|number| added.add(*number));
            assert_eq!(added, some);
            assert!((0..rows).all(|number| added.has(number) == expected.contains(&number)));
            added.join(&Set::all(rows));
            assert_eq!(added, Set::all(rows));
        }
    }
}
