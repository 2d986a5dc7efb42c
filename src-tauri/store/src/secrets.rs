//! Secrets that the user gave: `call_records.secret`, `call_records.certificate`, `lms.token`.

use crate::error::Result;
use crate::store::Store;
use rusqlite::OptionalExtension as _;
use secrecy::{ExposeSecret as _, SecretSlice};

/// The secret of that name.
pub fn get(store: &Store, name: &str) -> Result<Option<SecretSlice<u8>>> {
    let value: Option<Vec<u8>> = store.read(|c| {
        let mut statement = c.prepare_cached("SELECT value FROM secret WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    })?;
    Ok(value.map(SecretSlice::from))
}

/// Stores it, in place of an older one.
pub fn set(store: &Store, name: &str, value: &SecretSlice<u8>) -> Result<()> {
    store.write(|tx| {
        let sql = "INSERT INTO secret (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        tx.execute(sql, rusqlite::params![name, value.expose_secret()])?;
        Ok(())
    })
}

/// Erases it; false when there was none.
pub fn clear(store: &Store, name: &str) -> Result<bool> {
    store.write(|tx| Ok(tx.execute("DELETE FROM secret WHERE name = ?1", [name])? > 0))
}

/// The names of the secrets that are set, sorted.
pub fn names(store: &Store) -> Result<Vec<String>> {
    store.read(|c| {
        let mut statement = c.prepare_cached("SELECT name FROM secret ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(names)
    })
}
