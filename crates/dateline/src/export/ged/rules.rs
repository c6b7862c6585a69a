//! How UCDP counts deaths, days and places.

use crate::{
    event::{Count, Event, Report},
    export::{columns, parties},
};

/// The dead of an event: the least, the likeliest and the most.
pub struct Deaths {
    pub low: u64,
    pub best: u64,
    pub high: u64,
}

/// The deaths, where at least one is possible. What is only supposed has none for sure.
pub fn deaths(event: &Event) -> Option<Deaths> {
    let killed = columns::count(event, "killed")?;
    let most = most(killed)?;
    let supposed = event.claims.iter().any(|claim| claim.polarity == "supposed");
    if parties::is_told_as_fact(event) {
        let low = killed.low.unwrap_or(0);
        let best = killed.latest.0.or(killed.latest.1).unwrap_or(low).clamp(low, most.max(low));
        Some(Deaths { low, best, high: most.max(low) })
    } else if supposed && most > 0 {
        Some(Deaths { low: 0, best: 0, high: most })
    } else {
        None
    }
    .filter(|deaths| deaths.high > 0)
}

/// The highest number that any origin names, be it a bound.
fn most(killed: &Count) -> Option<u64> {
    let values = killed.values.iter().flat_map(|value| [value.low, value.high]);
    values.chain([killed.low, killed.high]).flatten().max()
}

pub fn citation(report: &Report) -> String {
    let parts = [&report.outlet, &report.published, &report.title];
    let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
    format!("\"{}\"", parts.join(", "))
}

pub fn where_precision(precision: &str) -> Option<u64> {
    match precision {
        "site" | "town" => Some(1),
        "near" => Some(2),
        "admin2" => Some(3),
        "admin1" => Some(4),
        "region" => Some(5),
        "country" => Some(6),
        "sea" => Some(7),
        _ => None,
    }
}

pub fn date_precision(days: i32) -> u64 {
    match days {
        ..=1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=31 => 4,
        _ => 5,
    }
}

/// The cell of half a degree: 720 in a row, the first row at the South Pole.
pub fn priogrid((lat, lon): (f64, f64)) -> u64 {
    let (row, column) = (((lat + 90.0) * 2.0).floor(), ((lon + 180.0) * 2.0).floor());
    row.clamp(0.0, 359.0) as u64 * 720 + column.clamp(0.0, 719.0) as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_from_the_south_west() {
        assert_eq!(priogrid((-90.0, -180.0)), 1);
        assert_eq!(priogrid((-89.9, 179.9)), 720);
        assert_eq!(priogrid((90.0, 180.0)), 259_200);
        // Bamako lies in the cell whose corner is 12.5 N, 8 W.
        assert_eq!(priogrid((12.65, -8.0)), 205 * 720 + 344 + 1);
    }

    #[test]
    fn precision_of_dates_by_their_number() {
        let found: Vec<u64> = [1, 2, 6, 7, 8, 31, 32].map(date_precision).to_vec();
        assert_eq!(found, [1, 2, 2, 3, 4, 4, 5]);
    }
}
