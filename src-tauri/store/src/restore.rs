//! Reading a backup back: verified first, then put in place of what is there in one transaction. Until that commits, and
//! after any failure, the data is what it was.

use crate::backup::{self, SETTINGS};
use crate::error::{Error, Locked, Result};
use crate::folder;
use crate::purge::tables;
use crate::store::Store;
use crate::unlock::Unlock;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// The open store.
    pub store: Store,
    /// Text of the settings file, as it was backed up.
    pub settings: String,
    /// Where damaged data, or data whose key is lost, was put.
    pub set_aside: Option<PathBuf>,
}

/// Restores a backup into a data folder. Data that opens is replaced in one transaction; sign-ins of this machine go.
/// Data that is damaged, or whose key is nowhere, is put aside first, never deleted.
pub fn restore(
    home: &Path,
    unlock: Unlock,
    backup: &Path,
    passphrase: &SecretString,
    now: DateTime<Utc>,
) -> Result<Restored> {
    folder::prepare(home)?;
    let mut copy = tempfile::Builder::new().prefix(".rollbook-").tempfile_in(home)?;
    let at = copy.path().to_owned();
    let key = backup::open(backup, passphrase, copy.as_file_mut(), &at)?;
    let (store, set_aside) = match Store::open(home, unlock.clone()) {
        Ok(store) => (store, None),
        Err(Error::Damaged | Error::Locked { reason: Locked::KeyMissing | Locked::WrongKey }) => {
            let aside = set_aside(home, now)?;
            (Store::open(home, unlock)?, Some(aside))
        }
        Err(error) => return Err(error),
    };
    let settings = {
        let connection = store.connection();
        let from = at.to_str().ok_or(Error::Io)?;
        connection.execute("ATTACH DATABASE ?1 AS backup KEY ?2", params![from, &**key.literal()])?;
        let done = replace(&connection);
        if done.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        connection.execute_batch("DETACH DATABASE backup")?;
        done?
    };
    Ok(Restored { store, settings, set_aside })
}

fn replace(connection: &Connection) -> Result<String> {
    connection.execute_batch("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;")?;
    let tables = tables(connection)?;
    for table in &tables {
        connection.execute(&format!("DELETE FROM main.\"{table}\""), [])?;
    }
    for table in &tables {
        // By name: a column that a migration added stands elsewhere than in a new file.
        let columns = columns(connection, table)?;
        connection.execute(
            &format!("INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM backup.\"{table}\""),
            [],
        )?;
    }
    let settings =
        connection.query_row(&format!("SELECT text FROM backup.{SETTINGS}"), [], |row| row.get(0))?;
    connection.execute_batch("COMMIT")?;
    Ok(settings)
}

fn columns(connection: &Connection, table: &str) -> Result<String> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let names: Vec<String> = names.map(|name| Ok(format!("\"{}\"", name?))).collect::<Result<_>>()?;
    Ok(names.join(", "))
}

/// Moves what cannot be opened into a folder of its own beside it.
fn set_aside(home: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
    let _lock = folder::lock(home)?;
    let aside = home.join(format!("damaged-{}", now.format("%Y%m%dT%H%M%SZ")));
    folder::create_private(&aside)?;
    let database = folder::database(home);
    for path in [
        database.with_extension("db-wal"),
        database.with_extension("db-shm"),
        database,
        folder::key_file(home),
    ] {
        if let Some(name) = path.file_name().filter(|_| path.exists()) {
            fs::rename(&path, aside.join(name))?;
        }
    }
    folder::sync_folder(&aside)?;
    folder::sync_folder(home)?;
    Ok(aside)
}
