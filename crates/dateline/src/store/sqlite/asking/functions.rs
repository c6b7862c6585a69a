//! What SQL is taught for asking.

use crate::store::{Area, capture::unpacked};
use dateline_doc::Point;
use rusqlite::{
    Connection, Result,
    functions::{Context, FunctionFlags},
};

/// Adds `in_circle(lat, lon, lat, lon, km)` and `in_box(lat, lon, west, south, east, north)`: whether a point
/// lies there, which one that is unknown does not;
/// `unpacked(zlib)`: text that is stored so, NULL when it is none; and `has_words(name, words)`: whether
/// all words, or parts of words, are in a name, small or capital.
pub fn add(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("in_circle", 5, flags, in_circle)?;
    connection.create_scalar_function("in_box", 6, flags, in_box)?;
    connection.create_scalar_function("unpacked", 1, flags, text)?;
    connection.create_scalar_function("has_words", 2, flags, has_words)
}

fn has_words(given: &mut Context<'_>) -> Result<bool> {
    let folded = |at: usize| Ok::<_, rusqlite::Error>(given.get::<String>(at)?.to_lowercase());
    let (name, words) = (folded(0)?, folded(1)?);
    Ok(words.split_whitespace().all(|word| name.contains(word)))
}

/// Text that is stored as zlib.
fn text(given: &mut Context<'_>) -> Result<Option<String>> {
    let zlib: Option<Vec<u8>> = given.get(0)?;
    Ok(zlib.and_then(|zlib| String::from_utf8(unpacked(&zlib).ok()?).ok()))
}

fn in_circle(given: &mut Context<'_>) -> Result<bool> {
    let area = Area::Circle { lat: given.get(2)?, lon: given.get(3)?, km: given.get(4)? };
    lies_in(given, area)
}

fn in_box(given: &mut Context<'_>) -> Result<bool> {
    let [west, south, east, north] = [given.get(2)?, given.get(3)?, given.get(4)?, given.get(5)?];
    lies_in(given, Area::Box { west, south, east, north })
}

/// Whether the first two are a point that lies there.
fn lies_in(given: &mut Context<'_>, area: Area) -> Result<bool> {
    let (lat, lon): (Option<f64>, Option<f64>) = (given.get(0)?, given.get(1)?);
    Ok(lat.zip(lon).is_some_and(|(lat, lon)| area.holds(Point { lat, lon })))
}
