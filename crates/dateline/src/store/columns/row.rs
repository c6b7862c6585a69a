use super::Names;
use crate::event::reach;
use std::{collections::HashMap, sync::Arc};

/// A day that no report tells.
pub const UNKNOWN: i32 = i32::MIN;

/// An event as far as it is asked for: the columns of the table `event`, words by their numbers, days
/// from 1970-01-01.
#[derive(Clone)]
pub struct Row {
    pub key: i64,
    pub kind: u32,
    /// The types that it is listed under, with blanks between.
    pub kinds: u32,
    pub country: u32,
    pub admin1: u32,
    pub admin2: u32,
    pub precision: u32,
    pub place_name: u32,
    pub added: u32,
    /// Not a number where it is unknown.
    pub lat: f64,
    pub lon: f64,
    pub first_day: i32,
    pub last_day: i32,
    pub published_first: i32,
    pub published_last: i32,
    pub added_day: i32,
    pub origins: u32,
    pub reports: u32,
    /// From 1, in [`super::Columns::spots`]; 0 where it is on no map.
    pub spot: u32,
    pub flags: Flags,
    /// See `schema/2.sql`.
    pub namings: u8,
}

/// What an event is or is not.
#[derive(Clone, Copy)]
pub struct Flags {
    pub is_aggregate: bool,
    pub is_denied: bool,
    pub is_supposed_only: bool,
}

/// Where one or more events are, as closely as reports place them.
#[derive(Clone, Debug)]
pub struct Spot {
    pub lat: f64,
    pub lon: f64,
    /// Within so many kilometres of the point.
    pub km: f64,
    pub precision: Arc<str>,
    /// As the reports call it, with its first-level area and country.
    pub name: Option<String>,
}

/// What a row's place is called.
fn called(row: &Row, names: &Names) -> Option<String> {
    let parts = [row.place_name, row.admin1, row.country];
    let mut parts: Vec<&str> =
        parts.into_iter().map(|part| names.get(part)).filter(|part| !part.is_empty()).collect();
    parts.dedup();
    (row.place_name != 0).then(|| parts.join(", "))
}

/// Gives each row the number of its spot; all spots.
pub fn number_spots(rows: &mut [Row], names: &Names) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut numbers = HashMap::new();
    for row in rows {
        row.spot = 0;
        let Some(precision) = names.shared(row.precision) else { continue };
        let Some(km) = reach(&precision).filter(|_| !row.lat.is_nan() && !row.lon.is_nan()) else {
            continue;
        };
        let place = (row.lat.to_bits(), row.lon.to_bits(), row.precision);
        row.spot = *numbers.entry(place).or_insert_with(|| {
            let name = called(row, names);
            spots.push(Spot { lat: row.lat, lon: row.lon, km, precision, name });
            spots.len() as u32
        });
    }
    spots
}
