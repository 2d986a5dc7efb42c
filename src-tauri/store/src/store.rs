//! The open database: one connection with the settings that the promises rest on.

use crate::error::{Error, Result};
use crate::key::Key;
use crate::key_file::{KeyFile, KeyMode};
use crate::unlock::{self, SetUp, Unlock};
use crate::{crash, folder, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a write waits for another program's.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// In this order, after the key. `synchronous=FULL` and the two fsync settings make a confirmed change survive a power
/// cut; `secure_delete` makes erased mean erased; `trusted_schema=OFF` as the file may have been handed over.
const SETTINGS: &str = "PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
PRAGMA busy_timeout = 5000;";

/// The encrypted cache of one data folder.
///
/// Calls are synchronous and short; from async code they belong on a blocking thread.
pub struct Store {
    connection: Mutex<Connection>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the store in `home`, and creates folder, key and database where there is none.
    ///
    /// [`Error::Locked`], [`Error::NewerData`] and [`Error::Damaged`] leave every file as it was.
    pub fn open(home: &Path, unlock: Unlock) -> Result<Self> {
        folder::prepare(home)?;
        let mut lock = None;
        let mut progress = unlock::progress(home)?;
        if progress != SetUp::Complete {
            lock = Some(folder::lock(home)?);
            // Another program may have set it up while this one waited.
            progress = unlock::progress(home)?;
        }
        let key = match progress {
            SetUp::Missing => unlock::set_up(home, &unlock)?,
            SetUp::Unmarked | SetUp::Complete => unlock::existing(home, &unlock)?,
        };
        drop(unlock);
        let mut connection = connect(home, &key, progress == SetUp::Complete)?;
        if schema::is_older(&connection)? || progress != SetUp::Complete {
            let _lock = lock.map_or_else(|| folder::lock(home), Ok)?;
            schema::migrate(&mut connection)?;
            unlock::mark(home)?;
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// How the key of this data folder is kept; `None` when it was not set up yet.
    pub fn key_mode(home: &Path) -> Result<Option<KeyMode>> {
        Ok(KeyFile::read(home)?.map(|file| file.mode))
    }

    /// Runs `f` on one consistent state of the database.
    pub(crate) fn read<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.connection();
        let transaction = connection.unchecked_transaction()?;
        let value = f(&transaction)?;
        transaction.finish()?;
        Ok(value)
    }

    /// Runs `f` in one transaction that holds the write lock from its start (a deferred one would fail at once when
    /// another program writes between its read and its write); all or nothing.
    pub(crate) fn write<T>(&self, f: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = f(&transaction)?;
        crash::point("before");
        transaction.commit()?;
        crash::point("after");
        Ok(value)
    }

    /// [`Self::write`], whose changes are taken back where `keep` is false: what a step would do is told by doing it.
    pub(crate) fn attempt<T>(&self, keep: bool, f: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        if keep {
            return self.write(f);
        }
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = f(&transaction)?;
        transaction.rollback()?;
        Ok(value)
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolled it back when it was dropped.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the file with the key; refuses newer data before anything is written. `made`: it once held data.
fn connect(home: &Path, key: &Key, made: bool) -> Result<Connection> {
    let path = folder::database(home);
    folder::private_file(&path)?;
    folder::sync_folder(home)?;
    // No URI names: a folder may be called anything.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // SQLCipher writes to stderr otherwise.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma())?;
    // Closing may copy the write-ahead log into the file; not into a newer program's.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    if schema::is_newer(&connection)? {
        return Err(Error::NewerData);
    }
    if schema::is_unmade(&connection)? && (made || !is_blank(&path)?) {
        return Err(Error::Damaged);
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let journal: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if journal != "wal" {
        return Err(Error::Internal { code: "no-wal" });
    }
    connection.execute_batch(SETTINGS)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// True for a file as a crash leaves it before the first migration: empty, or one page that says nothing.
///
/// `SQLite` takes a file shorter than a page for a new one, and `SQLCipher` pages of zeros for unused ones; both would
/// be written over what may be left of the data.
fn is_blank(path: &Path) -> Result<bool> {
    const PAGE: u64 = 4096;
    Ok(match fs::metadata(path)?.len() {
        0 => true,
        PAGE => fs::read(path)?.iter().any(|byte| *byte != 0),
        _ => false,
    })
}
