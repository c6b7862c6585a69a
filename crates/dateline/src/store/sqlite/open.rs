use super::{Hidden, Sqlite, asking, error, shown};
use anyhow::{Result, bail};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};
use std::{path::Path, time::Duration};

/// "DTLN": what tells a store from other SQLite files.
const APPLICATION: i32 = 0x4454_4c4e;

/// What makes each version of a store out of the one before, from an empty file on.
const VERSIONS: [&str; 6] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// Statements kept ready: more than linking has.
const STATEMENTS: usize = 128;

/// What is kept in memory of a store, in KiB, below 0: as much as linking a batch of reports goes to and fro in.
const PAGES: i32 = -32_768;

/// How long to wait for another program's writing to end.
const WAIT: Duration = Duration::from_secs(5);

impl Sqlite {
    /// Opens a store to add to it: makes it when it is not there, and brings an older one up to date.
    ///
    /// # Errors
    /// When the file is no store, is newer than this program, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        store.ask(|connection| match connection.is_readonly("main")? {
            true => bail!("may not be written to; change its rights, or name another with --store"),
            false => Ok(()),
        })?;
        Ok(store)
    }

    /// Opens a store that is there, to read it. Others may write to it meanwhile.
    ///
    /// # Errors
    /// When the file is not there, is no store, or is newer than this program.
    pub fn open_existing(path: &Path) -> Result<Self> {
        if !path.exists() {
            bail!("{}: no store is here; `dateline add` makes one", path.display());
        }
        Self::connect(path, OpenFlags::empty())
    }

    fn connect(path: &Path, create: OpenFlags) -> Result<Self> {
        let connect = || -> Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut connection = Connection::open_with_flags(path, flags | create)?;
            connection.busy_timeout(WAIT)?;
            prepare(&mut connection)?;
            Ok(connection)
        };
        let connection = connect().map_err(|error| error::explained(path, &error))?;
        Ok(Self { path: path.to_owned(), connection, hidden: Hidden::default() })
    }
}

/// Sets a connection up, and brings its store to the newest version.
fn prepare(connection: &mut Connection) -> Result<()> {
    asking::add_functions(connection)?;
    shown::add_functions(connection)?;
    // Plans do not depend on parameters, so none is made anew for them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", PAGES)?;
    let version = version(connection)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if version < VERSIONS.len() {
        // Stays with the file. It cannot be part of the transaction below.
        connection.pragma_update(None, "journal_mode", "WAL")?;
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    if version < VERSIONS.len() {
        migrate(connection)?;
    }
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been faster.
    for sql in &VERSIONS[version(&transaction)?..] {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", i32::try_from(VERSIONS.len())?)?;
    transaction.commit()?;
    Ok(())
}

/// Which version of a store it is; 0 for an empty file.
fn version(connection: &Connection) -> Result<usize> {
    let number =
        |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let is_empty: bool =
        connection
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?;
    if application != APPLICATION && !(is_empty && application == 0) {
        bail!("not a store but another program's file; name another with --store");
    }
    let version = usize::try_from(version)?;
    if version > VERSIONS.len() {
        bail!(
            "a store of version {version}, and this dateline knows {}; take a newer dateline",
            VERSIONS.len()
        );
    }
    Ok(version)
}

/// An empty store of the newest version that is on no disk.
#[cfg(test)]
pub fn in_memory() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    prepare(&mut connection).unwrap();
    connection
}
