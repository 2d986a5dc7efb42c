//! Which column of a file is what, where the instructor had to say it once.
//!
//! A choice is found again by the signature of the file's headings, as the reader of the file computes it. What a choice
//! holds is the reader's business; here it is JSON.

use crate::error::Result;
use crate::store::Store;
use crate::value::{At, Json};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};
use serde_json::Value;

/// The choice that was made for files of this signature.
pub fn get(store: &Store, signature: &str) -> Result<Option<Value>> {
    store.read(|c| {
        let mut statement = c.prepare_cached("SELECT choice FROM column_choice WHERE signature = ?1")?;
        let found = statement.query_row([signature], |row| row.get::<_, Json<'static>>(0)).optional()?;
        Ok(found.map(|choice| choice.0.into_owned()))
    })
}

/// Remembers a choice; a later one for the same signature takes its place.
pub fn put(store: &Store, signature: &str, choice: &Value, now: DateTime<Utc>) -> Result<()> {
    store.write(|tx| {
        let sql = "INSERT INTO column_choice (signature, choice, chosen_at) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (signature) DO UPDATE SET choice = excluded.choice, chosen_at = excluded.chosen_at";
        tx.prepare_cached(sql)?.execute(params![signature, Json::from(choice), At(now)])?;
        Ok(())
    })
}

/// Forgets a choice.
pub fn forget(store: &Store, signature: &str) -> Result<()> {
    store.write(|tx| {
        tx.prepare_cached("DELETE FROM column_choice WHERE signature = ?1")?.execute([signature])?;
        Ok(())
    })
}
