//! How often one may ask.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Keys remembered at a time.
const KEYS: usize = 10_000;

/// A bucket for each key, of which every try takes one out, and which fills again at a steady pace.
pub struct Buckets {
    size: f64,
    /// How long it takes for one more to be in it.
    pace: Duration,
    /// What is in the buckets that are not full, and since when.
    kept: Mutex<HashMap<String, (f64, Instant)>>,
}

impl Buckets {
    pub fn new(size: u32, pace: Duration) -> Self {
        Self { size: size.into(), pace, kept: Mutex::default() }
    }

    /// Takes one out of a key's bucket.
    ///
    /// # Errors
    /// When it is empty: how long to wait.
    pub fn take(&self, key: &str, now: Instant) -> Result<(), Duration> {
        // A thread that died left whole buckets behind.
        let mut kept = self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let left = kept.get(key).map_or(self.size, |bucket| self.left(bucket, now));
        if left < 1.0 {
            return Err(self.pace.mul_f64(1.0 - left));
        }
        if kept.len() >= KEYS && !kept.contains_key(key) {
            self.forget(&mut kept, now);
        }
        kept.insert(key.to_owned(), (left - 1.0, now));
        Ok(())
    }

    /// Puts back what was taken out last: the try was none to be counted.
    pub fn give_back(&self, key: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((left, _)) = kept.get_mut(key) {
            *left = (*left + 1.0).min(self.size);
        }
    }

    fn left(&self, (left, since): &(f64, Instant), now: Instant) -> f64 {
        let new = now.saturating_duration_since(*since).div_duration_f64(self.pace);
        (left + new).min(self.size)
    }

    /// Makes room: full buckets need not be remembered, and else the fullest half is given up.
    fn forget(&self, kept: &mut HashMap<String, (f64, Instant)>, now: Instant) {
        kept.retain(|_, bucket| self.left(bucket, now) < self.size);
        if kept.len() < KEYS {
            return;
        }
        let mut levels: Vec<f64> = kept.values().map(|bucket| self.left(bucket, now)).collect();
        levels.sort_by(f64::total_cmp);
        let middle = levels[levels.len() / 2];
        let mut room = KEYS / 2;
        kept.retain(|_, bucket| {
            let is_given_up = room > 0 && self.left(bucket, now) >= middle;
            room -= usize::from(is_given_up);
            !is_given_up
        });
    }
}

/// From where somebody asks. A household of the newer kind has 2^64 addresses, which count as one.
pub fn place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let (buckets, start) = (Buckets::new(5, 12 * SECOND), Instant::now());
        for _ in 0..5 {
            buckets.take("Mara", start).unwrap();
        }
        assert_eq!(buckets.take("Mara", start), Err(12 * SECOND));
        buckets.take("Idris", start).unwrap();
        assert_eq!(buckets.take("Mara", start + 9 * SECOND), Err(3 * SECOND));
        buckets.take("Mara", start + 12 * SECOND).unwrap();
        assert!(buckets.take("Mara", start + 12 * SECOND).is_err());
        buckets.give_back("Mara");
        buckets.take("Mara", start + 12 * SECOND).unwrap();
        for _ in 0..5 {
            buckets.take("Mara", start + 3600 * SECOND).unwrap();
        }
        assert!(buckets.take("Mara", start + 3600 * SECOND).is_err(), "it holds no more than five");
    }

    #[test]
    fn the_memory_is_bounded_and_keeps_the_emptiest() {
        let (buckets, start) = (Buckets::new(5, 12 * SECOND), Instant::now());
        for _ in 0..5 {
            buckets.take("attacker", start).unwrap();
        }
        for number in 0..3 * KEYS {
            buckets.take(&number.to_string(), start).unwrap();
        }
        assert!(buckets.kept.lock().unwrap().len() <= KEYS);
        assert!(buckets.take("attacker", start).is_err(), "others' tries make nobody forget it");
    }

    #[test]
    fn a_household_is_one_place() {
        let place = |address: &str| place(address.parse().unwrap());
        assert_eq!(place("2001:db8:1:2:3::4"), place("2001:db8:1:2::9"));
        assert_ne!(place("2001:db8:1:2::"), place("2001:db8:1:3::"));
        assert_eq!(place("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
