//! What SQL is taught for asking.

use crate::store::capture::unpacked;
use dateline_doc::Point;
use rusqlite::{
    Connection, Result,
    functions::{Context, FunctionFlags},
};

/// Adds `distance_km(lat, lon, lat, lon)`: kilometres between two points, NULL when one is unknown;
/// `unpacked(zlib)`: text that is stored so, NULL when it is none; and `has_words(name, words)`: whether
/// all words, or parts of words, are in a name, small or capital.
pub fn add(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("distance_km", 4, flags, distance)?;
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

fn distance(given: &mut Context<'_>) -> Result<Option<f64>> {
    let point = |at: usize| -> Result<Option<Point>> {
        let (lat, lon): (Option<f64>, Option<f64>) = (given.get(at)?, given.get(at + 1)?);
        Ok(lat.zip(lon).map(|(lat, lon)| Point { lat, lon }))
    };
    let (from, to) = (point(0)?, point(2)?);
    Ok(from.zip(to).map(|(from, to)| from.distance_km(to)))
}
