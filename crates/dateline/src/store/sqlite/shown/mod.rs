//! What a connection shows. Everything that is asked goes through tables by their names, so views of the same names
//! that leave out what is too sensitive keep it from every page at once.

mod beyond;
mod wordless;

use super::{Sqlite, asking};
use crate::store::{Beyond, Sensitivity, Shown};
use anyhow::Result;
pub use beyond::beyond;
use rusqlite::Connection;
pub use wordless::add as add_functions;

const HIDE: &str = include_str!("hide.sql");
const FILL: &str = include_str!("fill.sql");

/// What a connection does not show.
#[derive(Default)]
pub struct Hidden {
    /// Of what it was worked out: the state of the store, and how sensitive what is shown may be.
    of: Option<(i64, Sensitivity)>,
    beyond: Beyond,
    name: String,
}

impl Shown for Sqlite {
    fn show_up_to(&mut self, most: Sensitivity) -> Result<String> {
        let Self { connection, hidden, path } = self;
        let shown = show(connection, hidden, most);
        shown.map_err(|error| super::error::explained(path, &error))?;
        Ok(self.hidden.name.clone())
    }

    fn let_go(&self) -> Result<()> {
        self.ask(|store| Ok(store.execute_batch("COMMIT")?))
    }
}

fn show(store: &Connection, hidden: &mut Hidden, most: Sensitivity) -> Result<()> {
    // The first look takes hold of the moment, and everything after it is of that moment.
    store.execute_batch("BEGIN")?;
    let of = (asking::data_version(store)?, most);
    if hidden.of == Some(of) {
        return Ok(());
    }
    let beyond = beyond(store, most)?;
    match (hidden.beyond.is_nothing(), beyond.is_nothing()) {
        // Where nothing is hidden, nothing stands before the tables, so it costs nothing.
        (true, true) => {}
        (false, true) => show_all(store)?,
        (true, false) => {
            store.execute_batch(HIDE)?;
            keep(store, &beyond)?;
        }
        // The same events and reports may be hidden, and other claims be theirs.
        (false, false) => keep(store, &beyond)?,
    }
    *hidden = Hidden { of: Some(of), name: beyond.name(), beyond };
    Ok(())
}

/// Takes away whatever stands before the tables.
fn show_all(store: &Connection) -> Result<()> {
    let sql = "SELECT 'DROP ' || type || ' temp.' || name || ';' FROM sqlite_temp_schema \
               WHERE type IN ('table', 'view') ORDER BY type DESC";
    let mut statement = store.prepare(sql)?;
    let drops = statement.query_map([], |row| row.get(0))?;
    let drops = drops.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(store.execute_batch(&drops.concat())?)
}

/// Notes what is hidden.
fn keep(store: &Connection, beyond: &Beyond) -> Result<()> {
    put(store, "hidden_event", beyond.events.iter().map(|event| event.0 as i64))?;
    put(store, "hidden_report", beyond.reports.iter().map(|report| report.0))?;
    Ok(store.execute_batch(FILL)?)
}

fn put(store: &Connection, table: &str, mut keys: impl Iterator<Item = i64>) -> Result<()> {
    store.execute(&format!("DELETE FROM temp.{table}"), [])?;
    let mut insert = store.prepare(&format!("INSERT INTO temp.{table} VALUES (?)"))?;
    Ok(keys.try_for_each(|key| insert.execute([key]).map(drop))?)
}
