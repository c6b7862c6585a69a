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
    // Until it is whole, nothing is known of what is hidden.
    hidden.of = None;
    let beyond = beyond(store, most)?;
    if beyond != hidden.beyond {
        hidden.beyond = Beyond::default();
        show_all(store)?;
        hide(store, &beyond)?;
        (hidden.name, hidden.beyond) = (beyond.name(), beyond);
    }
    hidden.of = Some(of);
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

fn hide(store: &Connection, beyond: &Beyond) -> Result<()> {
    // Where nothing is hidden, nothing stands before the tables, so it costs nothing.
    if *beyond == Beyond::default() {
        return Ok(());
    }
    let events = beyond.events.iter().map(|event| event.0 as i64);
    keep(store, "hidden_event", "event", events)?;
    keep(store, "hidden_report", "report", beyond.reports.iter().map(|report| report.0))?;
    Ok(store.execute_batch(HIDE)?)
}

fn keep(store: &Connection, table: &str, key: &str, keys: impl Iterator<Item = i64>) -> Result<()> {
    store.execute_batch(&format!("CREATE TEMP TABLE {table} ({key} INTEGER PRIMARY KEY)"))?;
    let mut insert = store.prepare(&format!("INSERT INTO temp.{table} VALUES (?)"))?;
    for key in keys {
        insert.execute([key])?;
    }
    Ok(())
}
